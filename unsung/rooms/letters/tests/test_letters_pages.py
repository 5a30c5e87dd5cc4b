"""Letters: read by their two, asks seen by the desk without a name, answered by whom they were asked of."""

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core import serializers
from django.test import Client

from tests.entering import Enter
from unsung.ledger.actions.asking import Needed, answer, ask
from unsung.ledger.actions.summing_up import Sent, sum_up
from unsung.ledger.models import Answer, Ask, Desk, Person
from unsung.publishing import passes

pytestmark = pytest.mark.django_db
REF = UUID("6f1d3a52-0000-4000-8000-000000000001")
LETTER = UUID("6f1d3a52-0000-4000-8000-000000000002")
NOW = datetime(2026, 9, 18, 14, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", NOW.isoformat())


@pytest.fixture
def desk(enter: Enter) -> dict[str, Client]:
    """Ada asked Ben for a chair and sent him a summary; Priya works at the same desk."""
    people = {
        "ada": enter("member"),
        "ben": enter("lead", name="Ben Carrow"),
        "priya": enter("member", name="Priya Nair"),
    }
    at = Desk.objects.get().pk
    ask(number("Ada"), number("Ben"), at, [Needed(REF, "A chair for the visitors", date(2026, 9, 25))])
    letter = {"title": "Service desk, week 38", "under": "", "parts": [], "seal": ""}
    sent = Sent(LETTER, at, number("Ben"), date(2026, 9, 14), "Week 38", "Dear Ben", letter)
    assert sum_up(number("Ada"), sent)
    return people


def number(first: str) -> int:
    return int(Person.objects.get(name__startswith=first).pk)


def read(answer: Any) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def link(kind: str = "ask", person: int | None = None) -> str:
    """The address of the link that Ben was sent."""
    return f"/letters/ask/{passes.made(kind, REF, person or number('Ben'))}/"


def test_a_letter_is_read_by_who_wrote_it_and_who_received_it(desk: dict[str, Client]) -> None:
    codes = {name: client.get(f"/letters/{LETTER}/").status_code for name, client in desk.items()}
    assert codes == {"ada": 200, "ben": 200, "priya": 404}


def test_the_desk_sees_an_ask_without_who_asked(desk: dict[str, Client]) -> None:
    pages = {name: read(client.get("/letters/")) for name, client in desk.items()}
    assert "Asked this week of Ben Carrow; needed by Friday 25 September" in pages["priya"]
    assert "Ada" not in pages["priya"]
    assert "Asked this week of Ben Carrow, by you" in pages["ada"]
    assert "Asked this week of you, by Ada Boateng" in pages["ben"]


def test_only_the_lead_sees_who_sent_a_summary(desk: dict[str, Client]) -> None:
    assert "Ada Boateng sent 18 September Priya Nair not sent" in read(desk["ben"].get("/letters/"))
    for name in ("ada", "priya"):
        assert "sent" not in read(desk[name].get("/letters/")).split("Who reads this")[0]


def test_an_open_ask_grows_old_for_everybody_to_see(
    desk: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSUNG_NOW", "2026-10-09T14:10:00+00:00")
    for client in desk.values():
        assert "Asked 3 weeks ago of" in read(client.get("/letters/"))


def test_a_link_followed_by_a_scanner_changes_nothing(desk: dict[str, Client]) -> None:
    before = serializers.serialize("json", [*Ask.objects.all(), *Answer.objects.all()])
    for kind in ("yes", "no", "later", "drop table"):
        for _ in range(2):
            assert Client().get(f"{link()}?answer={kind}").status_code == 200
            Client().head(f"{link()}?answer={kind}")
    assert serializers.serialize("json", [*Ask.objects.all(), *Answer.objects.all()]) == before


def test_by_the_link_it_is_answered_without_signing_in_and_says_as_whom(desk: dict[str, Client]) -> None:
    page = Client().get(f"{link()}?answer=later").content.decode()
    assert "You answer as Ben Carrow, to whom this link was sent. If that is not you, leave it." in page
    assert re.search(r'value="later"[^>]*checked', page)
    told = {"kind": "later", "until": "2026-10-02", "words": "Carol is away."}
    assert Client().post(link(), told).status_code == 302
    assert "Later on Friday 2 October: Carol is away." in read(desk["ada"].get("/letters/"))


def test_an_answer_given_twice_is_kept_once_and_another_takes_its_place(desk: dict[str, Client]) -> None:
    for kind in ("yes", "yes", "no"):
        desk["ben"].post(f"/letters/asks/{REF}/", {"kind": kind})
    assert [each.kind for each in Answer.objects.all()] == ["yes", "no"]
    assert "No." in read(desk["priya"].get("/letters/"))


def test_once_the_day_it_was_put_off_to_is_over_it_waits_again(
    desk: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(REF, number("Ben"), "later", date(2026, 10, 2))
    monkeypatch.setenv("UNSUNG_NOW", "2026-10-05T09:00:00+00:00")
    page = read(desk["ben"].get("/letters/"))
    assert "Later on Friday 2 October, and that day is over." in page
    assert "Answer" in page.split("Who reads this")[0].split("by Ada Boateng")[1]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"kind": "later"}, "Name the day until which it is put off"),
        (
            {"kind": "later", "until": "2026-09-18"},
            "Name the day until which it is put off",
        ),
        ({"kind": "later", "until": "2031-09-18"}, "That is more than a year ahead"),
        ({"kind": "later", "until": "soon"}, "Enter a valid date"),
        ({}, "This field is required"),
        ({"kind": "maybe"}, "Select a valid choice"),
    ],
)
def test_an_answer_that_says_too_little_is_asked_again(
    desk: dict[str, Client], told: dict[str, str], why: str
) -> None:
    page = Client().post(link(), told)
    assert page.status_code == 400
    assert why in read(page)
    assert not Answer.objects.exists()


def test_nobody_else_answers_not_even_signed_in_by_the_link(desk: dict[str, Client]) -> None:
    assert desk["priya"].post(f"/letters/asks/{REF}/", {"kind": "yes"}).status_code == 404
    page = desk["priya"].post(link(), {"kind": "yes"})
    assert page.status_code == 403
    assert "This was asked of Ben Carrow" in read(page)
    assert Client().post(link("reaction"), {"kind": "yes"}).status_code == 404
    assert Client().post(link(person=number("Priya")), {"kind": "yes"}).status_code == 404
    assert not Answer.objects.exists()


def test_who_asked_may_need_it_no_longer_and_nobody_else_says_so(desk: dict[str, Client]) -> None:
    assert desk["ben"].post(f"/letters/asks/{REF}/no-longer/").status_code == 404
    assert desk["ada"].get(f"/letters/asks/{REF}/no-longer/").status_code == 405
    desk["ada"].post(f"/letters/asks/{REF}/no-longer/")
    assert "Nothing was asked in the last twelve weeks." in read(desk["ben"].get("/letters/"))
    assert Client().get(link()).status_code == 404
    assert Ask.objects.get().withdrawn_at == NOW
