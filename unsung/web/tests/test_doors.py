"""Doors: every address has one, and it opens to those it names and to nobody else."""

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ground.visitor import ROLES
from unsung.web.doors import DOORS, Door
from unsung.web.tests.addresses import ADDRESSES, path_of

EVERYBODY = ("anybody", "colleague", *ROLES)


def test_every_address_has_a_door_and_every_door_an_address() -> None:
    assert set(ADDRESSES) == set(DOORS)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYBODY)
def test_a_door_opens_to_those_it_names_and_to_nobody_else(who: str, enter: Enter) -> None:
    # A fresh browser at every door: behind one of them one signs out.
    wrong = [f"{door.name}: {said}" for door in DOORS.values() if (said := misfit(enter(who), door, who))]
    assert wrong == []


def misfit(client: Client, door: Door, who: str) -> str:
    """What is wrong with how a door behaved for somebody; empty where it behaved."""
    may = "anybody" in door.to or (who != "anybody" and ("colleague" in door.to or who in door.to))
    client.raise_request_exception = False
    for method in ("get", "post"):
        answer = getattr(client, method)(path_of(door.name), secure=False)
        sent_away = answer.status_code == 302 and answer["Location"].startswith("/sign-in/?next=")
        shut = answer.status_code == 403 or sent_away
        if answer.status_code >= 500:
            return f"{method} answers {answer.status_code} to {who}"
        if not may and not shut:
            return f"{method} is open to {who} ({answer.status_code})"
        if may and method == "get" and shut:
            return f"{method} is shut to {who} ({answer.status_code})"
        if method == "get" and answer.status_code == 200 and not door.name.startswith("api:"):
            looked = client.head(path_of(door.name))
            if looked.status_code not in (200, 302) or looked.content:
                return f"head answers {looked.status_code} where get answers 200"
    return ""


def test_what_has_no_door_is_shut_whoever_asks(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(DOORS, "parts")
    assert enter("administrator").get("/parts/").status_code == 403
    assert enter("anybody").get("/parts/").status_code == 302
