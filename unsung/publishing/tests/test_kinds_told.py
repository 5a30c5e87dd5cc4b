"""Who got in touch: no kind is missing from the whole, and of several with as many none goes first."""

from dataclasses import replace

from unsung.measures.breakdowns import Breakdown, Counted
from unsung.publishing.publication import Table
from unsung.publishing.tests.october import breakdowns, review
from unsung.publishing.words import change_a_day


def kinds(*counts: int) -> Table:
    """The table of so many kinds with these conversations."""
    rows = [Counted(f"kind {n}", count, None) for n, count in enumerate(counts)]
    issue = review(beside=replace(breakdowns(), kinds=Breakdown(rows, 0, False)))
    tables = (table for part in issue.sections for table in part.tables)
    return next(table for table in tables if table.caption == "Conversations by who got in touch")


def test_kinds_beyond_the_page_are_one_row_together() -> None:
    table = kinds(*[5] * 12)
    assert sum(int(row.cells[0].text) for row in table.rows) == 60
    assert (len(table.rows), table.rows[-1].label) == (8, "5 other kinds")
    assert (table.title, table.measured) == ("Twelve kinds, 5 conversations each", "")


def test_of_kinds_with_as_many_none_goes_first() -> None:
    assert kinds(155, 155).title == "Two kinds, 155 conversations each"
    assert kinds(155, 155, 3).title == "Two kinds brought 155 conversations each"
    assert kinds(200, 50, 50).measured == "Then two kinds with 50 conversations each"


def test_a_great_change_has_its_thousands_apart() -> None:
    assert change_a_day(31 * 1559, 0, (31, 30)) == "+1,559.0"
