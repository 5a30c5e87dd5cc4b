"""How strongly an entry speaks: its letter, how long after the day it was written down, and since when."""

from itertools import takewhile

from unsung.publishing.publications.evidence import Gap, Grade
from unsung.rooms.journal.written import Version, Written

NOT_WORDS = frozenset({"recorded", "zone", "kinds"})
"""What may differ between versions that say the same."""
SOON_DAYS = 3


def standing(line: Written) -> tuple[Version, ...]:
    """The versions since which the line says what it says now, the earliest first: it holds since that one.

    A kind that was chosen or a conversation that was linked later does not make the words younger; a changed
    word, day or number of minutes does.
    """
    same = takewhile(lambda each: _says(each) == _says(line.now), reversed(line.versions))
    return tuple(reversed(list(same)))


def gap(version: Version) -> Gap:
    """How long after the day it tells of it was written down, by the writer's own clock."""
    days = abs((version.local.date() - version.happened).days)
    if not days:
        return "same day"
    return "within 3 days" if days <= SOON_DAYS else "later"


def grade(line: Written, confirmed: bool) -> Grade:
    """The letter of a line: the strongest that is so of it."""
    if line.now.case is not None:
        return "A"
    if confirmed:
        return "B"
    return "C" if gap(standing(line)[0]) == "same day" else "D"


def _says(version: Version) -> dict[str, object]:
    return {name: value for name, value in version.shown.items() if name not in NOT_WORDS}
