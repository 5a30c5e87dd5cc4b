"""How the conversations of a made-up month came: when, by which door, from whom, about what."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_up.chance import Chance, Columns, Numbers, Truths, flag, known, numbered, words
from benchmarks.made_up.desk import CATEGORIES, DAY, DOORWAYS, KINDS, MAIL, STANDINGS, STARTERS, WEEK
from unsung.ground.periods import Period

DAY_S = 86_400
MONDAY = 3
"""The weekday of the first of January 1970, counted from Monday as 0."""


@dataclass(frozen=True)
class Came:
    """Conversations in the order of opening, one entry each; `number` is that of the contact."""

    number: Numbers
    doorway: Numbers
    standing: Numbers
    started_by: Numbers
    opened_s: Numbers
    category: Numbers
    categorised: Truths

    def __len__(self) -> int:
        return len(self.number)

    @property
    def counted(self) -> Truths:
        """True for a contact, false for what is only counted apart."""
        return np.equal(self.standing, 0)

    def of(self, what: str) -> NDArray[np.float64]:
        """What its doorway says of each conversation."""
        return np.array([getattr(door, what) for door in DOORWAYS], np.float64)[self.doorway]


def came(chance: Chance, month: Period, first: int, n: int) -> Came:
    """n conversations opened in the month, numbered from `first`."""
    doorway = chance.number([door.share for door in DOORWAYS], n)
    apart = chance.number(DOORWAYS[MAIL].apart, n)
    return Came(
        number=np.arange(first, first + n),
        doorway=doorway,
        standing=np.where(doorway == MAIL, apart, 0),
        started_by=chance.number((0.965, 0.03, 0.005), n),
        opened_s=np.sort(_moments(chance, month, n)),
        category=chance.number([1 / (place + 2) for place in range(len(CATEGORIES))], n),
        categorised=chance.whether(0.85, n),
    )


def _moments(chance: Chance, month: Period, n: int) -> Numbers:
    day = chance.number([WEEK[day.weekday()] for day in month.days], n)
    hour = chance.number(DAY, n)
    return month.start_s + day * DAY_S + hour * 3600 + chance.random.integers(0, 3600, n)


def coming_columns(came: Came) -> Columns:
    """The columns of `contacts` that say when, by which door and about what."""
    day = came.opened_s // DAY_S
    weekday = (day + MONDAY) % 7
    return {
        "contact": came.number,
        "source": words(["mail", "telephone", "helpdesk"], came.doorway % 3),
        "external_id": numbered("case-", came.number),
        "desk": words(["front desk"], np.zeros(len(came), np.int64)),
        "channel": words([door.name for door in DOORWAYS], came.doorway),
        "standing": words(STANDINGS, came.standing),
        "started_by": words(STARTERS, came.started_by),
        "opened_s": came.opened_s,
        "opened_on": day,
        "opened_hour": came.opened_s // 3600 % 24,
        "opened_weekday": weekday,
        "working_day": flag(weekday < 5),
        "category": words(CATEGORIES, came.category, came.categorised),
    }


def customer_columns(chance: Chance, came: Came, customers: int) -> Columns:
    """The columns of `contacts` that say who it was; a few customers come often, most seldom."""
    n = len(came)
    who = (customers * chance.random.random(n) ** 2).astype(np.int64)
    named = chance.whether(0.9, n)
    issue = named & came.categorised & came.counted
    begins = chance.whether(0.88, n)
    return {
        "customer": numbered("c", who, named),
        "customer_kind": words(KINDS, who % len(KINDS), named & chance.whether(0.6, n)),
        "customer_new": flag(chance.whether(0.3, n), named),
        "issue_first": flag(begins, issue),
        "issue_answered": flag(chance.whether(0.96, n), issue & begins),
        "again_s": known(chance.seconds(20 * DAY_S, 1.6, n), issue & chance.whether(0.4, n)),
    }
