"""The pages about people: the list, one person, the invitation, and the end of an account."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unsung.ground.visitor import visitor_of
from unsung.ledger.actions.people import add_person, change_person, give_roles
from unsung.ledger.models import Person
from unsung.ledger.queries.changes import latest_changes
from unsung.rooms.settings import entrances
from unsung.rooms.settings.forms.people import PersonForm
from unsung.rooms.settings.queries import colleagues, state_of

LAST = "is the last who can run Unsung. Let somebody else run it first, who has set a password."


@require_http_methods(["GET", "HEAD"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody this reader may see, by name."""
    reader = visitor_of(request)
    runs = "administrator" in reader.roles and reader.looker is None
    context = {
        "colleagues": colleagues(reader),
        "runs": runs,
        "changes": latest_changes("people") if runs else [],
    }
    return render(request, "settings/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put somebody into the register; the invitation follows at once where it is wished for."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = add_person(visitor_of(request).person, form.told(), form.held())
        if request.POST.get("invite"):
            return _invited(request, person)
        messages.info(request, f"{person} is in the register.")
        return redirect("settings:people")
    return render(request, "settings/person.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person: who it is, which roles, and the way in."""
    somebody = get_object_or_404(Person.objects.select_related("department", "account"), pk=number)
    form = PersonForm(request.POST or None, somebody)
    if request.method == "POST" and form.is_valid() and _change(request, somebody, form):
        messages.info(request, f"Kept for {somebody}.")
        return redirect("settings:people")
    context = {
        "form": form,
        "person": Person.objects.get(pk=number),
        "state": state_of(somebody),
        "oneself": number == visitor_of(request).person,
    }
    return render(request, "settings/person.html", context)


@transaction.atomic
def _change(request: HttpRequest, somebody: Person, form: PersonForm) -> bool:
    if not form.runs() and not entrances.others_run(somebody):
        form.add_error("roles", f"{somebody} {LAST}")
        return False
    by = visitor_of(request).person or 0
    change_person(by, somebody, form.told())
    give_roles(by, somebody, form.held())
    entrances.follow_address(by, somebody)
    return True


@require_POST
def invite(request: HttpRequest, number: int) -> HttpResponse:
    """A link to set a password: sent where mail goes out, and shown once to be handed over."""
    return _invited(request, get_object_or_404(Person, pk=number))


def _invited(request: HttpRequest, somebody: Person) -> HttpResponse:
    # Shown in the answer itself and kept nowhere: the link lets whoever has it in.
    invitation = entrances.invite(request, somebody)
    return render(request, "settings/invited.html", {"person": somebody, "invitation": invitation})


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an account; roles stay, so that opening it again gives them back."""
    somebody = get_object_or_404(Person, pk=number)
    entrances.end(visitor_of(request).person or 0, somebody)
    messages.info(request, f"{somebody} can no longer sign in.")
    return redirect("settings:people")


@require_POST
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Open an ended account again."""
    somebody = get_object_or_404(Person, pk=number)
    entrances.reopen(visitor_of(request).person or 0, somebody)
    messages.info(request, f"{somebody} can sign in again.")
    return redirect("settings:person", number)
