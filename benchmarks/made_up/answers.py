"""What made-up customers said of how it was, and the contacts that a branch only counted."""

import numpy as np

from benchmarks.made_up.chance import Chance, Columns, flag, known, words
from benchmarks.made_up.coming import DAY_S, Came
from benchmarks.made_up.desk import CALL, DOORWAYS, WALKIN, ends_s
from unsung.ground.periods import Period

QUESTIONS = ("csat", "ces")
HIGHEST = np.array([5, 7])


def rating_columns(chance: Chance, came: Came) -> Columns:
    """The columns of `ratings`: one conversation in five is asked about, three of ten asked answer."""
    asked_s = came.opened_s + chance.seconds(1.5 * DAY_S, 0.7, len(came))
    case = np.flatnonzero(came.counted & chance.whether(0.2, len(came)) & (asked_s <= ends_s()))
    n = len(case)
    question = chance.number((0.8, 0.2), n)
    below = chance.number((0.62, 0.2, 0.07, 0.04, 0.07), n)
    answered = chance.whether(0.3, n)
    return {
        "contact": known(came.number[case], chance.whether(0.95, n)),
        "channel": words([door.name for door in DOORWAYS], came.doorway[case]),
        "question": words(QUESTIONS, question),
        "at_s": asked_s[case],
        "on": asked_s[case] // DAY_S,
        "answered": flag(answered),
        "score": known(HIGHEST[question] - below, answered),
        "low": np.ones(n, np.int64),
        "high": HIGHEST[question],
        "latest": flag(chance.whether(0.98, n)),
    }


def tally_columns(chance: Chance, month: Period) -> Columns:
    """The columns of `tallies`: a branch counts its calls and walk-ins by the half hour."""
    at_s = np.repeat(np.arange(month.start_s, month.end_s, 1800), 2)
    hour = at_s // 3600 % 24
    at_s = at_s[(hour >= 9) & (hour < 17)]
    return {
        "source": words(["branch"], np.zeros(len(at_s), np.int64)),
        "channel": words([door.name for door in DOORWAYS], np.tile([CALL, WALKIN], len(at_s) // 2)),
        "at_s": at_s,
        "on": at_s // DAY_S,
        "hour": at_s // 3600 % 24,
        "span_s": np.full(len(at_s), 1800),
        "count": chance.random.poisson(3.0, len(at_s)),
    }
