"""How made-up conversations ended: settled, opened again, passed on, and how calls ran."""

from dataclasses import dataclass

import numpy as np

from benchmarks.made_up.chance import Chance, Columns, Numbers, Truths, flag, known, words
from benchmarks.made_up.coming import DAY_S, Came
from benchmarks.made_up.desk import CALL, CATEGORIES, DOORWAYS, TEAMS, WALKIN, ends_s


@dataclass(frozen=True)
class Settled:
    """When each conversation was settled, opened again and settled for good, in seconds since 1970 UTC.

    `stated` where its states are known; the other three say until which of them it has come.
    """

    stated: Truths
    first_s: Numbers
    again_s: Numbers
    finally_s: Numbers
    once: Truths
    reopened: Truths
    twice: Truths


def settled(chance: Chance, came: Came) -> Settled:
    """What became of each until the records end: one in fifty is never settled, one in sixteen comes back."""
    n, end = len(came), ends_s()
    first = came.opened_s + chance.seconds(came.of("settle_s"), 1.7, n)
    again = first + chance.seconds(3.0 * DAY_S, 1.2, n)
    final = again + chance.seconds(came.of("settle_s"), 1.5, n)
    stated = came.counted & (chance.random.random(n) < came.of("stated"))
    once = stated & (first <= end) & chance.whether(0.98, n)
    reopened = once & (again <= end) & chance.whether(0.06, n)
    return Settled(stated, first, again, final, once, reopened, reopened & (final <= end))


def settled_columns(settled: Settled, came: Came) -> Columns:
    """The columns of `contacts` that say how it was settled."""
    once, reopened, twice = settled.once, settled.reopened, settled.twice
    first, second = settled.first_s - came.opened_s, settled.finally_s - settled.again_s
    for_good = np.where(reopened, settled.finally_s, settled.first_s)
    return {
        "has_states": flag(settled.stated),
        "settled_s": known(settled.first_s, once),
        "finally_settled_s": known(for_good, np.where(reopened, twice, once)),
        "open_time_s": known(np.where(once, first, 0) + np.where(twice, second, 0), settled.stated),
        "reopens": known(reopened.astype(np.int64), settled.stated),
        "reopened_s": known(settled.again_s, reopened),
    }


def team_columns(chance: Chance, came: Came) -> Columns:
    """The columns of `contacts` that say who held it."""
    n, told = len(came), came.counted & chance.whether(0.5, len(came))
    return {
        "moves": known(chance.number((0.8, 0.15, 0.04, 0.01), n), told),
        "first_team": words(TEAMS, came.category % len(TEAMS), told),
    }


def call_columns(chance: Chance, came: Came) -> Columns:
    """The columns of `contacts` that say how a call ran."""
    n, call = len(came), came.doorway == CALL
    queued = chance.seconds(14, 1.2, n)
    abandoned = call & (queued > chance.seconds(160, 0.9, n))
    answered = call & ~abandoned
    talked = answered & chance.whether(0.97, n)
    walked_in = came.doorway == WALKIN
    return {
        "on_the_spot": flag(answered | walked_in, call | walked_in),
        "queued_s": known(queued, call & chance.whether(0.96, n)),
        "answered": flag(answered, call),
        "abandoned": flag(abandoned, call),
        "talk_s": known(chance.seconds(230, 0.8, n), talked),
        "hold_s": known(chance.seconds(20, 1.2, n), talked & chance.whether(0.7, n)),
        "after_s": known(chance.seconds(45, 0.9, n), talked & chance.whether(0.8, n)),
        "transferred": flag(chance.whether(0.07, n), answered),
    }


def episode_columns(settled: Settled, came: Came) -> Columns:
    """The columns of `episodes`: each time a conversation was open."""
    first, second = np.flatnonzero(settled.stated), np.flatnonzero(settled.reopened)
    case = np.concatenate([first, second])
    ended_s = np.concatenate([settled.first_s[first], settled.finally_s[second]])
    ended = np.concatenate([settled.once[first], settled.twice[second]])
    return {
        "contact": came.number[case],
        "channel": words([door.name for door in DOORWAYS], came.doorway[case]),
        "category": words(CATEGORIES, came.category[case], came.categorised[case]),
        "number": np.repeat([1, 2], [len(first), len(second)]),
        "started_s": np.concatenate([came.opened_s[first], settled.again_s[second]]),
        "ended_s": known(ended_s, ended),
    }
