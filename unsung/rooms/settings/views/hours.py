"""The pages about hours: the calendar as it is, a week from a day on, single days, zone and holidays."""

from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unsung.ground import clock
from unsung.ground.hours import Windows, parse_hours
from unsung.ground.periods import local_day, next_month
from unsung.ground.places import named_holidays, place_named, zones
from unsung.ground.visitor import visitor_of
from unsung.ledger.actions import calendars as acts
from unsung.ledger.actions.setting_up import ALWAYS
from unsung.ledger.models import Calendar, CalendarException, CalendarVersion
from unsung.ledger.queries.changes import latest_changes
from unsung.ledger.queries.desks import Week, desk, week_of_calendar
from unsung.rooms.settings.forms.hours import DayForm, FirstDayForm, PlaceForm, WeekForm, only_looks, typed
from unsung.rooms.settings.queries import may_change_hours
from unsung.rooms.settings.week import as_read, in_force, in_words, meaning


def today_in(zone: str) -> date:
    """The date in a zone now."""
    return local_day(int(clock.now().timestamp()), zone)


@dataclass(frozen=True)
class Shown:
    """One week of a calendar as its page shows it; `first` is None for the hours from the beginning on."""

    since: str
    first: date | None
    words: str
    now: bool


@dataclass(frozen=True)
class Holiday:
    """A public holiday as the page shows it, with what the desk does on it; `usual` as its weekday is."""

    day: date
    name: str
    exception: CalendarException | None
    usual: str


@require_http_methods(["GET", "HEAD"])
def hours(request: HttpRequest, number: int) -> HttpResponse:
    """A calendar: its weeks, its days apart, its holidays, and what they come to."""
    return _page(request, _calendar(number), DayForm())


def _page(request: HttpRequest, calendar: Calendar, day_form: DayForm, status: int = 200) -> HttpResponse:
    today = today_in(calendar.zone)
    week, first = week_of_calendar(calendar), desk()
    context = {
        "calendar": calendar,
        "counted_by": first if first and first.calendar_id != calendar.pk else None,
        "means": meaning(week, today),
        "weeks": _weeks(calendar, week, today),
        "holidays": _holidays(calendar, week, today),
        "place": place_named(calendar.holidays),
        "days": [each for each in calendar.exceptions.all() if each.day >= today],
        "earlier": [each for each in calendar.exceptions.all() if each.day < today],
        "day_form": day_form,
        "may": may_change_hours(visitor_of(request), calendar),
        "changes": latest_changes("hours"),
    }
    return render(request, "settings/hours.html", context, status=status)


def _weeks(calendar: Calendar, week: Week, today: date) -> list[Shown]:
    begun = [day for day, _ in week.versions if day <= today]
    now = max(begun, default=min((day for day, _ in week.versions), default=ALWAYS))
    return [
        Shown(
            "From the first record on" if each.valid_from == ALWAYS else "From",
            None if each.valid_from == ALWAYS else each.valid_from,
            as_read(each.week),
            each.valid_from == now,
        )
        for each in calendar.versions.all()
    ]


def _holidays(calendar: Calendar, week: Week, today: date) -> list[Holiday]:
    told = {
        day: name for year in (today.year, today.year + 1) for day, name in _named(calendar, year).items()
    }
    apart = {each.day: each for each in calendar.exceptions.all()}
    return [Holiday(day, name, apart.get(day), in_words(_usual(week, day))) for day, name in told.items()]


def _named(calendar: Calendar, year: int) -> dict[date, str]:
    return named_holidays(calendar.holidays, year)


def _usual(week: Week, day: date) -> Windows:
    words = in_force(week, day) if week.versions else ""
    return parse_hours(words).get(day.weekday(), ()) if words else ()


@require_http_methods(["GET", "HEAD", "POST"])
def week(request: HttpRequest, number: int) -> HttpResponse:
    """The hours from a day on: those that hold put right, or others that will hold."""
    calendar = _changed_by(request, number)
    version = _version(calendar, request.GET.get("from"))
    held = week_of_calendar(calendar)
    today = today_in(calendar.zone)
    data = typed(request)
    form = WeekForm(data, version.week if version else in_force(held, today) if held.versions else "")
    first = _first_day(calendar, version, data, today)
    sound = form.is_bound and _sound(calendar, form, first)
    if sound and not only_looks(request):
        acts.keep_week(visitor_of(request).person, calendar, _day_of(first, version), form.week())
        messages.info(request, str(meaning(week_of_calendar(_calendar(number)), today) or ""))
        return redirect("settings:hours", number)
    then = _then(held, form, _day_of(first, version)) if sound else held
    context = {
        "calendar": calendar,
        "version": version,
        "form": form,
        "first": first,
        "means": meaning(then, max(today, _day_of(first, version)) if sound else today),
    }
    return render(request, "settings/week.html", context)


def _first_day(
    calendar: Calendar, version: CalendarVersion | None, data: object, today: date
) -> FirstDayForm | None:
    if version is not None or not calendar.versions.exists():
        return None
    return FirstDayForm(data, initial={"valid_from": next_month(today)})  # type: ignore[arg-type]


def _sound(calendar: Calendar, form: WeekForm, first: FirstDayForm | None) -> bool:
    if first is not None and first.is_valid():
        day = first.cleaned_data["valid_from"]
        held = next((each for each in calendar.versions.all() if each.valid_from == day), None)
        if held is not None and not (form.is_valid() and form.week() == held.week):
            said = f"From {_said(day)} on other hours are kept already. Put those right, or name another day."
            first.add_error("valid_from", said)
    return all([form.is_valid(), first is None or first.is_valid()])


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _day_of(first: FirstDayForm | None, version: CalendarVersion | None) -> date:
    if first is not None:
        day: date = first.cleaned_data["valid_from"]
        return day
    return version.valid_from if version else ALWAYS


def _then(held: Week, form: WeekForm, since: date) -> Week:
    others = [(day, words) for day, words in held.versions if day != since]
    return replace(held, versions=tuple(sorted([*others, (since, form.week())])))


@require_POST
def drop_week(request: HttpRequest, number: int) -> HttpResponse:
    """Take the hours from a day on back; the last there are stay."""
    calendar = _changed_by(request, number)
    version = _version(calendar, request.POST.get("from"))
    if version is not None and calendar.versions.count() > 1:
        acts.drop_week(visitor_of(request).person or 0, version)
        messages.info(request, "Taken back. The hours before go on.")
    return redirect("settings:hours", number)


@require_POST
def keep_day(request: HttpRequest, number: int) -> HttpResponse:
    """Keep a day that is not like its weekday."""
    calendar = _changed_by(request, number)
    form = DayForm(request.POST)
    if form.is_valid():
        _check_new(calendar, form)
    if form.errors:
        return _page(request, calendar, form, status=400)
    said = form.cleaned_data
    acts.keep_day(
        visitor_of(request).person or 0, calendar, said["day"], form.intervals(), said["name"].strip()
    )
    week = week_of_calendar(_calendar(number))
    messages.info(request, str(meaning(week, today_in(calendar.zone)) or "Kept."))
    return redirect("settings:hours", number)


def _check_new(calendar: Calendar, form: DayForm) -> None:
    said = form.cleaned_data
    held = next((each for each in calendar.exceptions.all() if each.day == said["day"]), None)
    if held is None or (held.intervals, held.name) == (form.intervals(), said["name"].strip()):
        return
    how = f"open {held.intervals}" if held.intervals else "closed"
    kept = f"{held.name}, {how}" if held.name else how
    form.add_error("day", f"{_said(held.day)} is kept already: {kept}. Choose “As any other” there first.")


@require_POST
def drop_day(request: HttpRequest, number: int) -> HttpResponse:
    """Let a day be as any other again."""
    calendar = _changed_by(request, number)
    said = request.POST.get("day", "")
    exception = calendar.exceptions.filter(pk=said).first() if said.isdecimal() else None
    if exception is not None:
        acts.drop_day(visitor_of(request).person or 0, exception)
        messages.info(request, f"{_said(exception.day)} is as any other again.")
    return redirect("settings:hours", number)


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, number: int) -> HttpResponse:
    """The zone the hours are meant in, and whose public holidays are kept."""
    calendar = _changed_by(request, number)
    form = PlaceForm(request.POST or None, calendar.holidays, calendar.zone)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        acts.place_calendar(visitor_of(request).person, calendar, form.cleaned_data["zone"], form.code())
        messages.info(request, "Kept.")
        return redirect("settings:hours", number)
    looked = "look" in request.POST
    context = {"calendar": calendar, "form": form, "zones": zones(), "looked": looked}
    return render(request, "settings/place.html", context)


def _calendar(number: int) -> Calendar:
    found = Calendar.objects.prefetch_related("versions", "exceptions", "desk_set")
    return get_object_or_404(found, pk=number)


def _changed_by(request: HttpRequest, number: int) -> Calendar:
    calendar = _calendar(number)
    if not may_change_hours(visitor_of(request), calendar):
        raise PermissionDenied
    return calendar


def _version(calendar: Calendar, since: str | None) -> CalendarVersion | None:
    if not since:
        return None
    found = next((each for each in calendar.versions.all() if each.valid_from.isoformat() == since), None)
    if found is None:
        raise Http404
    return found
