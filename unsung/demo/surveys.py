"""The satisfaction survey of the demo: who was asked, who answered, with what score and words."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from unsung.demo.allotment import CLAIMS, LAPSED, draw
from unsung.demo.composing import gaps_of
from unsung.demo.conversations import Conversation, Month
from unsung.demo.larkfield import ZONE
from unsung.demo.moments import lognormal
from unsung.demo.plan import apportion
from unsung.demo.slips import typed
from unsung.demo.wording import phrases
from unsung.ground.periods import month_of

COLUMNS = ("id", "conversation", "channel", "asked_at", "answered_at", "score", "words")
ASKED, ANSWERED, SATISFIED = 1083 / 2614, 312 / 1083, 259 / 312
HIGH, LOW = (0.6, 0.4), (0.5, 0.28, 0.22)
WITH_WORDS = 0.45


@dataclass(frozen=True)
class Asking:
    """One asking; `score` is None where nobody answered."""

    about: Conversation
    asked: datetime
    answered: datetime | None = None
    score: int | None = None
    words: str = ""


def write_surveys(path: Path, months: Iterable[Month], seed: int) -> int:
    """Writes one line an asking with a head line; gives their number. Times carry their offset."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(COLUMNS)
        for month in months:
            for number, asking in enumerate(askings(month, seed), start=1):
                lines.writerow(as_row(asking, f"S{month.plan.first:%y%m}-{number:04}"))
                count += 1
    return count


def as_row(asking: Asking, number: str) -> list[str | int]:
    """The fields of one asking in the order of COLUMNS."""
    return [
        number,
        asking.about.reference,
        asking.about.channel,
        asking.asked.isoformat(),
        asking.answered.isoformat() if asking.answered else "",
        "" if asking.score is None else asking.score,
        asking.words,
    ]


def askings(month: Month, seed: int) -> Iterator[Asking]:
    """Whom the month's survey asked, in order of time; asked and answered within the month."""
    rng = Random(f"larkfield survey {seed} {month.plan.label}")
    end = datetime.combine(month_of(month.plan.first).end, time(), ZoneInfo(ZONE))
    fit = [each for each in month.conversations if each.rep and over(each) < end - timedelta(hours=4)]
    asked = rng.sample(fit, round(month.plan.total * ASKED))
    answered = round(len(asked) * ANSWERED)
    scores = scores_of(asked[:answered], month.plan.back, rng)
    found = [answer(each, score, end, rng) for each, score in zip(asked, scores, strict=False)]
    found += [Asking(each, asked_at(each, rng)) for each in asked[answered:]]
    return iter(sorted(found, key=lambda asking: (asking.asked, asking.about.reference)))


def over(each: Conversation) -> datetime:
    """When it was time to ask."""
    return each.ended or each.first_reply or each.opened


def asked_at(each: Conversation, rng: Random) -> datetime:
    """Some minutes to some hours after the conversation."""
    return over(each) + timedelta(seconds=rng.randrange(600, 10800))


def scores_of(answering: list[Conversation], back: int, rng: Random) -> list[int]:
    """A score for each who answered: the month's share of fours and fives, the rest where it went badly."""
    share = SATISFIED if back == 0 else rng.uniform(0.798, 0.814)
    happy = round(len(answering) * share)
    places = range(len(answering))
    trouble = [2.5 if each.topic in (LAPSED, CLAIMS) else 1.0 for each in answering]
    low = draw(rng, places, len(answering) - happy, trouble)
    scores = dict.fromkeys(places, 0) | dict(zip(low, dealt(len(low), (3, 2, 1), LOW), strict=True))
    high = [n for n in places if not scores[n]]
    scores |= dict(zip(high, shuffled(dealt(happy, (5, 4), HIGH), rng), strict=True))
    return [scores[n] for n in places]


def dealt(count: int, values: tuple[int, ...], weights: tuple[float, ...]) -> list[int]:
    """The values as often as their weights say, one after the other."""
    return [
        value for value, times in zip(values, apportion(count, weights), strict=True) for _ in range(times)
    ]


def shuffled(values: list[int], rng: Random) -> list[int]:
    """The values in an order of chance."""
    rng.shuffle(values)
    return values


def answer(each: Conversation, score: int, end: datetime, rng: Random) -> Asking:
    """An answered survey, some with words that fit the score."""
    asked = asked_at(each, rng)
    answered = asked + timedelta(seconds=round(max(60, lognormal(rng, 9000, 1.1))))
    if answered >= end:
        answered = asked + timedelta(seconds=round((end - asked).total_seconds() * rng.uniform(0.1, 0.9)))
    words = words_for(each, score, rng) if rng.random() < WITH_WORDS else ""
    return Asking(each, asked, answered, score, words)


def words_for(each: Conversation, score: int, rng: Random) -> str:
    """A remark or two in the customer's own typing."""
    mood = "happy" if score > 3 else "middling" if score == 3 else "unhappy"
    gaps = gaps_of(each, rng)
    said = rng.sample(phrases("surveys", mood), 2 if rng.random() < 0.4 else 1)
    return typed(" ".join(gaps.fill(line) for line in said), each.customer.care, rng)
