"""A journal for the demo: its lines stand as if each had been written down at its own moment."""

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from unsung.ground.kinds import tagged
from unsung.ground.line.parsed import Surroundings
from unsung.ground.line.reading import read
from unsung.ledger.queries.zones import desk_zone
from unsung.rooms.journal import drawer
from unsung.rooms.journal.names import named
from unsung.rooms.journal.nightly import close_days
from unsung.rooms.journal.written import Written, version_of


def fill(person: int, lines: Iterable[tuple[datetime, str]]) -> None:
    """Keep invented lines in the journal of an invented person, and close the days that are over.

    For the demo alone: whoever keeps a line of their own cannot choose when it was written down.
    """
    mine, _ = drawer.opened_or_begun(person, 0)
    zone, names = desk_zone(), list(named())
    mine.put_all([_written(at, raw, zone, names) for at, raw in lines])
    close_days()


def _written(at: datetime, raw: str, zone: str, names: list[str]) -> Written:
    line = read(raw, Surroundings(at.astimezone(ZoneInfo(zone)), names))
    version = version_of(line, at, zone, tagged(line.tags))
    return Written(str(uuid5(NAMESPACE_URL, f"larkfield {at.isoformat()} {raw}")), (version,))
