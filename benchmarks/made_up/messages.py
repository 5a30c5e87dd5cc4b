"""What was written in made-up conversations: a customer's message, the desk's reply, and so on in turn."""

from dataclasses import dataclass

import numpy as np

from benchmarks.made_up.chance import Chance, Columns, Masked, Numbers, Truths, flag, known, words
from benchmarks.made_up.coming import DAY_S, MONDAY, Came
from benchmarks.made_up.desk import DOORWAYS, STANDINGS, ends_s

AUTHORS = ("customer", "desk", "machine")
MOST = 40


@dataclass(frozen=True)
class Written:
    """Messages by conversation and time, one entry each; `case` is the conversation's place in its month.

    `turn` counts from 0 in each conversation: customers have the even turns, replies the odd ones; what is
    only counted apart has one message, of a `machine`. `gap_s` is the time since the message before it.
    """

    case: Numbers
    turn: Numbers
    at_s: Numbers
    gap_s: Numbers
    machine: Truths
    cases: int

    @property
    def asks(self) -> Truths:
        """True for a message of the customer."""
        return ~self.reply & ~self.machine

    @property
    def reply(self) -> Truths:
        """True for a message of the desk."""
        return np.equal(self.turn % 2, 1)

    @property
    def first_reply(self) -> Truths:
        """True for the desk's first."""
        return np.equal(self.turn, 1)

    @property
    def last(self) -> Truths:
        """True for the last message of its conversation."""
        return np.append(self.case[1:] != self.case[:-1], True)

    def count(self, which: Truths) -> Numbers:
        """How many of these messages each conversation has."""
        return np.bincount(self.case[which], minlength=self.cases)

    def told(self, which: Truths, values: Numbers) -> Masked:
        """The value of the one such message of each conversation, where it has one."""
        found = np.zeros(self.cases, np.int64)
        found[self.case[which]] = values[which]
        return known(found, self.count(which) > 0)


def written(chance: Chance, came: Came) -> Written:
    """The messages that were sent until the records end."""
    turns = _turns(chance, came)
    case = np.repeat(np.arange(len(came)), turns)
    starts = np.cumsum(turns) - turns
    turn = np.arange(len(case)) - starts[case]
    gap = _gaps(chance, came, case, turn)
    passed = np.cumsum(gap)
    begun = (passed - gap)[starts[case]] if len(case) else passed
    at = came.opened_s[case] + passed - begun
    sent = at <= ends_s()
    machine = ~came.counted[case]
    return Written(case[sent], turn[sent], at[sent], gap[sent], machine[sent], len(came))


def _turns(chance: Chance, came: Came) -> Numbers:
    """How many messages each has: two an exchange, one fewer where the last is still unanswered."""
    writes = came.of("writes")
    exchanges = 1 + np.log(1 - chance.random.random(len(came))) // np.log(np.maximum(writes, 1e-9))
    unanswered = chance.whether(0.04, len(came))
    turns = np.minimum(2 * exchanges.astype(np.int64), MOST) - unanswered
    return np.where(writes > 0, np.where(came.counted, turns, 1), 0)


def _gaps(chance: Chance, came: Came, case: Numbers, turn: Numbers) -> Numbers:
    median = np.where(turn % 2 == 1, came.of("reply_s")[case], came.of("back_s")[case])
    return np.where(turn == 0, 0, chance.seconds(median, 1.3, len(case)))


def answer_columns(written: Written) -> Columns:
    """The columns of `contacts` that say how it was answered in writing."""
    asked, first = written.asks & (written.turn == 0), written.first_reply
    return {
        "messages_in": written.count(written.asks),
        "messages_out": written.count(written.reply),
        "asked_s": written.told(asked, written.at_s),
        "first_reply_s": written.told(first, written.gap_s),
        "first_reply_business_s": written.told(first, _business(written.gap_s)),
        "unanswered_since_s": written.told(written.last & written.asks, written.at_s),
    }


def _business(seconds: Numbers) -> Numbers:
    """About what is left of a wait when the nights and weekends are taken out."""
    return np.minimum(seconds, 1800 + seconds // 4)


def message_columns(chance: Chance, written: Written, came: Came) -> Columns:
    """The columns of `messages`; one reply in twenty after the first is a note that no customer sees."""
    n = len(written.case)
    public = ~written.reply | written.first_reply | chance.whether(0.95, n)
    ends_wait = written.reply & public
    day, hour = written.at_s // DAY_S, written.at_s // 3600 % 24
    closed = ((day + MONDAY) % 7 > 4) | (hour < 9) | (hour > 16)
    return {
        "contact": came.number[written.case],
        "channel": words([door.name for door in DOORWAYS], came.doorway[written.case]),
        "author": words(AUTHORS, written.reply + 2 * written.machine),
        "standing": words(STANDINGS, came.standing[written.case]),
        "public": flag(public),
        "at_s": written.at_s,
        "on": day,
        "outside_hours": flag(closed),
        "answers_s": known(written.gap_s, ends_wait),
        "answers_business_s": known(_business(written.gap_s), ends_wait),
        "first_reply": flag(written.first_reply),
    }
