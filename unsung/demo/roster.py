"""Who of the desk is there on a day, and who of them is free at a moment."""

from collections.abc import Sequence
from datetime import date, datetime
from random import Random

from unsung.demo.days import SpecialDays
from unsung.demo.larkfield import AWAY_DAY_REPS, FOUNDERS_REPS, LEAD, NEWCOMER, REPS


class Roster:
    """The people on each day of a month, drawn once, and until when each is on the telephone."""

    def __init__(self, rng: Random, special: SpecialDays, newcomer_since: date) -> None:
        self.rng, self.special, self.newcomer_since = rng, special, newcomer_since
        self.days: dict[date, tuple[str, ...]] = {}
        self.busy_until: dict[str, datetime] = {}

    def on(self, day: date) -> tuple[str, ...]:
        """Who is at the desk that day; on the two special days those who stayed behind."""
        if day not in self.days:
            self.days[day] = self.drawn(day)
        return self.days[day]

    def drawn(self, day: date) -> tuple[str, ...]:
        """Two stay for Founders' Day, four for the all-company day; else five or six, at times the lead."""
        if day == self.special.founders:
            return FOUNDERS_REPS
        if day == self.special.away:
            return AWAY_DAY_REPS
        team = [name for name in REPS if name != NEWCOMER or day >= self.newcomer_since]
        there = self.rng.sample(team, self.rng.choice((5, 6, 6)))
        return (*there, LEAD) if self.rng.random() < 0.12 else tuple(there)

    def anybody(self, at: datetime) -> str:
        """Somebody who is there that day."""
        return self.rng.choice(self.on(at.date()))

    def takes_call(self, answered: datetime, ended: datetime) -> str:
        """Somebody who is not on another call then; where all are, whoever is free first."""
        team: Sequence[str] = self.on(answered.date())
        free = [name for name in team if name not in self.busy_until or self.busy_until[name] <= answered]
        name = self.rng.choice(free) if free else min(team, key=lambda name: self.busy_until[name])
        self.busy_until[name] = ended
        return name
