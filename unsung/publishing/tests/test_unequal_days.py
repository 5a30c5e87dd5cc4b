"""Months whose sources do not tell of the same days: nothing is said to have changed that did not."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from unsung.ground.figures import Figure
from unsung.measures.asked import Asked, Span
from unsung.measures.tests.desk import Row, asked, contact, desk, s, tally
from unsung.publishing.publication import Review, Table
from unsung.publishing.publications.monthly import draft
from unsung.publishing.tests.october import MADE

CALLS, CHATS = 10, 6


def every_day(first: str, last: str) -> Iterable[str]:
    """The days from one to another, both included, as they are written."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day.isoformat()
        day += timedelta(days=1)


def told(channel: str, last: str, counted: bool = False) -> Span:
    """A source of one channel from August to its last moment."""
    begins, ends = s("2025-08-01 00:00"), s(last)
    return Span(channel, channel, begins, begins, ends, ends, counted)


def calls_and_chats() -> list[Row]:
    """Ten calls about claims and six chats about fees every day; the chats on record end on 12 October."""
    calls = [
        contact(f"{day} 10:{n:02}", "call", category="Claims")
        for day in every_day("2025-08-01", "2025-11-05")
        for n in range(CALLS)
    ]
    chats = [
        contact(f"{day} 11:{n:02}", "chat", category="Fees")
        for day in every_day("2025-08-01", "2025-10-12")
        for n in range(CHATS)
    ]
    return calls + chats


def drafted(question: Asked, **tables: Iterable[Row]) -> Review:
    """The review of October of these rows."""
    return draft(desk(**tables), question, MADE, True, "At the desk")


def ended_apart(**other: Any) -> Review:
    spans = told("call", "2025-11-05 10:09"), told("chat", "2025-10-12 11:05")
    return drafted(asked(spans=spans, hours=None, **other), contacts=calls_and_chats())


def table(issue: Review, beginning: str) -> Table:
    """The table whose caption begins so."""
    tables = (each for section in issue.sections for each in section.tables)
    return next(each for each in tables if each.caption.startswith(beginning))


def cells(of: Table) -> dict[str, list[str]]:
    """The texts of its rows, by label."""
    return {row.label: [cell.text for cell in row.cells] for row in of.rows}


def changes(issue: Review) -> dict[str, Figure]:
    """The change a day of each channel, as the file of figures has it."""
    return next(figure for figure in issue.figures if figure.id == "volume_change").by["channel"]


def test_sources_that_end_on_different_days_are_no_change() -> None:
    issue = ended_apart()
    assert issue.claims == ()
    assert "rose" not in " ".join(each.text for each in issue.opening)
    assert cells(table(issue, "Conversations by category")) == {
        "Claims": ["300", "310"],
        "Fees": ["180", "72"],
    }


def test_each_channel_is_compared_over_its_own_days_as_the_figures_are() -> None:
    issue = ended_apart()
    channels = table(issue, "Conversations by channel")
    assert cells(channels) == {"Calls": ["310", "0"], "Chat": ["72", "not compared"]}
    assert (changes(issue)["call"].value, changes(issue)["chat"].value) == (1.0, None)
    assert channels.foot == f"Chat: {changes(issue)['chat'].why_null}"


def counted() -> list[Row]:
    """Fifty calls and twenty mails counted every day; of the mails the first three days of September lack."""
    days = [*every_day("2025-08-01", "2025-11-30")]
    mails = [day for day in days if not "2025-09-01" <= day <= "2025-09-03"]
    return [tally(f"{day} 00:00", 50) for day in days] + [tally(f"{day} 00:00", 20, "mail") for day in mails]


def test_days_that_one_count_lacks_are_left_out_of_both_sides() -> None:
    spans = [told(channel, "2025-11-30 00:00", counted=True) for channel in ("call", "mail")]
    issue = drafted(asked(spans=tuple(spans), hours=None), tallies=counted())
    channels = table(issue, "Conversations by channel")
    assert cells(channels) == {"Calls": ["1,550", "0"], "Mail": ["620", "0"]}
    assert channels.foot == "Each change is over the days of which the records of that channel tell."
    assert (issue.claims, changes(issue)["call"].value, changes(issue)["mail"].value) == ((), 1.0, 1.0)


def test_categories_are_compared_over_the_days_of_which_every_source_tells() -> None:
    claims = [
        contact(f"{day} 12:{n:02}", "form", category=("Claims", "Fees")[n % 2])
        for day in every_day("2025-08-01", "2025-11-30")
        for n in range(8)
    ]
    spans = [told("call", "2025-11-30 00:00", counted=True), told("mail", "2025-11-30 00:00", counted=True)]
    question = asked(spans=(*spans, told("form", "2025-11-30 12:07")), hours=None)
    topics = table(drafted(question, contacts=claims, tallies=counted()), "Conversations by category")
    assert cells(topics) == {"Claims": ["120", "124", "0"], "Fees": ["120", "124", "0"]}
    assert topics.foot == (
        "The change a day is over the days of which all records tell: 27 of September, 31 of October."
    )
