"""The week: its hours for its writer alone, a draft nobody else reads, a summary sent once or not at all."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest
from django.core import serializers
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Ask, Summary
from unsung.rooms.journal.models import Slip
from unsung.rooms.post.models import Letter

pytestmark = pytest.mark.django_db
THIS = "/week/2026-09-14/summary/"
FRIDAY, NEXT_WEEK = "2026-09-18T14:10:00+00:00", "2026-09-23T09:00:00+00:00"


@pytest.fixture(autouse=True)
def friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", FRIDAY)


@pytest.fixture
def ada(enter: Enter) -> Client:
    """A writer whose desk Ben leads and where Priya works too, with four lines of the week."""
    enter("lead", name="Ben Carrow")
    enter("member", name="Priya Nair")
    client = enter("member")
    for line in (
        "mon: calmed Mr Osei ~40m #calm heat:4 :: he stays with us *",
        "tue: chased Billing with @ben ~20m #chase",
        "kudos: @priya stayed on the line",
        "last week's line",
    ):
        client.post("/journal/keep/", {"line": line})
    return client


def read(answer: Any) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def ids(client: Client) -> dict[str, str]:
    """The id of each line of the draft by its first words."""
    page = client.get(THIS).content.decode()
    found = re.findall(r'name="in" value="([^"]+)".*?<span class="voice">(\w+ \w+)', page, re.S)
    return {words: id for id, words in found}


def preview(client: Client, **told: Any) -> str:
    """The letter the draft comes to, once these things were said of it."""
    return read(client.post(THIS, {"do": "keep", **told}, headers={"HX-Request": "true"}))


def mail_to(address: str) -> EmailMessage:
    """The letter that waits for somebody."""
    (letter,) = Letter.objects.filter(to__startswith=address)
    return message_from_bytes(bytes(letter.written), policy=policy.default)


def text_to(address: str) -> str:
    """Its plain text."""
    part = mail_to(address).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_the_week_adds_up_for_its_writer_and_counts_days_never_streaks(ada: Client) -> None:
    page = read(ada.get("/week/"))
    assert "14 to 20 September 2026. Written for you, shared only if you send it." in page
    assert "You wrote down 1 h that no system knows of." in page
    assert "3 of 5 days the desk was open so far" in page
    assert "streak" not in page


def test_starred_lines_are_in_and_all_others_out_until_their_writer_says_so(ada: Client) -> None:
    page = read(ada.get(THIS))
    assert "One thing worth knowing calmed Mr Osei What came of it: he stays with us" in page
    assert "Calm and recover once 45 min" in page
    assert "Serve" not in page.split("Stuck, and what I need")[1]
    line = ids(ada)
    told = preview(ada, **{"in": [line["calmed Mr"], line["chased Billing"]]})
    assert "Serve once: chased Billing with Ben Carrow 15 min" in told
    assert "Calm and recover" not in preview(ada, **{"in": []})


def test_the_draft_is_kept_and_names_are_left_out_where_asked(ada: Client) -> None:
    chased = ids(ada)["chased Billing"]
    preview(ada, **{"in": chased, "nameless": chased, "joy": "A card"})
    page = read(ada.get(THIS))
    assert "chased Billing with a colleague" in page
    assert "the joy of the week" in page
    other = {f"words-{chased}": "Had Billing answer", f"outcome-{chased}": "paid on Thursday"}
    assert "once: Had Billing answer" in preview(ada, **{"in": chased, **other})


def test_the_hours_of_all_lines_go_in_without_their_words_only_where_asked(ada: Client) -> None:
    told = preview(ada, **{"in": [], "hours_of_all": "on"})
    assert "Calm and recover 45 min" in told
    assert "Osei" not in told
    assert "The hours are of everything I wrote down, also where the words stay with me." in told


def test_sent_it_is_on_record_once_and_two_letters_wait(ada: Client) -> None:
    asks = {"ask": ["A word from Billing", "", ""], "ask-by": ["2026-09-25", "", ""], "ask-ref": ["", "", ""]}
    for _ in range(2):
        ada.post(THIS, {"do": "send", "in": ids(ada).get("calmed Mr", ""), **asks})
    (summary,) = Summary.objects.all()
    assert summary.subject == "Service desk, week 38 of 2026: 1 thing, 1 ask (Ada Boateng)"
    assert summary.seal.startswith("Seal of 2026-09-17: ")
    assert [ask.words for ask in Ask.objects.all()] == ["A word from Billing"]
    assert sorted(letter.to.split(".")[0] for letter in Letter.objects.all()) == ["ada", "ben"]
    to_ben = text_to("ben")
    assert mail_to("ben")["Message-ID"] == summary.message_id
    assert "/letters/ask/" in to_ben
    assert "/letters/ask/" not in text_to("ada") + summary.text + str(summary.letter)
    assert "heat" not in to_ben + summary.text


def test_what_stays_in_the_draft_is_nowhere_in_what_was_sent(ada: Client) -> None:
    ada.post(THIS, {"do": "send", "in": ids(ada)["calmed Mr"]})
    everything = serializers.serialize("json", [*Summary.objects.all(), *Ask.objects.all()])
    assert "calmed Mr Osei" in everything
    for left in ("Billing", "stayed on the line", "last week"):
        assert left not in everything


def test_nothing_to_report_is_another_thing_than_silence(ada: Client, enter: Enter) -> None:
    ben = enter("lead", name="Ben Carrow")
    assert read(ben.get("/letters/")).count("not sent") == 2
    ada.post(THIS, {"do": "nothing"})
    page = read(ben.get("/letters/"))
    assert "Ada Boateng nothing to report Priya Nair not sent" in page
    (summary,) = Summary.objects.all()
    assert (summary.nothing, summary.text) == (True, "")
    assert "Nothing to report this week." in text_to("ben")


def test_a_week_that_is_over_is_sent_no_more(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_NOW", NEXT_WEEK)
    answer = ada.post(THIS, {"do": "send"})
    assert "Week 38 is over. Its summary was not sent." in read(answer)
    assert not Summary.objects.exists()
    assert "None was sent for this week." in read(ada.get("/week/?of=2026-09-14"))


def test_more_words_than_are_read_in_a_minute_are_kept_and_not_sent(ada: Client) -> None:
    calmed = ids(ada)["calmed Mr"]
    long = {f"words-{calmed}": "so many words " * 42, f"outcome-{calmed}": "so many words " * 42}
    more = {name: "so many words " * 21 for name in ("met", "quote", "joy", "cover")}
    answer = ada.post(THIS, {"do": "send", "in": calmed, **long, **more})
    assert re.search(r"The summary has \d{3} words. It was kept and not sent.", read(answer))
    assert not Summary.objects.exists()
    assert "so many words" in read(ada.get(THIS))


def test_a_day_that_is_none_is_said_to_be_none(ada: Client) -> None:
    answer = ada.post(THIS, {"do": "keep", "ask": "A chair", "ask-by": "soon", "ask-ref": ""})
    assert "“soon” is no day. The draft was not kept." in read(answer)


def test_a_draft_is_in_no_dump_and_no_get_keeps_one(ada: Client) -> None:
    slips = Slip.objects.count()
    for path in ("/week/", THIS, "/letters/"):
        ada.get(path)
    assert Slip.objects.count() == slips
    preview(ada, **{"in": [], "joy": "A card from Mrs May"})
    assert b"Mrs May" not in b"".join(bytes(slip.sealed) for slip in Slip.objects.all())


def test_a_desk_without_a_lead_has_nobody_to_send_to(enter: Enter) -> None:
    ada = enter("member")
    ada.post("/journal/keep/", {"line": "calmed Mr Osei *"})
    assert "Your desk has no lead" in read(ada.get("/week/"))
    assert "Your desk has no lead. There is nobody to send it to." in read(ada.post(THIS, {"do": "send"}))


@pytest.mark.parametrize("path", ["/week/?of=2026-09-21", "/week/?of=x", "/week/soon/summary/"])
def test_a_week_that_has_not_begun_or_is_none_is_not_there(ada: Client, path: str) -> None:
    assert ada.get(path).status_code == 404


def test_an_ask_keeps_its_name_from_draft_to_record(ada: Client) -> None:
    preview(ada, **{"ask": "A chair", "ask-by": "", "ask-ref": ""})
    ref = re.findall(r'name="ask-ref" value="([^"]+)"', ada.get(THIS).content.decode())[0]
    ada.post(THIS, {"do": "send", "ask": "A chair", "ask-by": "", "ask-ref": ref})
    assert Ask.objects.get().ref == UUID(ref)


def test_a_year_is_a_book_of_months_and_days_in_order_without_heat(ada: Client) -> None:
    ada.post("/journal/keep/", {"line": "2025-12-31: closed the year ~1h"})
    page = read(ada.get("/week/book/"))
    assert "2026 in the words of Ada Boateng 4 lines" in page
    assert page.index("Monday 14 calmed Mr Osei; he stays with us 40 min") < page.index(
        "Tuesday 15 chased Billing"
    )
    assert "closed the year" not in page
    assert "heat" not in page.split("in the words of")[1]
    assert "1 line, those with a star" in read(ada.get("/week/book/?lines=proud"))
    assert "December Wednesday 31 closed the year 1 h" in read(ada.get("/week/book/?year=2025"))


@pytest.mark.parametrize("year", ["1999", "x", "²", "-1"])
def test_a_year_without_lines_shows_the_latest_that_has_some(ada: Client, year: str) -> None:
    assert "2026 in the words of" in read(ada.get(f"/week/book/?year={year}"))
