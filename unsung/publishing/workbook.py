"""figures.xlsx: the figures, the rows behind them and how they were made, safe to open in a spreadsheet."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from unsung.ground.figures import Figure
from unsung.publishing.publication import Review

# A text that begins with = + - or @ is a text here, never a formula; no text becomes a link or a number.
SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
    "nan_inf_to_errors": False,
}
MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
HEADS = (
    "id", "name", "unit", "value", "why null", "n", "of", "interval from", "interval to", "method", "tier",
    "clock", "statement", "before", "before n", "cases sheet", "cases where", "cases count",
)  # fmt: skip
WIDE = {"name": 34, "why null": 50, "of": 36, "method": 50, "clock": 30, "cases where": 46, "id": 38}

Value = object


class Sheets:
    """A workbook being written, one sheet after another, every cell by the kind of its value."""

    def __init__(self, path: Path, zone: str, end: date) -> None:
        self.book = xlsxwriter.Workbook(str(path), SAFE)
        # Of the month and not of the moment: the same review gives the same bytes whenever it is printed.
        self.book.set_properties({"created": datetime(end.year, end.month, end.day)})
        self.zone = ZoneInfo(zone)
        self.head = self.book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = self.book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})

    def add(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """A sheet with a frozen head; goes on in "name 2" where a spreadsheet can hold no more rows."""
        sheet, at, part = self._begin(name, heads), 1, 1
        for row in rows:
            if at == MOST_ROWS:
                part += 1
                sheet, at = self._begin(f"{name} {part}", heads), 1
            for column, value in enumerate(row):
                self._write(sheet, at, column, value)
            at += 1
        sheet.autofilter(0, 0, max(1, at - 1), len(heads) - 1)

    def _begin(self, name: str, heads: Sequence[str]) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.set_column(column, column, WIDE.get(head, max(12, len(head) + 2)))
            sheet.write_string(0, column, head, self.head)
        return sheet

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value) -> None:
        match value:
            case None | "":
                return
            case bool():
                sheet.write_boolean(row, column, value)
            case int() | float() if math.isfinite(value):
                sheet.write_number(row, column, value)
            case datetime():
                local = value.astimezone(self.zone) if value.tzinfo else value
                sheet.write_datetime(row, column, local.replace(tzinfo=None), self.moment)
            case date():
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)
            case _:
                sheet.write_string(row, column, str(value)[:LONGEST_TEXT])


def write_workbook(review: Review, path: Path, sheets: Mapping[str, Iterable[Mapping[str, Value]]]) -> None:
    """The workbook of a review: Figures, By channel, one sheet of rows for each of `sheets`, How made."""
    book = Sheets(path, review.period.zone, review.period.end)
    book.add("Figures", HEADS, (_cells(figure) for figure in review.figures))
    book.add("By channel", ("channel", *HEADS), _by_channel(review.figures))
    for name, rows in sheets.items():
        heads, cells = _table(rows)
        book.add(name, heads or ("nothing",), cells)
    book.add("How made", ("what", "says"), _how_made(review))
    book.book.close()


def _cells(figure: Figure) -> tuple[Value, ...]:
    low, high = figure.interval or (None, None)
    before, cases = figure.previous, figure.cases
    return (
        figure.id, figure.name, figure.unit, figure.value, figure.why_null, figure.n, figure.of, low, high,
        figure.method, figure.tier, figure.clock, figure.statement,
        before and before.value, before and before.n,
        cases and cases.table, cases and cases.where, cases and cases.count,
    )  # fmt: skip


def _by_channel(figures: Iterable[Figure]) -> Iterator[tuple[Value, ...]]:
    for figure in figures:
        for channel, part in figure.by.get("channel", {}).items():
            yield channel, *_cells(part)


def _table(rows: Iterable[Mapping[str, Value]]) -> tuple[tuple[str, ...], Iterator[tuple[Value, ...]]]:
    """Heads from the first row; seconds since 1970 (opened_s) are handed on as moments."""
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return (), iter(())
    names = tuple(first)
    return names, (tuple(_moment(name, row.get(name)) for name in names) for row in chain([first], waiting))


def _moment(name: str, value: Value) -> Value:
    """Seconds since 1970 become a moment; a length of time in seconds stays a number."""
    return datetime.fromtimestamp(value, UTC) if name in MOMENT_COLUMNS and isinstance(value, int) else value


MOMENT_COLUMNS = frozenset(
    {
        "opened_s",
        "asked_s",
        "unanswered_since_s",
        "settled_s",
        "finally_settled_s",
        "reopened_s",
        "at_s",
        "known_until_s",
    }
)


def _how_made(review: Review) -> Iterator[tuple[str, Value]]:
    made = review.how_made
    yield "period", f"{review.period.start.isoformat()} to {review.period.end.isoformat()} (exclusive)"
    yield "time zone", review.period.zone
    for source in review.made.sources:
        yield f"source {source.name}", source.delivery
        yield f"source {source.name}, facts", source.facts
        yield f"source {source.name}, put aside", source.rejects
        yield f"source {source.name}, fresh to", source.freshest
    for note in (*made.guesses, *made.notes):
        yield "note", note
    for part in made.left_out:
        yield f"left out: {part.name}", f"{part.missing} {part.how}"
    for head, texts in (("missing", made.missing), ("put aside", made.aside)):
        for each in texts:
            yield head, each
    yield "how we count", made.colophon
