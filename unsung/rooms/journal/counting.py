"""Counting minutes and not words: who switched it on stays with each writer; five or more make a floor."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unsung.ground.kinds import KINDS
from unsung.ground.periods import next_month
from unsung.ledger.actions.floors import lay_floor
from unsung.ledger.models import Role, RoleName
from unsung.ledger.queries.desks import desk, week_of
from unsung.ledger.queries.floors import has_floor
from unsung.ledger.queries.zones import today
from unsung.ledger.warehouse.calendars import opening_hours
from unsung.measures.unsung_work import (
    FEWEST_WRITERS,
    HOUR_MIN,
    Written,
    invisible_hours,
    minutes_by_kind,
)
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.nightly import all_open
from unsung.rooms.journal.written import Version

SINCE = "counts"
LAID_FROM = 3
"""The day of the month from which the month before is summed up: what was written late is in it."""
REST = "rest"
"""Under which families stand that are shown only together, and lines of no kind."""
QUARTER_MIN = 15


def counts_since(mine: Open) -> date | None:
    """Since which day this writer lets minutes be counted; None where the switch is off."""
    since = mine.notes().get(SINCE)
    return date.fromisoformat(since[0]) if since else None


def switch(mine: Open, on: bool) -> None:
    """Let minutes be counted from today on, or no more; lines of earlier days are never counted."""
    if on != (counts_since(mine) is not None):
        mine.note_only(SINCE, [today().isoformat()] if on else [])


def lay_floors() -> None:
    """Sum up the month before, desk by desk, where five or more writers of a desk let minutes be counted."""
    day = today()
    month = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
    if day.day < LAID_FROM:
        return
    for at, writers in _counting(month).items():
        if not has_floor(at, month):
            _lay(at, month, writers)


@dataclass(frozen=True)
class _Writer:
    """What is counted of one writer's month: versions of its lines, and the days that were worked."""

    versions: list[Version]
    worked: int


def _counting(month: date) -> dict[int, list[_Writer]]:
    """By desk the writers who let minutes be counted in this month."""
    at = dict(Role.objects.filter(role=RoleName.MEMBER).order_by("-desk").values_list("person", "desk"))
    found: dict[int, list[_Writer]] = defaultdict(list)
    for mine in all_open():
        since, place = counts_since(mine), at.get(mine.row.person_id)
        if place and since and since < next_month(month):
            found[place].append(_writer(mine, month, max(since, month)))
    return found


def _writer(mine: Open, month: date, since: date) -> _Writer:
    lines = (line.now for line in mine.of_month(month))
    versions = [each for each in lines if each.happened >= since and each.case is None]
    days = {each.happened for each in versions}
    return _Writer(versions, len(days | _open_days(since, next_month(month))))


def _open_days(start: date, end: date) -> set[date]:
    hours = opening_hours(week_of(desk()), range(start.year, end.year + 1))
    every = [start + timedelta(days=n) for n in range((end - start).days)]
    return set(hours.open_days(start, end)) if hours else {day for day in every if day.weekday() < 5}


def _lay(at: int, month: date, writers: Sequence[_Writer]) -> None:
    own = [_by_family(one.versions) for one in writers]
    if _behind(own, {family for each in own for family in each}) < FEWEST_WRITERS:
        return
    alone, rest = parted(own)
    minutes = {family: _quarters(own, [family]) for family in alone}
    minutes |= {REST: _quarters(own, rest)} if rest else {}
    days = sum(len({each.happened for each in one.versions}) for one in writers)
    lay_floor(at, month, minutes, days, sum(one.worked for one in writers))


def _by_family(versions: Iterable[Version]) -> dict[str, float]:
    written = [Written(each.said["minutes"], tuple(each.kinds)) for each in versions]
    families = {kind.id: kind.family for kind in KINDS.values()}
    hours = invisible_hours(minutes_by_kind(written), families).by_family
    return {family or REST: HOUR_MIN * spent for family, spent in hours.items() if spent}


def parted(own: Sequence[Mapping[str, float]]) -> tuple[list[str], list[str]]:
    """Which families stand by themselves, the largest first, and which only together as the rest.

    `own` gives each writer's minutes by family. Behind each sum are five writers: a family with fewer goes
    into the rest, and where too few are behind the rest the next smallest joins it (complementary
    suppression, as totals would else give the hidden sum away).
    """
    sums = {family: _minutes(own, [family]) for each in own for family in each}
    alone = sorted(sums, key=lambda family: (-sums[family], family))
    rest = [family for family in alone if family == REST or _behind(own, [family]) < FEWEST_WRITERS]
    alone = [family for family in alone if family not in rest]
    while rest and alone and _behind(own, rest) < FEWEST_WRITERS:
        rest.append(alone.pop())
    return alone, rest


def _behind(own: Iterable[Mapping[str, float]], families: Collection[str]) -> int:
    return sum(any(each.get(family) for family in families) for each in own)


def _minutes(own: Iterable[Mapping[str, float]], families: Collection[str]) -> float:
    return sum(each.get(family, 0) for each in own for family in families)


def _quarters(own: Iterable[Mapping[str, float]], families: Collection[str]) -> int:
    return QUARTER_MIN * round(_minutes(own, families) / QUARTER_MIN)
