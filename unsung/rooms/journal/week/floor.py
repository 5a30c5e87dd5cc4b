"""The desk's floor as its people read it: hours by family, and on how many of the days there is a line."""

from dataclasses import dataclass
from datetime import date

from unsung.ground.kinds import FAMILIES
from unsung.ground.visitor import Visitor
from unsung.ledger.queries.floors import latest_floor
from unsung.measures.unsung_work import journal_coverage
from unsung.publishing import words

REST = "Everything else together"
COUNTED_BELOW = 30
"""Of fewer days no share is told."""


@dataclass(frozen=True)
class FloorShown:
    """The latest floor of a desk: its month, minutes by family in words, all together, and its coverage."""

    desk: str
    month: date
    families: list[tuple[str, int]]
    days: str

    @property
    def minutes(self) -> int:
        """All of it."""
        return sum(spent for _, spent in self.families)


def floor_for(reader: Visitor) -> FloorShown | None:
    """The latest floor of the reader's desks; None where there is none."""
    laid = latest_floor(reader.desks)
    if laid is None:
        return None
    rows = [(FAMILIES.get(family, REST), int(spent)) for family, spent in laid.minutes.items()]
    rows.sort(key=lambda row: (row[0] == REST, -row[1]))
    return FloorShown(str(laid.desk), laid.month, rows, _days(laid.days, laid.worked))


def _days(days: int, worked: int) -> str:
    said = f"{words.count(days)} of {words.count(worked)} days"
    found = journal_coverage(days, worked)
    if worked < COUNTED_BELOW or found.share is None or found.interval is None:
        return said
    low, high = (words.hundred(end) for end in found.interval)
    return f"{said}, {words.hundred(found.share)} in 100 ({low} to {high})"
