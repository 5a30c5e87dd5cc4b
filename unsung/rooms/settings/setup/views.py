"""The pages of the set-up: the code, the desk, its hours, its holidays, its people."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unsung.ground.places import country_of_zone, zone_of_language, zones
from unsung.ground.setup_code import Answer, use_code
from unsung.ledger.actions.setting_up import ALWAYS
from unsung.ledger.queries.desks import Week
from unsung.ledger.queries.desks import desk as first_desk
from unsung.ledger.queries.people import anybody_known
from unsung.rooms.settings.forms.hours import HolidaysForm, WeekForm, only_looks, typed
from unsung.rooms.settings.setup import steps
from unsung.rooms.settings.setup.forms import CodeForm, DeskForm, PeopleForm
from unsung.rooms.settings.views.hours import today_in
from unsung.rooms.settings.week import meaning

View = Callable[[HttpRequest], HttpResponse]
USUAL = "Mon-Fri 09:00-17:00"
SAID: dict[Answer, str] = {
    "wrong": "That is not the code. It stands where “unsung serve” was started, and is new at each start.",
    "too_many": "Too many wrong codes. Wait ten minutes, or start Unsung again and take the code it prints.",
    "gone": "This code was used up. Start Unsung again and take the code it prints.",
}


def while_empty(view: View) -> View:
    """Only as long as nobody is in the register; afterwards there is nothing here, for ever."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if anybody_known():
            raise Http404
        return view(request)

    return require_http_methods(["GET", "HEAD", "POST"])(guarded)


def with_code(view: Callable[[HttpRequest, dict[str, Any]], HttpResponse]) -> View:
    """Only in a browser that gave the code, and not before the steps before; hands over what was said."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        said = steps.kept(request)
        if said is None:
            return redirect("setup:start")
        step = view.__name__
        if list(steps.STEPS).index(step) > list(steps.STEPS).index(steps.next_step(said)):
            return redirect(f"setup:{steps.next_step(said)}")
        return view(request, said)

    return while_empty(guarded)


@while_empty
def start(request: HttpRequest) -> HttpResponse:
    """The code, then the first step that is not done."""
    said = steps.kept(request)
    if said is not None:
        return redirect(f"setup:{steps.next_step(said)}")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = use_code(form.cleaned_data["code"])
        if answer == "right":
            steps.open_up(request)
            return redirect("setup:desk")
        form.add_error("code", SAID[answer])
    return render(request, "setup/start.html", {"form": form})


@with_code
def desk(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """What the desk is called, and in which zone it is."""
    known = first_desk()
    form = DeskForm(request.POST or None, initial=said.get("desk") or {"name": known.name if known else ""})
    if request.method == "POST" and form.is_valid():
        steps.keep(request, "desk", form.cleaned_data)
        return redirect("setup:hours")
    guess = zone_of_language(request.headers.get("Accept-Language", ""))
    return _step(request, said, "desk", {"form": form, "zones": zones(), "guess": guess})


@with_code
def hours(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """The hours of a week; every day may stay empty, where they are not settled yet."""
    form = WeekForm(typed(request), said.get("hours", USUAL), some=False)
    sound = form.is_bound and form.is_valid()
    if sound and not only_looks(request):
        steps.keep(request, "hours", form.week())
        return redirect("setup:holidays")
    words = form.week() if sound else "" if form.is_bound else said.get("hours", USUAL)
    zone = said["desk"]["zone"]
    week = Week(zone, ((ALWAYS, words),) if words else (), (), said.get("holidays", ""))
    return _step(request, said, "hours", {"form": form, "means": meaning(week, today_in(zone))})


@with_code
def holidays(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Whose public holidays are kept; the country of the zone is offered."""
    form = HolidaysForm(request.POST or None, said.get("holidays", country_of_zone(said["desk"]["zone"])))
    looked = "look" in request.POST
    if request.method == "POST" and not looked and form.is_valid():
        steps.keep(request, "holidays", form.code())
        return redirect("setup:people")
    return _step(request, said, "holidays", {"form": form, "looked": looked})


@with_code
def people(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """Who is there first, with a password, and who else is at the desk; then all of it is set up."""
    form = PeopleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        steps.finish(request, *form.first(), form.cleaned_data["others"])
        return redirect("settings:begun")
    return _step(request, said, "people", {"form": form})


def _step(request: HttpRequest, said: dict[str, Any], step: str, context: dict[str, Any]) -> HttpResponse:
    number = list(steps.STEPS).index(step) + 1
    more = {"steps": steps.steps(said, step), "number": number, "of": len(steps.STEPS)}
    return render(request, f"setup/{step}.html", {**context, **more})
