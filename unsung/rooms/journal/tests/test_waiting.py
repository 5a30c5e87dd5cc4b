"""Lines that waited in a browser: read as of when they were typed, kept once, and only for their writer."""

import json
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.rooms.journal.capture import typed_at
from unsung.rooms.journal.models import Drawer
from unsung.web.models import Account

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 17, 15, 30, tzinfo=UTC)
ONE = "6f1d3a52-0000-4000-8000-000000000001"
BY_SCRIPT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", NOW.isoformat())


def sent(client: Client, line: str, typed: str, **more: Any) -> dict[str, Any]:
    """A line sent late: the version that was kept of it."""
    answer = client.post("/journal/keep/", {"line": line, "typed": typed, "id": ONE, **more})
    assert "Your recovery code" in answer.content.decode()
    (kept,) = json.loads(client.get("/journal/take-along/").content)["lines"]
    return dict(kept["versions"][-1])


@pytest.mark.parametrize(
    ("line", "typed", "day", "at"),
    [
        ("calmed Mr Ode", "2026-09-17T09:40:00.000Z", "2026-09-17", "09:40"),
        ("calmed Mr Ode", "2026-09-16T23:50:00+01:00", "2026-09-16", "22:50"),
        ("8:15 calmed Mr Ode", "2026-09-16T12:00:00Z", "2026-09-16", "08:15"),
        ("yesterday: calmed Mr Ode", "2026-09-15T12:00:00Z", "2026-09-14", None),
        ("-40m calmed Mr Ode", "2026-09-16T12:00:00Z", "2026-09-16", "11:20"),
    ],
)
def test_a_line_that_waited_tells_of_when_it_was_typed_and_says_when_it_came_in(
    enter: Enter, line: str, typed: str, day: str, at: str | None
) -> None:
    kept = sent(enter("member"), line, typed)
    assert (kept["day"], kept["said"]["at"]) == (day, at)
    assert kept["recorded"] == "2026-09-17T15:30:00+00:00"


def test_a_promise_is_due_from_the_day_it_was_typed_on(enter: Enter) -> None:
    kept = sent(enter("member"), "call him back due:+1d", "2026-09-15T12:00:00Z")
    assert kept["said"]["due"] == "2026-09-16"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "noon",
        "2026-09-17T15:30:01Z",  # ahead
        "2026-09-03T15:29:59Z",  # a fortnight and a second ago
        "2026-09-17T09:40:00",  # of no zone
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "1789630800",
    ],
)
def test_a_moment_that_cannot_be_believed_counts_as_now(enter: Enter, typed: str) -> None:
    kept = sent(enter("member"), "calmed Mr Ode", typed)
    assert (kept["day"], kept["said"]["at"]) == ("2026-09-17", None)


def test_a_line_may_wait_for_a_fortnight() -> None:
    assert typed_at((NOW - timedelta(days=14)).isoformat()) == NOW - timedelta(days=14)
    assert typed_at(NOW.isoformat()) == NOW


def test_both_clocks_of_a_line_that_waited_are_on_its_page(enter: Enter) -> None:
    ada = enter("member")
    sent(ada, "calmed Mr Ode", "2026-09-16T09:40:00Z")
    page = ada.get(f"/journal/{ONE}/").content.decode()
    assert "Wednesday 16 September 2026, 09:40" in page
    assert "Written down 17 September 2026, 15:30" in page


def test_a_script_is_told_under_which_id_a_line_is_kept_each_time_it_sends_it(enter: Enter) -> None:
    ada = enter("member")
    for _ in range(2):
        answer = ada.post("/journal/keep/", {"line": "calmed Mr Ode", "id": ONE}, headers=BY_SCRIPT)
        assert (answer.status_code, answer["Unsung-Kept"]) == (200, ONE)
    assert len(json.loads(ada.get("/journal/take-along/").content)["lines"]) == 1


def test_the_line_of_a_page_that_somebody_else_left_open_is_kept_for_nobody(enter: Enter) -> None:
    ada, ben = enter("member", name="Ada Boateng"), enter("member", name="Ben Carrow")
    writer = ada.get("/journal/waiting/").json()["writer"]
    answer = ben.post("/journal/keep/", {"line": "calmed Mr Ode", "writer": writer})
    assert answer.status_code == 409
    assert "Somebody else has signed in here" in answer.content.decode()
    assert not Drawer.objects.exists()
    assert ada.post("/journal/keep/", {"line": "calmed Mr Ode", "writer": writer}).status_code == 200
    assert Drawer.objects.get().person_id == writer


def test_each_writer_is_given_a_key_of_ones_own_and_the_same_each_time(enter: Enter) -> None:
    ada, ben = enter("member", name="Ada Boateng"), enter("lead", name="Ben Carrow")
    first, again, other = (each.get("/journal/waiting/").json() for each in (ada, ada, ben))
    assert first["key"] == again["key"] != other["key"]
    assert len(b64decode(first["key"])) == 32
    assert first["writer"] != other["writer"]


def test_the_token_given_along_opens_the_door_of_the_forms(enter: Enter) -> None:
    ada = enter("member")
    ada.handler.enforce_csrf_checks = True
    by = ada.get("/journal/waiting/").json()["headers"]
    refused = ada.post("/journal/keep/", {"line": "calmed Mr Ode"}, headers=BY_SCRIPT)
    taken = ada.post("/journal/keep/", {"line": "calmed Mr Ode"}, headers=BY_SCRIPT | by)
    assert (refused.status_code, taken.status_code) == (403, 200)


def test_a_locked_journal_gives_no_key(enter: Enter) -> None:
    ada = enter("member")
    ada.post("/journal/keep/", {"line": "calmed Mr Ode"})
    Account.objects.update(turned=1)
    answer = ada.get("/journal/waiting/")
    assert answer.status_code == 403
    assert "Your journal is locked" in answer.content.decode()
