"""The year book: a year of one's own lines, month by month, to print and keep."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.looking import Day, days
from unsung.rooms.journal.written import Written


@dataclass(frozen=True)
class Chapter:
    """A month of the book, its days in order, the lines of each in order."""

    month: date
    days: Sequence[Day]


@dataclass(frozen=True)
class Book:
    """A year's lines by month; `proud` where it holds those with a star alone."""

    year: int
    proud: bool
    chapters: Sequence[Chapter]

    @property
    def lines(self) -> int:
        """How many lines it holds."""
        return sum(len(day.entries) for chapter in self.chapters for day in chapter.days)


def years(mine: Open) -> list[int]:
    """The years of which there are lines, the latest first."""
    return sorted({month.year for month in mine.months()}, reverse=True)


def book(mine: Open, year: int, proud: bool = False) -> Book:
    """The lines of a year, all or those with a star; those that were erased are in none."""
    months = sorted(month for month in mine.months() if month.year == year)
    lines = [line for month in months for line in _kept(mine.of_month(month), proud)]
    chapters = groupby(days(_by_time(lines)), key=lambda day: day.date.replace(day=1))
    return Book(year, proud, [Chapter(month, list(those)) for month, those in chapters])


def _kept(lines: Iterable[Written], proud: bool) -> list[Written]:
    return [line for line in lines if line.now.said["star"] or not proud]


def _by_time(lines: Iterable[Written]) -> list[Written]:
    return sorted(lines, key=lambda line: (line.now.day, line.now.at, line.now.recorded))
