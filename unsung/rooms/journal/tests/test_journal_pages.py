"""The journal as pages: a line is kept once, shown to its writer alone, changed, erased and taken along."""

import json
import re
from datetime import datetime
from typing import Any

import pytest
from django.core import serializers
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Calendar, Department, Desk, Person
from unsung.rooms.journal.models import Drawer, Slip
from unsung.rooms.journal.nightly import close_days

pytestmark = pytest.mark.django_db
ONE = "6f1d3a52-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def afternoon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-17T15:30:00+00:00")


def keep(client: Client, line: str, **more: Any) -> Any:
    return client.post("/journal/keep/", {"line": line, **more}, follow=True)


def read(answer: Any) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def lines(client: Client) -> list[str]:
    """The words of every line, as its writer takes them along."""
    told = json.loads(client.get("/journal/take-along/").content)
    return [line["versions"][-1]["said"]["raw"] for line in told["lines"]]


def test_the_first_line_begins_the_journal_and_shows_the_code_once(enter: Enter) -> None:
    ada = enter("member")
    first = read(keep(ada, "calmed Mr Ode"))
    assert re.search(r"Your recovery code ([A-Z0-9]{4}-){4}[A-Z0-9]{4} ", first)
    assert "Your recovery code" not in read(keep(ada, "and Mrs May"))
    assert sorted(lines(ada)) == ["and Mrs May", "calmed Mr Ode"]


def test_a_line_sent_twice_is_kept_once(enter: Enter) -> None:
    ada = enter("member")
    for _ in range(2):
        keep(ada, "calmed Mr Ode", id=ONE)
    assert lines(ada) == ["calmed Mr Ode"]


def test_nothing_but_blanks_keeps_nothing(enter: Enter) -> None:
    ada = enter("member")
    keep(ada, "   ")
    assert (Drawer.objects.count(), Slip.objects.count()) == (0, 0)


def test_a_line_is_shown_as_it_was_understood(enter: Enter) -> None:
    ada = enter("member", name="Ada Boateng")
    Person.objects.create(name="Maya Okafor", address="maya@example.org")
    Department.objects.create(name="Billing")
    line = "calmed Mr Ode with @maya about @billing ~20m #complaint heat:4 :: he smiled"
    said = read(ada.post("/journal/understood/", {"line": line, "kind": "chase"}))
    for chip in (
        "Chased",
        "with Maya Okafor",
        "about Billing",
        "20 min",
        "#complaint",
        "heat 4, for you alone",
    ):
        assert chip in said
    assert "Calmed is our guess" in said
    assert Slip.objects.count() == 0
    keep(ada, line, kind=["chase", "calm"])
    page = read(ada.get("/journal/"))
    for chip in ("Serve", "Calm and recover", "20 min", "complaint", "→ he smiled", "only you"):
        assert chip in page


def test_a_word_that_was_dismissed_stays_a_word(enter: Enter) -> None:
    ada = enter("member")
    line = "20m queue at the desk"
    assert "20 min" in read(ada.post("/journal/understood/", {"line": line}))
    assert "20 min" not in read(ada.post("/journal/understood/", {"line": line, "plain": "20m"}))
    keep(ada, line, plain="20m")
    assert "20m queue at the desk" in read(ada.get("/journal/"))


def test_lines_stand_by_day_and_say_when_they_were_written_down_late(enter: Enter) -> None:
    ada = enter("member")
    for line in ("9:12 found the photos ~50m", "11:00 told him no ~45m", "yesterday: moved two chairs"):
        keep(ada, line)
    page = read(ada.get("/journal/"))
    assert "Thursday 17 September 2026 2 lines, 1 h 35" in page
    assert page.index("told him no") < page.index("found the photos") < page.index("Wednesday 16 September")
    assert "written 17 September" in page


def test_words_are_found_in_every_month_and_months_are_chosen(enter: Enter) -> None:
    ada = enter("member")
    for line in ("2026-03-02: Grüße an den Lotsen", "2025-12-24: kept the phone", "kept it short"):
        keep(ada, line)
    assert "Monday 2 March 2026" in read(ada.get("/journal/", {"q": "GRÜSSE"}))
    assert "1 line with these words" in read(ada.get("/journal/", {"q": "LOTSEN grüße"}))
    assert "1 line with these words" in read(ada.get("/journal/", {"q": '"kept the"'}))
    assert "No line has all of these words" in read(ada.get("/journal/", {"q": "kept lotsen"}))
    december = read(ada.get("/journal/", {"month": "2025-12"}))
    assert "kept the phone" in december
    assert "kept it short" not in december


def test_another_version_keeps_the_old_words_with_their_writer(enter: Enter) -> None:
    ada = enter("member")
    keep(ada, "told him no", id=ONE)
    ada.post(f"/journal/{ONE}/", {"line": "told him no, kindly ~10m", "kind": "bad_news"})
    page = read(ada.get(f"/journal/{ONE}/"))
    assert "told him no, kindly" in page
    assert "changed 1 time" in page
    assert "Earlier versions 15:30 told him no " in page


def test_an_erased_line_is_gone(enter: Enter) -> None:
    ada = enter("member")
    keep(ada, "told him no", id=ONE)
    ada.post(f"/journal/{ONE}/erase/")
    assert lines(ada) == []
    assert ada.get(f"/journal/{ONE}/").status_code == 404
    assert ada.post(f"/journal/{ONE}/erase/").status_code == 404


def test_everything_is_taken_along_with_both_clocks_and_to_be_read(enter: Enter) -> None:
    ada = enter("member")
    keep(ada, "2026-09-10: stood in ~3h heat:2")
    (line,) = json.loads(ada.get("/journal/take-along/").content)["lines"]
    (version,) = line["versions"]
    assert version["day"] == "2026-09-10"
    assert datetime.fromisoformat(version["recorded"]).isoformat() == "2026-09-17T15:30:00+00:00"
    assert version["said"]["heat"] == 2
    answer = ada.get("/journal/take-along/", {"as": "md"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-journal-2026-09-17.md"'
    assert "## 10 September 2026" in answer.content.decode()
    assert "stood in ~3h heat:2 (written down on 17 September 2026)" in answer.content.decode()


def test_no_writer_comes_to_the_line_of_another(enter: Enter) -> None:
    ada = enter("member", name="Ada Boateng")
    keep(ada, "told him no", id=ONE)
    ben = enter("lead", name="Ben Carrow")
    keep(ben, "his own")
    assert ben.get(f"/journal/{ONE}/").status_code == 404
    assert ben.post(f"/journal/{ONE}/", {"line": "in her name"}).status_code == 404
    assert ben.post(f"/journal/{ONE}/erase/").status_code == 404
    keep(ben, "the same id", id=ONE)
    assert lines(ada) == ["told him no"]


def test_no_get_changes_anything(enter: Enter) -> None:
    ada = enter("member")
    keep(ada, "told him no", id=ONE)
    before = serializers.serialize("json", [*Drawer.objects.all(), *Slip.objects.all()])
    paths = (
        "",
        "understood/",
        "keep/",
        "take-along/",
        "unlock/",
        "recovery-code/",
        f"{ONE}/",
        f"{ONE}/erase/",
        f"{ONE}/share/",
        f"{ONE}/take-back/",
        f"{ONE}/conversation/",
    )
    for path in paths * 2:
        assert ada.get(f"/journal/{path}").status_code in (200, 405), path
    assert serializers.serialize("json", [*Drawer.objects.all(), *Slip.objects.all()]) == before


def test_after_somebody_else_makes_a_new_way_in_the_code_alone_opens_the_journal(enter: Enter) -> None:
    ada = enter("member", name="Ada Boateng")
    code = re.findall(r"((?:[A-Z0-9]{4}-){4}[A-Z0-9]{4})", read(keep(ada, "told him no", id=ONE)))[0]
    who = Person.objects.get(name="Ada Boateng")
    assert (
        enter("administrator", name="Ida Runs").post(f"/settings/people/{who.pk}/invite/").status_code == 200
    )
    for path in ("", "take-along/", f"{ONE}/"):
        answer = ada.get(f"/journal/{path}")
        assert answer.status_code == 403
        assert "Your journal is locked" in read(answer)
        assert "told him no" not in read(answer)
    assert ada.post("/journal/keep/", {"line": "in her name"}).status_code == 403
    assert "This is not the code" in read(ada.post("/journal/unlock/", {"code": "AAAA-BBBB"}))
    ada.post("/journal/unlock/", {"code": code})
    assert lines(ada) == ["told him no"]


def test_a_new_code_can_be_made_while_the_journal_is_open(enter: Enter) -> None:
    ada = enter("member")
    keep(ada, "told him no")
    page = read(ada.post("/journal/recovery-code/"))
    assert re.search(r"([A-Z0-9]{4}-){4}[A-Z0-9]{4}", page)
    assert "An earlier code opens nothing any more" in page


def test_a_line_of_more_letters_than_a_line_has_is_not_cut_but_refused(enter: Enter) -> None:
    ada = enter("member")
    answer = keep(ada, "x" * 2001)
    assert answer.status_code == 400
    assert "2,000 at most" in read(answer)
    assert Slip.objects.count() == 0


def test_a_new_tag_close_to_an_old_one_is_hinted_at_once_the_line_is_kept(enter: Enter) -> None:
    ada = enter("member")
    keep(ada, "the safety sheet #translate")
    assert "like #translate?" not in read(ada.post("/journal/understood/", {"line": "two drivers #translte"}))
    assert "like #translate?" in read(keep(ada, "two drivers #translte"))
    assert "like #translate?" not in read(keep(ada, "three drivers #translate"))


def test_the_journal_shows_its_writer_up_to_which_day_it_is_sealed(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = enter("member")
    keep(ada, "calmed Mr Ode")
    assert "Sealed" not in read(ada.get("/journal/"))
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-18T00:05:00+00:00")
    close_days()
    (head,) = json.loads(ada.get("/journal/take-along/").content)["heads"]
    begins = " ".join(head["head"][at : at + 4] for at in (0, 4, 8))
    assert "Every day up to 17 September 2026: whatever" in read(ada.get("/journal/"))
    assert f"The last head begins {begins} ;" in read(ada.get("/journal/"))
    told = ada.get("/journal/take-along/?as=md").content.decode()
    assert told.endswith(f"\nSeal of 2026-09-17: {head['head']}\n")


def test_changed_days_later_a_line_tells_of_the_day_it_told_of(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = enter("member")
    for line in ("calmed Mr Ode", "yesterday 9:15: calmed Mrs May", "mon: moved the chairs"):
        keep(ada, line)
    monkeypatch.setenv("UNSUNG_NOW", "2026-09-22T09:00:00+00:00")
    told = json.loads(ada.get("/journal/take-along/").content)
    for each in told["lines"]:
        ada.post(f"/journal/{each['id']}/", {"line": f"{each['versions'][-1]['said']['raw']}, twice"})
    told = json.loads(ada.get("/journal/take-along/").content)
    days = {each["versions"][-1]["said"]["text"]: each["versions"][-1]["day"] for each in told["lines"]}
    assert days == {
        "calmed Mr Ode, twice": "2026-09-17",
        "calmed Mrs May, twice": "2026-09-16",
        "moved the chairs, twice": "2026-09-14",
    }


def test_when_a_line_was_written_is_told_by_the_clock_of_the_desk(enter: Enter) -> None:
    ada = enter("member")
    Calendar.objects.create(name="Service desk", zone="Europe/London")
    Desk.objects.update(calendar=Calendar.objects.get())
    keep(ada, "yesterday: calmed Mrs May")
    assert "written 17 September, 16:30" in read(ada.get("/journal/"))
    line = re.findall(r"/journal/([0-9a-f-]{36})/", ada.get("/journal/").content.decode())[0]
    assert "Written down 17 September 2026, 16:30" in read(ada.get(f"/journal/{line}/"))
