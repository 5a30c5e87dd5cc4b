"""Rounds: checked by anybody once, skipped for a reason, undone by its maker, and nobody's score."""

import html
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.entering import Enter
from unsung.ledger.models import Desk, Person, RoundCheck, RoundVersion
from unsung.rooms.journal.models import Drawer

pytestmark = pytest.mark.django_db
FIVE = (
    "switched the board to today",
    "opened the post",
    "listened to the messages",
    "filled up forms",
    "aired the room",
)


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-17T08:41:00+00:00")


@pytest.fixture
def ben(enter: Enter) -> Client:
    """Who leads the desk, and wrote the items of its morning round."""
    ben = enter("lead", name="Ben Carrow")
    write(ben, *FIVE)
    return ben


def read(answer: Any) -> str:
    """The words of a page, without its marks."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def address(act: str, which: str = "morning") -> str:
    return f"/rounds/{Desk.objects.get(name='Service desk').pk}/{which}/{act}/"


def write(client: Client, *items: str, refs: dict[str, str] | None = None, **more: str) -> Any:
    """Keep these items, under the refs they have where they have one."""
    sent = {
        "ref": [(refs or {}).get(each, "") for each in items],
        "words": list(items),
        "kind": [more.get(f"kind of {each}", "house") for each in items],
        "owner": [more.get(f"owner of {each}", "") for each in items],
    }
    return client.post(address("items"), sent, follow=True)


def refs(client: Client) -> dict[str, str]:
    """The ref of each item by its words, as the page has them."""
    page = client.get("/rounds/").content.decode()
    return {words: ref for ref, words in re.findall(r'id="item-([0-9a-f-]+)".*?<b>([^<]+)</b>', page, re.S)}


def press(client: Client, words: str, do: str = "done", **more: str) -> str:
    item = refs(client)[words]
    return read(client.post(address("check"), {"item": item, "do": do, **more}, follow=True))


def page(client: Client, day: str = "") -> str:
    return read(client.get("/rounds/", {"day": day} if day else {}))


def test_one_tap_checks_an_item_off_for_everybody_at_the_desk(enter: Enter, ben: Client) -> None:
    ada, maya = enter("member", name="Ada Boateng"), enter("member", name="Maya Okafor")
    assert "switched the board to today Open" in page(ada)
    press(ada, FIVE[0])
    assert "switched the board to today Done by Ada Boateng 08:41" in page(maya)
    assert "opened the post Open" in page(maya)


def test_a_late_check_does_not_appear_twice(enter: Enter, ben: Client) -> None:
    ada, maya = enter("member", name="Ada Boateng"), enter("member", name="Maya Okafor")
    item = refs(ada)[FIVE[0]]
    press(ada, FIVE[0])
    for late in (maya, ada):
        told = read(late.post(address("check"), {"item": item}, follow=True))
        assert "That was checked already, and stands once." in told
    assert RoundCheck.objects.count() == 1
    assert "Done by Ada Boateng" in page(maya)


def test_skipping_takes_a_reason_and_shows_it(enter: Enter, ben: Client) -> None:
    ada = enter("member")
    for reason in ("", "   ", "x" * 201):
        answer = ada.post(address("check"), {"item": refs(ada)[FIVE[1]], "do": "skip", "reason": reason})
        assert answer.status_code == 400
        assert "The item is still open." in read(answer)
    assert RoundCheck.objects.count() == 0
    press(ada, FIVE[1], "skip", reason="No post on strike days")
    assert "opened the post Skipped by Ada Boateng: No post on strike days 08:41" in page(ben)


def test_undone_by_who_did_it_and_by_nobody_else(
    enter: Enter, ben: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = enter("member")
    press(ada, FIVE[0])
    assert "There is no check of yours to take back." in press(ben, FIVE[0], "undo")
    assert "Open again." in press(ada, FIVE[0], "undo")
    assert "switched the board to today Open" in page(ben)
    press(ben, FIVE[0])
    assert "Done by Ben Carrow" in page(ada)
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-18T08:00:00+00:00")
    assert "There is no check of yours to take back." in press(ben, FIVE[0], "undo")
    assert "Done by Ben Carrow" in page(ada, "2026-09-17")


def test_a_check_writes_one_line_in_the_journal_of_who_made_it(enter: Enter, ben: Client) -> None:
    ada, maya = enter("member", name="Ada Boateng"), enter("member", name="Maya Okafor")
    for writer in (ada, maya):
        writer.post("/journal/keep/", {"line": "the first line"})
    assert "Done. It stands in your journal." in press(ada, FIVE[0])
    assert "morning round: switched the board to today" in read(ada.get("/journal/"))
    assert "Look after the place" in read(ada.get("/journal/"))
    assert "morning round" not in read(maya.get("/journal/"))
    press(ada, FIVE[0], "undo")
    assert "morning round" not in read(ada.get("/journal/"))
    press(ada, FIVE[1], "skip", reason="none came")
    assert len(json.loads(ada.get("/journal/take-along/").content)["lines"]) == 1


def test_the_line_is_of_the_kind_its_item_says(enter: Enter, ben: Client) -> None:
    write(ben, *FIVE, refs=refs(ben), **{f"kind of {FIVE[2]}": "chase"})
    ada = enter("member")
    ada.post("/journal/keep/", {"line": "the first line"})
    press(ada, FIVE[2])
    (line,) = [
        each["versions"][0]
        for each in json.loads(ada.get("/journal/take-along/").content)["lines"]
        if "morning round" in each["versions"][0]["said"]["raw"]
    ]
    assert line["kinds"] == ["chase"]


def test_without_a_journal_or_with_a_locked_one_the_check_counts_and_says_so(
    enter: Enter, ben: Client
) -> None:
    ada = enter("member", name="Ada Boateng")
    assert "It counts; you have no journal yet" in press(ada, FIVE[0])
    assert Drawer.objects.count() == 0
    ada.post("/journal/keep/", {"line": "the first line"})
    who = Person.objects.get(name="Ada Boateng")
    enter("administrator", name="Ida Runs").post(f"/settings/people/{who.pk}/invite/")
    assert "It counts; your journal is locked" in press(ada, FIVE[1])
    assert "opened the post Done by Ada Boateng" in page(ben)
    assert "Open again. Your journal is locked" in press(ada, FIVE[1], "undo")


def test_edited_the_days_before_keep_their_items(
    enter: Enter, ben: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(ben, FIVE[0])
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-18T08:00:00+00:00")
    known = refs(ben)
    assert "Kept from today on." in read(write(ben, *FIVE[:4], "watered the fern", refs=known))
    assert "watered the fern" in page(ben)
    assert "aired the room" not in refs(ben)
    thursday = page(ben, "2026-09-17")
    assert "aired the room" in thursday
    assert "switched the board to today Done by Ben Carrow" in thursday
    assert "watered the fern" not in thursday
    assert refs(ben)[FIVE[0]] == known[FIVE[0]]
    assert RoundVersion.objects.count() == 2


def test_an_edit_during_the_day_keeps_what_was_checked(ben: Client) -> None:
    press(ben, FIVE[0])
    item = refs(ben)[FIVE[0]]
    write(ben, "switched both boards", *FIVE[1:], refs={"switched both boards": item})
    assert "switched both boards Done by Ben Carrow" in page(ben)


def test_five_to_nine_items_and_what_was_typed_stays(ben: Client) -> None:
    for items in (FIVE[:4], [f"item {n}" for n in range(10)], [*FIVE[:4], "x" * 121]):
        answer = write(ben, *items)
        assert answer.status_code == 400
        assert "Not yet kept." in read(answer)
        assert f'value="{items[0]}"' in answer.content.decode()
    assert RoundVersion.objects.count() == 1


def test_an_item_may_usually_be_somebodys_and_anybody_can_do_it(enter: Enter, ben: Client) -> None:
    ada, maya = enter("member", name="Ada Boateng"), enter("member", name="Maya Okafor")
    owner = Person.objects.get(name="Ada Boateng")
    write(ben, *FIVE, refs=refs(ben), **{f"owner of {FIVE[1]}": str(owner.pk)})
    assert "opened the post Open, usually Ada Boateng" in page(maya)
    assert "opened the post Open, usually yours" in page(ada)
    press(maya, FIVE[1])
    assert "opened the post Done by Maya Okafor" in page(ada)


def test_what_yesterday_left_is_told_without_anybodys_name(
    enter: Enter, ben: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in FIVE[1:4]:
        press(ben, words)
    press(ben, FIVE[4], "skip", reason="it rained")
    owner = Person.objects.get(name="Ben Carrow")
    write(ben, *FIVE, refs=refs(ben), **{f"owner of {FIVE[0]}": str(owner.pk)})
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-18T08:00:00+00:00")
    aside = page(enter("member")).split("Morning round, Thursday")[1]
    left = "Not done on Thursday 17 September, and nothing was said of it: switched the board to today"
    assert left in aside
    assert "Ben" not in aside
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-21T08:00:00+00:00")
    assert "Not done on Friday 18 September, and nothing was said of them:" in page(ben)


def test_who_does_not_lead_the_desk_does_not_edit_it(enter: Enter, ben: Client) -> None:
    assert write(enter("member"), *FIVE).status_code == 403
    claims = Desk.objects.create(name="Claims")
    assert ben.get(f"/rounds/{claims.pk}/morning/items/").status_code == 404
    assert ben.post(f"/rounds/{claims.pk}/morning/check/", {"item": refs(ben)[FIVE[0]]}).status_code == 404
    assert ben.get(address("items", "nightly")).status_code == 404
    for item in ("", "none", "00000000-0000-4000-8000-000000000000"):
        assert ben.post(address("check"), {"item": item}).status_code == 404
    assert enter("editor", name="Eve Low").get("/rounds/").status_code == 403


def test_nobodys_checks_are_counted(enter: Enter, ben: Client) -> None:
    for words in FIVE:
        press(ben, words)
    shown = ben.get("/rounds/").content.decode().split("<h1>")[1].split("Nobody’s score")[0]
    words = re.sub(r"Thursday 17 September 2026|<[^>]+>|08:41", " ", shown)
    assert words.count("Done by Ben Carrow") == len(FIVE)
    assert not re.search(r"\d", words)


def test_a_new_round_begins_with_proposals_of_which_none_is_kept(enter: Enter) -> None:
    ben = enter("lead", name="Ben Carrow")
    shown = ben.get(address("items", "closing")).content.decode()
    assert 'value="took the post out"' in shown
    assert RoundVersion.objects.count() == 0
    assert "No items yet." in page(ben)


def test_a_day_of_nine_asks_the_database_no_more_than_one_of_five(ben: Client) -> None:
    page(ben)
    with CaptureQueriesContext(connection) as five:
        page(ben)
    write(ben, *FIVE, *(f"and {n}" for n in range(4)), refs=refs(ben))
    press(ben, FIVE[0])
    page(ben)
    with CaptureQueriesContext(connection) as nine:
        page(ben)
    assert len(nine) == len(five)


@pytest.mark.parametrize("day", ["x", "2026-09-18", "0001-01-01", "9999-12-31"])
def test_an_impossible_day_shows_today(ben: Client, day: str) -> None:
    assert "Thursday 17 September 2026" in page(ben, day)
