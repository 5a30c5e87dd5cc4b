"""A page of rounds: those of the reader's desks on a day, and what was not done on the day before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from unsung.ground.visitor import Visitor
from unsung.ledger.models import Desk, Role, RoleName
from unsung.ledger.queries.desks import week_of
from unsung.ledger.queries.rounds import ItemOf, round_of
from unsung.ledger.queries.zones import desk_zone
from unsung.ledger.warehouse.calendars import opening_hours

NAMES = {"morning": "Morning round", "closing": "Closing round"}
A_DAY = timedelta(days=1)
LOOKED_BACK = 8 * A_DAY


@dataclass(frozen=True)
class Item:
    """An item as the page shows it to one reader."""

    of: ItemOf
    reader: int | None
    zone: str

    @property
    def state(self) -> Literal["open", "done", "skipped"]:
        """What became of it."""
        if self.of.check is None:
            return "open"
        return "skipped" if self.of.check.reason else "done"

    @property
    def mine(self) -> bool:
        """Whether the reader made the check, and so can take it back."""
        return self.of.check is not None and self.of.check.by == self.reader

    @property
    def at(self) -> str:
        """The time of day of the check, as the desk's clock showed it."""
        return f"{self.of.check.at.astimezone(ZoneInfo(self.zone)):%H:%M}" if self.of.check else ""

    @property
    def by(self) -> str:
        """Who made the check."""
        return (self.of.check.by_name if self.of.check else "") or "a colleague"


@dataclass(frozen=True)
class Round:
    """One round of a desk on a day; `left` are the words of what was not done on the day before."""

    desk: int
    desk_name: str
    which: str
    items: Sequence[Item]
    left: Sequence[str]
    before: date
    leads: bool

    @property
    def name(self) -> str:
        """What it is called."""
        return NAMES[self.which]

    @property
    def open(self) -> int:
        """How many items are open."""
        return sum(item.state == "open" for item in self.items)


def desks_for(reader: Visitor) -> list[Desk]:
    """The desks whose rounds this reader sees, by name; who looks in another's place sees those of both."""
    numbers = reader.desks & reader.looker.desks if reader.looker else reader.desks
    return list(Desk.objects.filter(pk__in=numbers).select_related("calendar").order_by("name"))


def leads(reader: Visitor, desk: int) -> bool:
    """Whether this reader leads a desk."""
    held = Role.objects.filter(person=reader.person, role=RoleName.LEAD, desk=desk)
    return reader.looker is None and held.exists()


def rounds_for(reader: Visitor, day: date) -> list[Round]:
    """The rounds of the reader's desks on a day, the morning's first."""
    return [_round(desk, which, day, reader) for desk in desks_for(reader) for which in NAMES]


def _round(desk: Desk, which: str, day: date, reader: Visitor) -> Round:
    before = day_before(desk, day)
    zone = desk_zone()
    items = [Item(each, reader.person, zone) for each in round_of(desk.pk, which, day)]
    left = [each.words for each in round_of(desk.pk, which, before) if each.check is None]
    return Round(desk.pk, desk.name, which, items, left, before, leads(reader, desk.pk))


def day_before(desk: Desk, day: date) -> date:
    """The last day before this on which the desk was open; without hours, the last weekday."""
    hours = opening_hours(week_of(desk), (day.year - 1, day.year))
    if hours and (days := hours.open_days(day - LOOKED_BACK, day)):
        return days[-1]
    return next(each for each in _backwards(day) if each.weekday() < 5)


def _backwards(day: date) -> Iterable[date]:
    return (day - n * A_DAY for n in range(1, 8))
