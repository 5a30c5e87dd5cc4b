"""What the systems saw in a week: the desk's conversations by channel, and what customers came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from unsung.ground.home import home
from unsung.ground.problems import Problem
from unsung.ledger.queries.reach import newest_rows
from unsung.measures.connect import connect
from unsung.measures.weeks import Week, WeekCount, week
from unsung.publishing import words
from unsung.publishing.material import CHANNEL_NAMES
from unsung.publishing.publications.weekly import Reason, Seen

WORKDAYS = 5


@dataclass(frozen=True)
class SeenByAll:
    """What stands in a summary of the systems, and how it is told where it came from."""

    channels: Sequence[Seen] = ()
    reasons: Sequence[Reason] = ()
    sources: Sequence[str] = ()


def seen_in(monday: date, zone: str, yesterday: date) -> SeenByAll:
    """What is on record of a week; a source that had stopped before is told with a question mark."""
    if not any(newest_rows().values()):
        return SeenByAll(
            sources=["No system’s records are in Unsung, so it tells only of what was written down."]
        )
    try:
        found = week(connect(home().tables, settings.ENGINE), monday, zone)
    except Problem as problem:
        return SeenByAll(sources=[f"What the systems saw could not be had. {problem.what}"])
    until = _last_workday(monday, yesterday)
    channels = [_seen(each, monday, until) for each in found.channels]
    reasons = [Reason(*each) for each in found.reasons]
    return SeenByAll(channels, reasons, _sources(found, until))


def _last_workday(monday: date, yesterday: date) -> date:
    """The last weekday of the week that is over: until then a source ought to tell of it."""
    return min(monday + timedelta(days=WORKDAYS - 1), yesterday)


def _seen(of: WeekCount, monday: date, until: date) -> Seen:
    name = CHANNEL_NAMES[of.channel]
    if of.last is None or of.last >= until:
        return Seen(name, of.n, of.low, of.high)
    why = f"on record until {words.day(of.last)}"
    return Seen(name, None, why=why) if of.last < monday else Seen(name, of.n, why=why)


def _sources(found: Week, until: date) -> list[str]:
    if not found.channels:
        return ["The systems’ records hold nothing of this week or the weeks before it."]
    late = [CHANNEL_NAMES[each.channel].lower() for each in found.channels if each.last and each.last < until]
    if late:
        return [f"Of {', '.join(late)} the records stop before the week does."]
    return ["The systems’ records reach to the end of the week."]
