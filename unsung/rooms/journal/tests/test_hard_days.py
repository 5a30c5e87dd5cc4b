"""Hard days: the marks as their writer set them, with what helped; stopped at will, erased for good."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Person
from unsung.rooms.journal import drawer
from unsung.rooms.journal.nightly import close_days
from unsung.rooms.journal.sealing import first_broken

pytestmark = pytest.mark.django_db
DAYS = (
    "mon 9:00: Mr Osei shouted heat:4",
    "mon 9:30: and once more heat:2",
    "mon 10:00: sorted the shelves",
    "mon 11:00: the same again heat:5",
    "mon 12:00: a walk with Maya #hold-up",
    "tue: quiet",
    "wed 9:00: kudos: Mrs Darko slept",
    "wed 9:10: somebody wept heat:3",
)


@pytest.fixture(autouse=True)
def friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-18T15:50:00+00:00")


@pytest.fixture
def ada(enter: Enter) -> Client:
    """A writer with three days of a week."""
    ada = enter("member", name="Ada Boateng")
    for line in DAYS:
        ada.post("/journal/keep/", {"line": line})
    return ada


def read(answer: Any) -> str:
    """The words of a page, without its marks."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def everything(client: Client) -> str:
    """Every version of every line, as its writer takes it along."""
    return str(client.get("/journal/take-along/").content.decode())


def heats(client: Client) -> list[int]:
    lines = json.loads(everything(client))["lines"]
    said = [version["said"]["heat"] for line in lines for version in line["versions"]]
    return [heat for heat in said if heat is not None]


def test_a_month_shows_marks_runs_and_what_helped_and_adds_nothing_up(ada: Client) -> None:
    page = read(ada.get("/evening/hard-days/"))
    monday = "Mon 14 4, 2 and 5 2 of them one after another a walk with Maya held a colleague up"
    assert monday in page
    assert "Wed 16 3 Mrs Darko slept thanks" in page
    assert "Tue 15" not in page
    assert not re.search(r"average|total|score|colleagues", page)


def test_reflections_of_a_hard_day_stand_beside_it(ada: Client) -> None:
    ada.post("/evening/", {"well": "He laughed.", "helped": "A second chair.", "took": "6", "back": "no"})
    page = read(ada.get("/evening/hard-days/"))
    assert "Fri 18 The day took 6 of 10 out of me. I have it back: no." in page
    assert "He laughed. what went well" in page
    assert "A second chair. what would have helped" in page


def test_once_stopped_heat_typed_into_a_line_is_not_kept_and_the_chip_says_so(ada: Client) -> None:
    assert "for you alone" in read(ada.post("/journal/understood/", {"line": "he wept heat:4"}))
    ada.post("/evening/hard-days/collecting/", {"on": "no"})
    assert "heat is not kept" in read(ada.post("/journal/understood/", {"line": "he wept heat:4"}))
    before = heats(ada)
    ada.post("/journal/keep/", {"line": "she heat:5 rang ~20m"})
    ada.post("/journal/old/", {"log": "2026-09-10\n- told him no heat:4\n", "keep": "yes"})
    assert heats(ada) == before
    assert '"raw": "she rang ~20m"' in everything(ada)
    assert "How much did today take" not in read(ada.get("/evening/"))
    ada.post("/evening/", {"took": "6"})
    assert "took" not in everything(ada)
    ada.post("/evening/hard-days/collecting/", {"on": "yes"})
    ada.post("/journal/keep/", {"line": "she rang again heat:5"})
    assert len(heats(ada)) == len(before) + 1


def test_a_new_version_brings_no_heat_back_once_it_is_stopped(ada: Client) -> None:
    ada.post("/evening/hard-days/collecting/", {"on": "no"})
    there = re.findall(r'href="(/journal/[^"#]+/)">quiet', ada.get("/journal/").content.decode())[0]
    before = heats(ada)
    ada.post(there, {"line": "not so quiet heat:2"})
    assert "not so quiet" in everything(ada)
    assert heats(ada) == before


def test_erased_it_is_gone_from_every_version_and_the_seal_holds(
    ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = re.findall(r'href="(/journal/[^"#]+/)">Mr Osei', ada.get("/journal/").content.decode())[0]
    ada.post(there, {"line": "mon 9:00: Mr Osei shouted and left heat:1"})
    ada.post("/evening/", {"well": "He laughed.", "took": "6"})
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-20T08:00:00+00:00")
    close_days()
    assert sorted(heats(ada)) == [1, 2, 3, 4, 5]
    assert "Erased" in read(ada.post("/evening/hard-days/erase/", follow=True))
    told = everything(ada)
    assert heats(ada) == []
    assert "heat:" not in told
    assert "The day took" not in told
    assert "Mr Osei shouted and left" in told
    assert "He laughed." in told
    mine = drawer.opened(Person.objects.get(name="Ada Boateng").pk, 0)
    assert mine is not None
    assert first_broken(mine) is None


def test_of_another_writer_nothing_is_shown_or_erased(enter: Enter, ada: Client) -> None:
    ben = enter("lead", name="Ben Carrow")
    ben.post("/evening/hard-days/erase/")
    assert "No line of this month has a mark of heat." in read(ben.get("/evening/hard-days/"))
    assert sorted(heats(ada)) == [2, 3, 4, 5]
