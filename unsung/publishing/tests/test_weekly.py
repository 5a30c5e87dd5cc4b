"""The weekly summary as a letter: nine parts in their order, the same in text and mail, and short."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest

from unsung.publishing.letter import as_mail, as_text
from unsung.publishing.publications.weekly import (
    MOST_WORDS,
    AskBefore,
    AskNow,
    Deed,
    Reason,
    Seen,
    Spent,
    Week,
    letter,
    made_of,
    rough,
    subject,
)

WEEK = Week("Front desk", "Maya Lind", "Ben Carrow", date(2026, 9, 14))
FULL = replace(
    WEEK,
    deeds=[Deed(f"Deed {n}", "he stays with us") for n in (1, 2, 3, 4)],
    reasons=[Reason("Renewal letter", 41, 12), Reason("Lost card", 1, 0)],
    met="The new letter is clearer.",
    quote="You rang before I had to.",
    spent=[Spent("Calm and recover", 290, 3, "sat with Mrs May"), Spent("Teach and improve", 4, 1)],
    seen=[Seen("Calls", 128, 110.5, 140), Seen("Mail", None, why="on record until Tuesday 15 September")],
    asks=[AskNow("A word from Billing", "a1", date(2026, 9, 25))],
    before=[
        AskBefore("A second person at noon", 3),
        AskBefore("A new chair", 1, "You said yes (18 September)."),
    ],
    promised=[Deed("Ring Mrs Darko", due=date(2026, 9, 21))],
    cover="Priya on Monday",
    thanks=["Priya stayed on the line."],
    joy="A card from Mrs May",
    made=["It was made."],
    seal="Seal of 2026-09-17: " + "ab12" * 16,
)
ORDER = (
    "Three things worth knowing",
    "What our customers met",
    "Work no system saw",
    "Work the systems saw",
    "Stuck, and what I need",
    "Your answers so far",
    "Promised for next week",
    "Thanks",
    "How this was made",
)


def test_the_parts_stand_in_their_fixed_order_in_text_and_mail() -> None:
    made = letter(FULL)
    assert tuple(part.title for part in made.parts) == ORDER
    for said in (as_text(made), unescape(as_mail(made))):
        places = [said.index(f"{title}\n" if said.startswith("Front") else f">{title}<") for title in ORDER]
        assert places == sorted(places)


def test_everything_the_mail_says_the_plain_text_says_too() -> None:
    made = letter(FULL)
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", as_mail(made), flags=re.S).replace("ab12", "")
    beside = {"Sealed", "whole", "seal", "stands", "plain", "text"}
    assert words_of(unescape(shown)) - words_of(as_text(made)) <= beside


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text))


def test_an_empty_week_still_says_that_nothing_is_asked_and_how_it_was_made() -> None:
    assert [part.title for part in letter(WEEK).parts] == ["Stuck, and what I need", "How this was made"]


def test_nothing_to_report_is_said_and_differs_from_an_empty_week() -> None:
    told = as_text(letter(replace(WEEK, nothing=True)))
    assert "Nothing to report this week." in told
    assert "Stuck" not in told
    assert (
        subject(replace(WEEK, nothing=True)) == "Front desk, week 38 of 2026: nothing to report (Maya Lind)"
    )


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (FULL, "Front desk, week 38 of 2026: 3 things, 1 ask (Maya Lind)"),
        (replace(WEEK, deeds=[Deed("x")]), "Front desk, week 38 of 2026: 1 thing (Maya Lind)"),
        (WEEK, "Front desk, week 38 of 2026: the week (Maya Lind)"),
        (replace(WEEK, monday=date(2026, 12, 28)), "Front desk, week 53 of 2026: the week (Maya Lind)"),
    ],
)
def test_no_two_weeks_have_one_subject(week: Week, said: str) -> None:
    assert subject(week) == said


def test_a_fourth_starred_line_is_not_among_the_three() -> None:
    assert "Deed 4" not in as_text(letter(FULL))


def test_what_a_source_did_not_tell_is_a_question_mark_with_its_cause() -> None:
    told = as_text(letter(FULL))
    assert re.search(r"^Mail +\? \(on record until Tuesday 15 September\)$", told, re.M)
    assert re.search(r"^Calls +128 \(usual 110 to 140\)$", told, re.M)


def test_an_ask_that_waits_says_since_when_and_one_that_was_answered_says_what_came_back() -> None:
    told = as_text(letter(FULL))
    assert "- A second person at noon\n  Not answered yet, for three weeks.\n" in told
    assert "- A new chair\n  You said yes (18 September).\n" in told


def test_answers_are_offered_only_where_links_are_given() -> None:
    made, links = letter(FULL), {"a1": [("Yes", "http://here/yes"), ("No", "http://here/no")]}
    assert "  Yes: http://here/yes\n  No: http://here/no\n" in as_text(made, links)
    assert '<a class="go" href="http://here/yes"' in as_mail(made, links)
    assert "http" not in as_text(made) + as_mail(made)


def test_the_whole_head_stands_in_the_text_and_its_beginning_in_the_mail() -> None:
    made = letter(FULL)
    assert f"\n{FULL.seal}\n" in as_text(made)
    assert "Sealed: ab12 ab12 ab12." in as_mail(made)
    assert FULL.seal not in as_mail(made)


def test_the_largest_week_is_a_small_mail_without_pictures() -> None:
    said = "Donaudampfschifffahrt & <b>Übermaß</b> " * 5
    big = replace(
        FULL,
        deeds=[Deed(said, said)] * 3,
        reasons=[Reason(said, 100, 90)] * 3,
        met=said,
        quote=said,
        spent=[Spent(f"Family {n}", 60, 9, said) for n in range(8)],
        seen=[Seen(f"Way {n}", 9999, 1, 2) for n in range(6)],
        asks=[AskNow(said, f"a{n}", date(2026, 9, 25)) for n in range(3)],
        before=[AskBefore(said, 12)] * 6,
        promised=[Deed(said, due=date(2026, 9, 21))] * 6,
        thanks=[said] * 6,
    )
    assert letter(big).words > MOST_WORDS
    html = as_mail(letter(big), {f"a{n}": [("Yes", "http://x/" + "y" * 120)] * 3 for n in range(3)})
    assert len(html.encode()) <= 60_000
    assert not re.search(r"<img|<svg|data:|url\(|<b>", html)


def test_words_are_counted_without_tables_and_how_it_was_made() -> None:
    with_more = replace(FULL, made=["so many words " * 50], seen=[Seen("Calls at the front desk", 1)])
    assert letter(with_more).words == letter(replace(FULL, seen=[Seen("Calls", 1)])).words
    assert letter(replace(WEEK, met="five words about the customers")).words == letter(WEEK).words + 9


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "a few minutes"),
        (7, "a few minutes"),
        (8, "15 min"),
        (52, "45 min"),
        (60, "1 h"),
        (290, "4 h 45"),
        (294, "5 h"),
    ],
)
def test_hours_are_told_in_quarters(minutes: float, said: str) -> None:
    assert rough(minutes) == said


def test_how_it_was_made_tells_the_period_the_sources_and_late_lines() -> None:
    at = datetime(2026, 9, 18, 14, 10, tzinfo=UTC)
    assert made_of(["Calls are whole."], date(2026, 9, 14), 2, at, "Europe/London") == [
        "It tells of 14 to 20 September 2026 and was sent on 18 September 2026, 15:10.",
        "Calls are whole.",
        "2 lines were written down on a later day than the one told of.",
    ]


def test_a_long_example_is_cut_where_a_word_ends() -> None:
    told = as_text(letter(replace(WEEK, spent=[Spent("Serve", 30, 1, "explained " * 20)])))
    assert f"(once: {'explained ' * 9}…)".replace(" …", "…") in told
