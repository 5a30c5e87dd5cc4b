"""What is kept from step to step of the set-up, and the desk it comes to at the end."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model, login
from django.db import transaction
from django.http import Http404, HttpRequest
from django.urls import reverse

from unsung.ground.setup_code import forget_code
from unsung.ledger.actions.changes import note
from unsung.ledger.actions.people import Held, Told, add_person
from unsung.ledger.actions.setting_up import DeskPlan, rename_desk, set_up_desk
from unsung.ledger.models import Person, RoleName
from unsung.ledger.queries.desks import desk
from unsung.ledger.queries.people import anybody_known

KEPT = "setup"
STEPS = {"desk": "The desk", "hours": "Hours", "holidays": "Holidays", "people": "People"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Step:
    """A step as the page shows it: `href` is empty for one that cannot be gone to yet."""

    label: str
    href: str
    here: bool


def kept(request: HttpRequest) -> dict[str, Any] | None:
    """What was said so far; None where the code was not given in this browser."""
    return request.session.get(KEPT)


def open_up(request: HttpRequest) -> None:
    """The code was right: this browser may go on."""
    request.session.cycle_key()
    request.session[KEPT] = {}


def keep(request: HttpRequest, step: str, said: object) -> None:
    """Keep what was said in a step."""
    request.session[KEPT] = {**(kept(request) or {}), step: said}


def next_step(said: dict[str, Any]) -> str:
    """The first step that nothing was said in yet."""
    return next((step for step in STEPS if step not in said), "people")


def steps(said: dict[str, Any], here: str) -> list[Step]:
    """Every step, those that can be gone to with their path."""
    last = next_step(said)
    reached = list(STEPS)[: list(STEPS).index(last) + 1]
    return [
        Step(label, reverse(f"setup:{step}") if step in reached else "", step == here)
        for step, label in STEPS.items()
    ]


def finish(request: HttpRequest, told: Told, password: str, others: list[Told]) -> None:
    """Set the desk up with its people, and sign the first of them in.

    Raises Http404 where somebody is there already.
    """
    said = kept(request) or {}
    with transaction.atomic():
        if anybody_known():
            raise Http404
        person = _set_up(said, told, others)
        account = get_user_model().objects.create_user(person.address, password, person=person)
    forget_code()
    del request.session[KEPT]
    login(request, account, backend=BACKEND)


def _set_up(said: dict[str, Any], told: Told, others: list[Told]) -> Person:
    name, zone = said["desk"]["name"], said["desk"]["zone"]
    known = desk()
    if known is not None:
        rename_desk(known, name)
    place = set_up_desk(DeskPlan(name, zone, said["hours"], said["holidays"]))
    note(None, "desks", f"{place} set up by {told.name}.")
    lead, member = Held(RoleName.LEAD.value, desk=place.pk), Held(RoleName.MEMBER.value, desk=place.pk)
    first = add_person(None, told, [lead, Held(RoleName.ADMINISTRATOR.value)])
    for each in others:
        add_person(first.pk, each, [member])
    return first
