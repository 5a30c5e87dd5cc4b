"""Choosing lines for a claim: those of the period, the starred first, found by words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from unsung.ground.periods import next_month
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.evidence.packs import Pack
from unsung.rooms.journal.looking import Entry, found, wanted
from unsung.rooms.journal.written import Written

MOST = 60
"""How many lines are offered at once; words find the others."""


@dataclass(frozen=True)
class Offered:
    """A line that may be chosen, and whether it is."""

    entry: Entry
    chosen: bool


def of_period(mine: Open, pack: Pack) -> list[Written]:
    """The lines of the pack's period, the latest first."""
    lines = (line for month in _months(mine, pack) for line in mine.of_month(month))
    return [line for line in lines if pack.first <= line.now.day <= pack.last]


def offered(
    lines: Collection[Written], chosen: Collection[str], words: str, kudos: bool = False
) -> tuple[list[Offered], bool]:
    """The chosen ones, then those proud of or, for thanks, those that tell of thanks, then the others.

    `words` must all be in a line that is not chosen. Beside them whether there are more than are shown.
    """
    picked = [line for line in lines if line.id in chosen]
    others = found([line for line in lines if line.id not in chosen], wanted(words))
    first = sorted(others, key=lambda line: not _first(line, kudos))
    shown = [*picked, *first[:MOST]]
    return [Offered(Entry(line), line.id in chosen) for line in shown], len(first) > MOST


def _first(line: Written, kudos: bool) -> bool:
    return line.now.said["type"] == "kudos" if kudos else bool(line.now.said["star"])


def _months(mine: Open, pack: Pack) -> Iterator[date]:
    for month in mine.months():
        if month <= pack.end and next_month(month) > pack.start:
            yield month
