"""Hard days of a month, for their writer alone: the marks as they were set, and what helped beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from unsung.ground.kinds import KINDS
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.heat import cool
from unsung.rooms.journal.looking import Entry
from unsung.rooms.journal.reflections import TOOK, cost_of
from unsung.rooms.journal.written import Written

HOTTEST = 5
STEP_PX = 4
GAP_PX = 11
HELD_UP = "hold_up"
WHAT = {"well": "what went well", "helped": "what would have helped"}


@dataclass(frozen=True)
class Mark:
    """One mark of a day as a bar of the picture: how hard its writer called it, 1 to 5, and its place."""

    heat: int
    place: int

    @property
    def height(self) -> int:
        """Of the bar, in px."""
        return STEP_PX * self.heat

    @property
    def x(self) -> int:
        """Where the bar begins, in px."""
        return GAP_PX * self.place

    @property
    def y(self) -> int:
        """Where the bar begins from above, in px."""
        return STEP_PX * HOTTEST - self.height


@dataclass(frozen=True)
class Helped:
    """Something of that day that helped, or would have: the line, and what it is, in words."""

    entry: Entry
    what: str


@dataclass(frozen=True)
class HardDay:
    """A day with its marks in the order of the day, `run` the most of them with no unmarked line between."""

    date: date
    marks: Sequence[Mark]
    run: int
    cost: str
    helped: Sequence[Helped]

    @property
    def heats(self) -> str:
        """The marks in words: "4, 2 and 5"."""
        said = [str(mark.heat) for mark in self.marks]
        return " and ".join([*([", ".join(said[:-1])] if len(said) > 1 else []), *said[-1:]])

    @property
    def width(self) -> int:
        """Of the picture of its marks, in px."""
        return GAP_PX * len(self.marks)


def hard_days(mine: Open, month: date) -> list[HardDay]:
    """The days of a month that have a mark, or a note of what the day took; earliest first."""
    lines = list(reversed(mine.of_month(month, reflections=True)))
    every = (_day(day, list(those)) for day, those in groupby(lines, key=lambda each: each.now.happened))
    return [day for day in every if day.marks or day.cost]


def _day(day: date, lines: Sequence[Written]) -> HardDay:
    heats = [each.now.said["heat"] for each in lines if not each.now.asked]
    marks = [Mark(heat, place) for place, heat in enumerate(heat for heat in heats if heat is not None)]
    runs = [len(list(those)) for marked, those in groupby(heats, key=lambda heat: heat is not None) if marked]
    cost = next((cost_of(each.now).words for each in lines if each.now.asked == TOOK), "")
    return HardDay(day, marks, max(runs, default=0), cost, list(_helped(lines)))


def _helped(lines: Iterable[Written]) -> Iterable[Helped]:
    for each in lines:
        if what := _what(each):
            yield Helped(Entry(each), what)


def _what(line: Written) -> str:
    """What a line is where it is among those that helped; empty for all others."""
    if line.now.asked:
        return WHAT.get(line.now.asked, "")
    if line.now.said["type"] == "kudos":
        return "thanks"
    return KINDS[HELD_UP].name.lower() if HELD_UP in line.now.kinds else ""


def erase_heat(mine: Open, day: date) -> None:
    """Take every mark of heat out of every version, and what days took, for good; the seal holds."""
    for line in mine.every(reflections=True):
        if line.now.asked == TOOK:
            mine.erase(line.id, day)
        elif any(each.said["heat"] is not None for each in line.versions):
            mine.alter(line.id, cool)
