"""Closing the day: offered, never demanded, kept for its writer, in nothing unless its writer says so."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Person, SharedLine
from unsung.rooms.journal import drawer
from unsung.rooms.journal.models import Drawer
from unsung.rooms.journal.nightly import close_days
from unsung.rooms.journal.sealing import first_broken

pytestmark = pytest.mark.django_db
AFTERNOON, NOON = "2026-09-18T15:50:00+00:00", "2026-09-18T12:00:00+00:00"
WELL, HELPED = "Mr Osei ended it asking after my mother ~20m", "A script for the wrong letters two weeks ago"
SUMMARY = "/week/2026-09-14/summary/"


@pytest.fixture(autouse=True)
def afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", AFTERNOON)


@pytest.fixture
def ada(enter: Enter) -> Client:
    """A writer whose desk is led by Ben."""
    enter("lead", name="Ben Carrow")
    ada = enter("member", name="Ada Boateng")
    ada.post("/journal/keep/", {"line": "chased Billing ~20m"})
    return ada


def read(answer: Any) -> str:
    """The words of a page, without its marks."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def close(client: Client, **answers: str) -> str:
    return read(client.post("/evening/", answers, follow=True))


def line_of(client: Client, words: str) -> str:
    """The address of the line with these words."""
    page = client.get("/journal/").content.decode()
    found = re.findall(r'href="(/journal/[^"#]+/)">([^<]*)', page)
    return str(next(href for href, said in found if words in said))


def test_closing_the_day_keeps_each_answer_as_a_line_of_its_writer(ada: Client) -> None:
    assert "Kept for you alone." in close(ada, well=WELL, helped=HELPED, took="7", back="partly")
    journal = read(ada.get("/journal/"))
    assert f"What went well? {WELL} Reflection only you" in journal
    assert f"What would have helped? {HELPED} Reflection only you" in journal
    assert "The day took 7 of 10 out of me. I have it back: partly. Reflection" in journal
    assert "1 line, 20 min" in journal
    assert WELL in read(ada.get("/evening/"))


def test_an_empty_page_keeps_nothing_and_begins_no_journal(enter: Enter) -> None:
    assert "Nothing was written, and nothing is kept." in close(
        enter("member"), well="  ", took="11", back="x"
    )
    assert Drawer.objects.count() == 0


def test_the_first_answer_begins_the_journal_and_shows_its_code(enter: Enter) -> None:
    assert "Your recovery code" in close(enter("member"), well="It was quiet.")


def test_answered_again_it_is_another_version_and_an_empty_box_takes_nothing_away(ada: Client) -> None:
    close(ada, well="It was quiet.", helped=HELPED)
    close(ada, well="It was quiet at last.", helped="")
    close(ada, well="It was quiet at last.")
    page = read(ada.get(line_of(ada, "quiet")))
    assert "changed 1 time." in page
    assert HELPED in read(ada.get("/evening/"))


def test_changed_on_its_page_it_stays_a_reflection_of_which_nothing_is_understood(ada: Client) -> None:
    close(ada, well="It was quiet.")
    there = line_of(ada, "quiet")
    ada.post(there, {"line": "It was quiet for ~40m heat:3", "kind": "calm"})
    page = read(ada.get(there))
    assert "What went well? It was quiet for ~40m heat:3 Reflection only you" in page
    assert "40 min" not in page
    assert "Belongs to a conversation" not in page


def test_erased_it_can_be_written_anew_on_the_same_day(ada: Client) -> None:
    close(ada, well="It was quiet.")
    ada.post(f"{line_of(ada, 'quiet')}erase/")
    assert "quiet" not in read(ada.get("/evening/"))
    close(ada, well="It was loud.")
    assert "It was loud." in read(ada.get("/evening/"))


def test_no_word_and_no_minute_of_it_enters_the_week(ada: Client) -> None:
    before = read(ada.get("/week/"))
    close(ada, well=WELL, helped=HELPED, took="7")
    after = read(ada.get("/week/"))
    assert "You wrote down 20 min" in after
    assert after == before.replace("The day is nearly over", "The week is nearly over").replace(
        "Close the day Check in", "Check in"
    )
    preview = ada.post(SUMMARY, {"do": "keep", "hours_of_all": "on"}, headers={"HX-Request": "true"})
    assert "Osei" not in read(preview)
    assert "script" not in read(preview)


def test_a_day_with_a_reflection_alone_is_no_day_with_a_line(enter: Enter) -> None:
    una = enter("member", name="Una Wilk")
    close(una, well="It was quiet.")
    assert "0 of 5 days the desk was open so far" in read(una.get("/week/"))


def test_what_would_have_helped_goes_into_the_summary_only_where_it_is_ticked(ada: Client) -> None:
    close(ada, well=WELL, helped=HELPED)
    page = ada.get(SUMMARY).content.decode()
    (line,) = re.findall(rf'name="in" value="([^"]+)"><span class="voice">{HELPED}', page)
    assert "Osei" not in page
    ticked = ada.post(SUMMARY, {"do": "keep", "in": line}, headers={"HX-Request": "true"})
    assert f"Stuck, and what I need {HELPED} what would have helped" in read(ticked)


def test_a_shared_reflection_is_still_out_of_the_summary_until_it_is_ticked(ada: Client) -> None:
    close(ada, helped=HELPED)
    there = line_of(ada, "script")
    who = re.search(r'value="(lead-\d+)"', ada.get(there).content.decode())
    assert who is not None
    ada.post(f"{there}share/", {"who": who[1]})
    assert SharedLine.objects.get().words == HELPED
    assert f'"><span class="voice">{HELPED}' in ada.get(SUMMARY).content.decode()
    assert HELPED not in read(ada.post(SUMMARY, {"do": "keep"}, headers={"HX-Request": "true"}))


def test_what_the_day_took_cannot_be_shared(ada: Client) -> None:
    close(ada, took="3")
    there = line_of(ada, "The day took")
    page = ada.get(there).content.decode()
    assert "This line has no words to share." in page
    assert 'name="who"' not in page
    ada.post(there, {"line": "not at all"})
    assert "The day took 3 of 10" in read(ada.get(there))


def test_it_is_offered_from_a_quarter_to_four_and_no_more_once_answered(
    ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in ("/journal/", "/week/"):
        assert "The day is nearly over" in read(ada.get(page))
    monkeypatch.setenv("UNSUNG_NOW", NOON)
    assert "nearly over" not in read(ada.get("/week/"))
    monkeypatch.setenv("UNSUNG_NOW", AFTERNOON)
    close(ada, well="It was quiet.")
    assert "The day is nearly over" not in read(ada.get("/journal/"))


def test_one_tap_stops_the_asking_and_another_brings_it_back(ada: Client) -> None:
    assert "You are not asked any more." in read(ada.post("/evening/asking/", {"on": "no"}, follow=True))
    for page in ("/journal/", "/week/"):
        assert "nearly over" not in read(ada.get(page))
    assert "Ask me again" in read(ada.get("/journal/"))
    ada.post("/evening/asking/", {"on": "yes"})
    assert "The day is nearly over" in read(ada.get("/journal/"))


def test_looking_offers_and_changes_nothing(ada: Client) -> None:
    before = [bytes(each.notes) for each in Drawer.objects.all()]
    for page in ("/evening/", "/evening/check-in/", "/evening/hard-days/"):
        assert ada.get(page).status_code == 200
        assert ada.head(page).status_code == 200
    for page in ("/evening/asking/", "/evening/hard-days/collecting/", "/evening/hard-days/erase/"):
        assert ada.get(page).status_code == 405
    assert [bytes(each.notes) for each in Drawer.objects.all()] == before


def test_it_is_sealed_with_the_day_and_taken_along(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    close(ada, well=WELL, took="7")
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-20T08:00:00+00:00")
    close_days()
    mine = drawer.opened(Person.objects.get(name="Ada Boateng").pk, 0)
    assert mine is not None
    assert first_broken(mine) is None
    ada.post(f"{line_of(ada, 'The day took')}erase/")
    assert first_broken(mine) is None
    said = [
        line["versions"][0]["said"] for line in json.loads(ada.get("/journal/take-along/").content)["lines"]
    ]
    assert WELL in {each["text"] for each in said}


def test_an_answer_longer_than_a_line_is_refused_and_says_why(ada: Client) -> None:
    answer = ada.post("/evening/", {"well": "x" * 2001})
    assert answer.status_code == 400
    assert "An answer has 2,000 at most." in read(answer)


def test_a_friday_offers_to_check_in_once_a_week(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/evening/check-in/" in ada.get("/week/").content.decode()
    close(ada, well="It was quiet.")
    assert "The week is nearly over" in read(ada.get("/week/"))
    kept = ada.post("/evening/check-in/", {"week": "Long.", "talk": "The rota."}, follow=True)
    assert "Kept for you alone." in read(kept)
    assert "nearly over" not in read(ada.get("/week/"))
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-22T16:00:00+00:00")
    page = read(ada.get("/evening/check-in/"))
    assert "The week before How was the week? Long. Only you can read it." in page
    assert "The week is nearly over" not in read(ada.get("/week/"))


def test_another_reader_sees_nothing_of_it_and_a_locked_journal_stays_shut(enter: Enter, ada: Client) -> None:
    close(ada, well=WELL)
    ben = enter("lead", name="Ben Carrow")
    assert "Osei" not in read(ben.get("/evening/")) + read(ben.get("/journal/"))
    who = Person.objects.get(name="Ada Boateng")
    enter("administrator", name="Ida Runs").post(f"/settings/people/{who.pk}/invite/")
    for page in ("/evening/", "/evening/check-in/", "/evening/hard-days/"):
        assert ada.get(page).status_code == 403
