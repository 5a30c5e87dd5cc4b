"""Today as its writer kept it: time seen by a system and unsung, what was promised, and thanks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.looking import Entry
from unsung.rooms.journal.written import Written


@dataclass(frozen=True)
class Today:
    """One's day in brief: minutes of lines that belong to a conversation, and of the others."""

    seen: int
    unsung: int
    promises: Sequence[Entry]
    thanks: Sequence[Entry]

    @property
    def minutes(self) -> int:
        """Both together."""
        return self.seen + self.unsung

    @property
    def seen_width(self) -> str:
        """How wide the seen part of the bar is, in percent."""
        return f"{100 * self.seen / self.minutes if self.minutes else 0:.2f}%"

    @property
    def unsung_width(self) -> str:
        """How wide the unsung part is."""
        return f"{100 * self.unsung / self.minutes if self.minutes else 0:.2f}%"


def told_today(mine: Open, day: date) -> Today:
    """What the lines of a day tell."""
    lines = [each for each in reversed(mine.of_month(day.replace(day=1))) if each.now.happened == day]
    return Today(
        _minutes(each for each in lines if each.now.case is not None),
        _minutes(each for each in lines if each.now.case is None),
        [Entry(each) for each in lines if each.now.said["due"]],
        [Entry(each) for each in lines if each.now.said["type"] == "kudos"],
    )


def _minutes(lines: Iterable[Written]) -> int:
    return sum(each.now.said["minutes"] or 0 for each in lines)
