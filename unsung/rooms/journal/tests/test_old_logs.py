"""Old logs: text, Markdown, tables and journals taken along are read by day, and nothing is lost unsaid."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entering import Enter
from unsung.rooms.journal.old_logs import OldLog, in_order, read_old
from unsung.rooms.journal.tests.test_journal_pages import afternoon, read

__all__ = ["afternoon"]
TODAY = date(2026, 9, 17)
SEP = [date(2026, 9, day) for day in range(1, 18)]


def told(log: OldLog) -> list[tuple[str, str]]:
    return [(f"{line.day:%d.%m.%y}", line.words) for line in in_order(log.lines)]


def left(log: OldLog) -> list[tuple[int, str]]:
    return [(each.place, each.why) for each in log.asides]


def test_a_text_by_days() -> None:
    text = """2026-09-10
calmed Mr Ode

- 14:10 lobby full
  and the lift was out

Fri 11 Sep 2026:
* nothing"""
    assert told(read_old(text, TODAY)) == [
        ("10.09.26", "calmed Mr Ode"),
        ("10.09.26", "14:10 lobby full and the lift was out"),
        ("11.09.26", "nothing"),
    ]


def test_a_daily_journal_in_markdown_leaves_its_headings_out_and_says_so() -> None:
    text = """# My year

## 2026-09-10 Thursday
### Work
- [x] chased the claim
- [ ] called back
## **10 May 2026**
1. began"""
    log = read_old(text, TODAY)
    assert told(log) == [
        ("10.05.26", "began"), ("10.09.26", "chased the claim"), ("10.09.26", "called back"),
    ]  # fmt: skip
    assert left(log) == [(1, "it is a heading"), (4, "it is a heading")]


@pytest.mark.parametrize(
    "line",
    [
        "2026-09-10 14:10 calmed him",
        "2026-09-10T14:10 calmed him",
        "10.9.2026: 14:10 calmed him",
        "10.09.26 14:10 calmed him",
        "Thursday, 10 September 2026 - 14:10 calmed him",
        "Sept 10th, 2026: 14:10 calmed him",
    ],
)
def test_a_day_before_each_line(line: str) -> None:
    assert told(read_old(f"{line}\n11.9.2026 x\n13.9.2026 y", TODAY))[0] == ("10.09.26", "14:10 calmed him")


def test_a_table_with_a_day_and_words() -> None:
    text = """Date;Minutes;Note
10.09.2026;20;calmed "Mr Ode"
11.09.2026;5;"two
lines"
12.09.2026;;
soon;1;when"""
    log = read_old(text, TODAY)
    assert told(log) == [("10.09.26", 'calmed "Mr Ode"'), ("11.09.26", "two lines")]
    assert log.unread == ["Minutes"]
    assert left(log) == [(6, "no day stands over it or before it")]


@pytest.mark.parametrize(
    ("days", "asked", "first", "guessed"),
    [
        (["3/9/2026", "13/9/2026"], None, SEP[2], False),
        (["9/3/2026", "9/13/2026"], None, SEP[2], False),
        (["3/9/2026", "4/9/2026"], None, SEP[2], True),
        (["9/3/2026", "9/4/2026"], "month first", SEP[2], False),
    ],
)
def test_which_number_is_the_day_is_told_by_the_days_themselves_or_said_to_be_a_guess(
    days: list[str], asked: Any, first: date, guessed: bool
) -> None:
    log = read_old("".join(f"{day} x\n" for day in days), TODAY, asked)
    assert (log.lines[0].day, log.guessed) == (first, guessed)


def test_what_cannot_be_taken_is_left_out_with_its_place_and_the_reason() -> None:
    text = f"before any day\n2026-09-31 x\n2027-01-01 y\n1950-01-01 z\n2026-09-10 {'a' * 2001}\n"
    assert left(read_old(text, TODAY)) == [
        (1, "no day stands over it or before it"),
        (2, "the calendar has no 2026-09-31"),
        (3, "2027-01-01 lies ahead"),
        (4, "1950-01-01 is before anybody’s time"),
        (5, "it has 2,001 letters; a line has 2,000 at most"),
    ]


@pytest.mark.parametrize("words", ["Talked to Mr Ode", "-40m calmed him", "Tea", "14:10 T-shirts"])
@pytest.mark.parametrize("between", [" ", ": ", " - ", "\n", "\n- "])
def test_what_parts_a_day_from_its_words_takes_nothing_from_them(between: str, words: str) -> None:
    assert told(read_old(f"2026-09-10{between}{words}", TODAY)) == [("10.09.26", words)]


WORD = st.text("abcdefghijklmnopqrstuvwxyzäöüßABCT", min_size=4, max_size=9)
BETWEEN = st.sampled_from(
    [" ", "\n", "\n- ", "\n  ", "\n# ", "\n2026-09-12 ", "\n# 2026-09-12 ", "\n9.9.2026: ", "\r\n* [x] ", ";"]
)


@given(st.lists(st.tuples(BETWEEN, WORD), max_size=12))
def test_every_word_is_taken_over_or_left_out_with_a_reason(parts: list[tuple[str, str]]) -> None:
    log = read_old("".join(between + word for between, word in parts), TODAY)
    said = " ".join([*(line.words for line in log.lines), *(each.words for each in log.asides)])
    assert [word for _, word in parts if word not in said] == []
    assert all(each.why for each in log.asides)


@pytest.mark.django_db
def test_an_old_log_is_looked_at_first_and_kept_once_as_written_today(enter: Enter) -> None:
    ada = enter("member")
    text = "2026-09-10\n- 14:10 calmed Mr Ode ~20m #calm\n- yesterday: stood in\n- lobby\n- lobby"
    look = read(ada.post("/journal/old/", {"log": text}))
    assert "4 lines understood" in look
    assert "Nothing kept yet" in read(ada.get("/journal/"))
    assert "Your recovery code" in read(ada.post("/journal/old/", {"log": text, "keep": "yes"}))
    again = read(ada.post("/journal/old/", {"log": f"{text}\n- new", "keep": "yes"}, follow=True))
    assert "1 line taken over, for you alone. 4 lines were in your journal already." in again
    lines = json.loads(ada.get("/journal/take-along/").content)["lines"]
    days = sorted((line["versions"][0]["day"], line["versions"][0]["said"]["raw"]) for line in lines)
    assert days == [
        ("2026-09-09", "yesterday: stood in"),
        ("2026-09-10", "14:10 calmed Mr Ode ~20m #calm"),
        ("2026-09-10", "lobby"),
        ("2026-09-10", "lobby"),
        ("2026-09-10", "new"),
    ]
    assert {line["versions"][0]["recorded"][:10] for line in lines} == {"2026-09-17"}


@pytest.mark.django_db
def test_a_journal_taken_along_comes_home(enter: Enter) -> None:
    ada, ben = enter("member"), enter("lead", name="Ben Carrow")
    ada.post("/journal/keep/", {"line": "calmed Mr Ode ~20m"})
    for way in ("", "?as=md"):
        along = ada.get(f"/journal/take-along/{way}").content.decode()
        ben.post("/journal/old/", {"log": along, "keep": "yes"})
        assert "calmed Mr Ode" in read(ben.get("/journal/"))


@pytest.mark.django_db
def test_what_is_no_log_is_said_to_be_none(enter: Enter) -> None:
    page = read(enter("member").post("/journal/old/", {"log": "\x00\ufffd nothing\nhere", "keep": "yes"}))
    assert "No line was understood" in page
    assert "no day stands over it or before it" in page
