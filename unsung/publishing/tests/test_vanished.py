"""What came in the month before and comes no more: it keeps its row, is told, and is counted in every sum."""

from dataclasses import replace

from unsung.measures.asked import Span
from unsung.measures.breakdowns import Breakdown, Counted
from unsung.measures.tests.desk import Row, asked, contact, desk, s
from unsung.publishing.publication import Review
from unsung.publishing.publications.monthly import draft
from unsung.publishing.tests.october import MADE, breakdowns, review


def spread(month: str, category: str, n: int) -> list[Row]:
    """So many conversations of a category, over the days of a month."""
    return [contact(f"{month}-{1 + at % 28:02} 10:00", category=category) for at in range(n)]


def counted(september: dict[str, int], october: dict[str, int]) -> Review:
    """The review of October where these categories came."""
    months = (("2025-09", september), ("2025-10", october))
    rows = [row for month, of in months for label, n in of.items() for row in spread(month, label, n)]
    return draft(desk(contacts=rows), asked(hours=None), MADE, True, "At the desk")


def about(issue: Review) -> str:
    """The sentences of the section on categories."""
    return " ".join(each.text for part in issue.sections if part.key == "about" for each in part.say)


def rows(issue: Review) -> dict[str, list[str]]:
    """The rows of its table, by label."""
    (table,) = (each for part in issue.sections if part.key == "about" for each in part.tables)
    return {row.label: [cell.text for cell in row.cells] for row in table.rows}


def test_a_category_that_comes_no_more_is_told_and_keeps_its_row() -> None:
    issue = counted({"A": 300, "B": 300, "C": 300}, {"A": 310, "B": 400})
    assert rows(issue) == {"B": ["300", "400", "+2.9"], "A": ["300", "310", "0"], "C": ["300", "0", "−10.0"]}
    assert "category C" in issue.claims
    assert (
        "Conversations about C fell from 10 to none each day (300 in September, none in October)."
        in about(issue)
    )


def test_what_is_left_of_both_months_is_all_that_is_left() -> None:
    issue = counted({"A": 300, "B": 300, "C": 300, "D": 29}, {"A": 310, "B": 310})
    assert issue.claims[0] == "category C"
    claimed = {label for label in "ABCD" if f"category {label}" in issue.claims}
    left = 929 - 300 * len(claimed & set("ABC"))
    assert "D" not in claimed
    assert f"came to {620 - 310 * len(claimed & set('AB'))}, beside {left} in September." in about(issue)


def test_the_largest_is_one_of_those_that_came() -> None:
    issue = counted({"A": 300, "B": 300, "C": 300}, {"A": 310})
    assert "All of them were about A." in about(issue)
    assert "largest" not in about(issue)


def test_what_was_large_before_is_not_folded_among_the_small() -> None:
    many = [Counted(f"Matter {n:02}", 40 - n, 40 - n) for n in range(14)]
    beside = replace(breakdowns(), categories=Breakdown([*many, Counted("Storm damage", 0, 97)], 0, True))
    printed = rows(review(beside=beside))
    assert printed["Storm damage"][:2] == ["97", "0"]
    assert printed["4 smaller categories"][:2] == ["114", "114"]


def came_by(september: dict[str, int], october: dict[str, int]) -> Review:
    """The review of October where so many came by these channels, told by one source."""
    rows = [
        contact(f"{month}-{1 + at % 28:02} 10:00", channel)
        for month, of in (("2025-09", september), ("2025-10", october))
        for channel, n in of.items()
        for at in range(n)
    ]
    begins, ends = s("2025-08-01 10:00"), s("2025-11-05 10:00")
    spans = tuple(Span("desk", channel, begins, begins, ends, ends) for channel in september)
    return draft(desk(contacts=rows), asked(hours=None, spans=spans), MADE, True, "At the desk")


def channels(issue: Review) -> dict[str, list[str]]:
    """The rows of the table of channels, by label."""
    (table,) = (each for part in issue.sections if part.key == "who" for each in part.tables)
    return {row.label: [cell.text for cell in row.cells] for row in table.rows}


def test_a_channel_by_which_nobody_came_any_more_is_there_with_none() -> None:
    issue = came_by({"mail": 150, "chat": 150, "call": 90}, {"mail": 155, "call": 93})
    assert channels(issue) == {"Mail": ["155", "0"], "Calls": ["93", "0"], "Chat": ["0", "−5.0"]}
    said = " ".join(each.text for each in issue.opening)
    assert "Chat made up none, in September 38 in 100." in said
    assert "chat down from 38 in 100 to none" in issue.headline.text or "chat" not in issue.headline.text


def test_what_paused_for_a_month_is_not_new() -> None:
    storm = [spread(f"2025-{month:02}", "Storm damage", 60) for month in (6, 7, 8, 10)]
    usual = [spread(f"2025-{month:02}", "Claims", 200) for month in (6, 7, 8, 9, 10)]
    rows = [row for some in (*storm, *usual) for row in some]
    question = asked(hours=None, data_from_s=s("2025-06-01 10:00"))
    issue = draft(desk(contacts=rows), question, MADE, True, "At the desk")
    assert "Storm damage came again: 60 conversations, none in September, the last before that in August" in (
        about(issue)
    )
    assert "new" not in issue.headline.text
    assert issue.headline.text.endswith("and 60 about Storm damage again")


def test_what_is_new_is_new_as_far_as_the_records_reach() -> None:
    issue = counted({"Claims": 200}, {"Claims": 200, "Storm damage": 60})
    said = "Storm damage is new in these records: 60 conversations, none in September or before."
    assert said in about(issue)


def test_where_all_came_one_way_it_is_said_of_those_who_came() -> None:
    issue = came_by({"chat": 40, "call": 90}, {"call": 93})
    (table,) = (each for part in issue.sections if part.key == "who" for each in part.tables)
    assert table.title == "Everyone picked up the phone"
