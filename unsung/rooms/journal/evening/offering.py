"""Whether closing the day, or the check-in of a Friday, is offered: quietly, and to nobody who said no."""

from dataclasses import dataclass
from datetime import time

from unsung.measures.weeks import monday_of
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.reflections import CHECK_IN, EVENING, answers, at_desk

OFFERED_FROM = time(15, 45)
FRIDAY = 4
UNASKED = "unasked"
"""Under which a drawer notes that nothing of this is to be offered any more."""


@dataclass(frozen=True)
class Offer:
    """What is offered now: to close the day, to check in at the end of the week; `asks` is the switch."""

    day: bool = False
    week: bool = False
    asks: bool = True

    @property
    def any(self) -> bool:
        """Whether anything is."""
        return self.day or self.week


def asks(mine: Open | None) -> bool:
    """Whether this writer may be offered to reflect."""
    return mine is None or not mine.notes().get(UNASKED)


def offered(mine: Open | None) -> Offer:
    """What is offered at this moment; what was answered today, or this Friday, is not offered again."""
    now = at_desk()
    if not asks(mine):
        return Offer(asks=False)
    if now.time() < OFFERED_FROM:
        return Offer()
    friday = now.weekday() == FRIDAY
    if mine is None:
        return Offer(day=True, week=friday)
    closed = answers(mine, now.date(), EVENING)
    checked = friday and answers(mine, monday_of(now.date()), CHECK_IN)
    return Offer(day=not closed, week=friday and not checked)
