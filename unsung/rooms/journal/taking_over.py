"""An old log taken over: its lines tell of their own days, and say that they were written down today."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from unsung.ground import clock
from unsung.ground.kinds import tagged
from unsung.ground.line.parsed import Surroundings
from unsung.ground.line.reading import read
from unsung.ledger.queries.zones import desk_zone
from unsung.rooms.journal.names import named
from unsung.rooms.journal.old_logs import OldLine, OldLog, in_order
from unsung.rooms.journal.written import Written, version_of

OLD = UUID("7c0f6f43-5f7e-4f3a-9b39-3d1f7a0e2b11")
FIRST = 12
EVENING = time(23, 59)


@dataclass(frozen=True)
class Day:
    """A day of an old log with its first lines, as a look shows it."""

    date: date
    lines: list[OldLine]


def written(log: OldLog, tags: Sequence[str] = ()) -> list[Written]:
    """The lines as they are kept; the same log brought again gives the same lines, which are kept once."""
    zone, names, now, seen = desk_zone(), list(named()), clock.now(), Counter[tuple[date, str]]()
    made = []
    for old in in_order(log.lines):
        # Read as on the evening of its day: “yesterday” in it is the day before that.
        evening = datetime.combine(old.day, EVENING, ZoneInfo(zone))
        line = read(old.words, Surroundings(evening, names, tags))
        version = version_of(line, now, zone, tagged(line.tags))
        seen[old.day, old.words] += 1
        id = uuid5(OLD, f"{old.day} {seen[old.day, old.words]} {old.words}")
        made.append(Written(str(id), (replace(version, day=f"{line.day or old.day}"),)))
    return made


def more_than_shown(log: OldLog) -> int:
    """How many lines a look leaves out."""
    return max(0, len(log.lines) - FIRST)


def shown(log: OldLog) -> list[Day]:
    """The first lines, by day, for a look before they are kept."""
    days: dict[date, list[OldLine]] = {}
    for line in in_order(log.lines)[:FIRST]:
        days.setdefault(line.day, []).append(line)
    return [Day(day, lines) for day, lines in days.items()]


def told(new: int, log: OldLog) -> str:
    """What came of it, in a sentence or two."""
    known = len(log.lines) - new
    said = f"{_lines(new)} taken over, for you alone."
    if known:
        said += f" {_lines(known)} {'was' if known == 1 else 'were'} in your journal already."
    return said


def _lines(n: int) -> str:
    return "1 line" if n == 1 else f"{n:,} lines"
