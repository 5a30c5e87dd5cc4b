"""A page of what is told: lines by the day they tell of, as one reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from unsung.ground.kinds import KINDS
from unsung.ground.visitor import Visitor
from unsung.ledger.queries.shared_lines import AT_ONCE, LineRead, Place, lines_for

FOR = {"lead": "for the lead", "team": "for the team", "all": "offered to the review"}


@dataclass(frozen=True)
class Line:
    """A line as the page shows it."""

    told: LineRead

    @property
    def number(self) -> int:
        """What its forms name it by."""
        return self.told.place.number

    @property
    def by(self) -> str:
        """Who wrote it, as it is shown."""
        if self.told.mine:
            return "You"
        return self.told.by or f"A colleague at the {self.told.desk}"

    @property
    def late(self) -> bool:
        """Whether it was written down on another day than the one it tells of."""
        return self.told.written != self.told.place.happened

    @property
    def kinds(self) -> list[str]:
        """The kinds of work it belongs to, in words."""
        return [KINDS[kind].name for kind in self.told.kinds if kind in KINDS]

    @property
    def whom(self) -> str:
        """Whom it is for."""
        return FOR[self.told.audience]

    @property
    def ticks(self) -> bool:
        """Whether its reader can say that it was read."""
        return not self.told.mine and self.told.audience != "all"


@dataclass(frozen=True)
class Day:
    """A day with the lines that tell of it."""

    date: date
    lines: Sequence[Line]


@dataclass(frozen=True)
class Page:
    """A page of what is told; `here` is the place it begins behind, `older` the one the next does."""

    days: Sequence[Day]
    here: Place | None
    older: Place | None


def page(reader: Visitor, before: Place | None) -> Page:
    """The lines for a reader from behind a place."""
    found = lines_for(reader, before, AT_ONCE + 1)
    shown = [Line(each) for each in found[:AT_ONCE]]
    days = [Day(day, list(those)) for day, those in groupby(shown, key=lambda line: line.told.place.happened)]
    older = shown[-1].told.place if len(found) > AT_ONCE else None
    return Page(days, before, older)
