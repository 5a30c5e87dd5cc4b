"""Rows of a table in text, cut so that a stray quotation mark costs its own line and no other."""

import csv
import re
from collections.abc import Iterator

from unsung.intake.tables.dialect import DATED, Dialect, split

LONGEST = 2000
"""Lines one row may run over; a longer one is taken for a quotation mark that was never closed."""
RUN = re.compile(r"\w+")

Cut = tuple[int, list[str] | str]
"""Number of the first line, and the fields; or the line as it stands where it does not fit the header."""


class _Unclosed(Exception):
    """A row runs over more lines than any row does."""


class _Feed:
    """Lines handed to the reader one by one, which can be taken back when the row they made is no row."""

    def __init__(self, lines: Iterator[str], line: int) -> None:
        self.lines = lines
        self.line = line
        self.taken: list[str] = []
        self.back: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LONGEST:
            raise _Unclosed
        line = self.back.pop() if self.back else next(self.lines)
        self.taken.append(line)
        return line

    def done(self) -> None:
        """The lines taken made a row."""
        self.line += len(self.taken)
        self.taken.clear()

    def only_first(self) -> str:
        """The first line taken; the others go back, to be read anew."""
        first = self.taken[0]
        self.back.extend(reversed(self.taken[1:]))
        self.taken.clear()
        self.line += 1
        return first


def cut(lines: Iterator[str], dialect: Dialect, width: int, line: int = 1) -> Iterator[Cut]:
    """The rows of these lines, the first of which has this number; blank ones are left out.

    A row over several lines that does not fit the header is taken for a stray quotation mark: its first
    line is given as it stands and the others are read anew.
    """
    feed = _Feed(lines, line)
    reader = dialect.split(feed)
    while True:
        start = feed.line
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Unclosed):
            yield start, feed.only_first()
            reader = dialect.split(feed)
            continue
        if len(row) != width and len(row := _trimmed(row, width)) != width:
            if len(feed.taken) > 1:
                reader = dialect.split(feed)
            if row:
                yield start, feed.only_first()
            else:
                feed.done()
            continue
        if len(feed.taken) > 1 and _swallowed(row, feed.taken, dialect):
            yield start, feed.only_first()
            reader = dialect.split(feed)
            continue
        feed.done()
        yield start, row


def _swallowed(row: list[str], taken: list[str], dialect: Dialect) -> bool:
    # A quotation mark that is not closed takes the next row in up to its own first mark, and what follows
    # an opening mark is text: read by the book it closes nothing. That a row by the book has taken others
    # in is believed only where each of its lines is a row by itself; otherwise one dated line is enough.
    dated = {place: _form(cell) for place, cell in enumerate(row) if DATED.match(cell)}
    if _by_the_book(taken, dialect):
        return bool(dated) and all(_is_row(line, len(row), dated, dialect) for line in taken)
    return any(
        place < len(cells) and _form(cells[place]) == form
        for line in taken[1:]
        for cells in split([line], dialect)
        for place, form in dated.items()
    )


def _by_the_book(taken: list[str], dialect: Dialect) -> bool:
    """Whether every quotation mark that closes a field stands before a delimiter or the end of the line."""
    try:
        return len(list(dialect.split(taken, strict=True))) == 1
    except csv.Error:
        return False


def _is_row(line: str, width: int, dated: dict[int, str], dialect: Dialect) -> bool:
    # Marks count as letters here: which of them are stray is what is asked.
    cells = line.rstrip("\r\n").split(dialect.delimiter)
    return len(cells) == width and all(_form(cells[place]) == form for place, form in dated.items())


def _form(cell: str) -> str:
    """How a date is written: its signs, with every number and word alike."""
    return RUN.sub("9", cell.strip())


def _trimmed(row: list[str], width: int) -> list[str]:
    # Some exports end every line with a delimiter more than the header has.
    return row[:width] if len(row) > width and not any(row[width:]) else row
