"""What each conversation of a month is about and from whom, so that every sum is the plan's exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from random import Random

from unsung.demo.days import LETTERS, Slot, SpecialDays
from unsung.demo.plan import KINDS, TOPICS, MonthPlan, apportion

BILLING, CLAIMS, CHANGES, LAPSED, QUOTES, PAPERS, ONLINE, VISITS = TOPICS
POLICYHOLDERS, AGENTS, COLLEAGUES, NEW = KINDS
LETTER_LAPSED_SHARE = 43 / 148

CHANNEL_LIKING = {
    ONLINE: {"chat": 3.0, "mail": 1.2, "call": 1.0, "walkin": 0.3},
    VISITS: {"walkin": 3.0, "call": 1.0, "mail": 0.7, "chat": 0.5},
    PAPERS: {"walkin": 1.6, "mail": 1.4, "call": 0.8, "chat": 0.8},
    QUOTES: {"walkin": 1.2, "mail": 0.9, "call": 1.1, "chat": 1.2},
    LAPSED: {"walkin": 1.4, "call": 1.3, "mail": 0.8, "chat": 0.7},
    CLAIMS: {"call": 1.1, "mail": 1.2, "chat": 0.7, "walkin": 0.9},
    CHANGES: {"call": 0.9, "mail": 1.1, "chat": 1.1, "walkin": 1.0},
}

KIND_LIKING = {
    NEW: {QUOTES: 30.0, VISITS: 5.0, ONLINE: 1.5},
    COLLEAGUES: {BILLING: 1.0, CLAIMS: 1.2, CHANGES: 0.9, PAPERS: 1.0, ONLINE: 1.0, VISITS: 4.0},
    AGENTS: {
        BILLING: 1.0,
        CLAIMS: 1.1,
        CHANGES: 1.2,
        LAPSED: 0.9,
        QUOTES: 1.6,
        PAPERS: 1.5,
        ONLINE: 0.8,
        VISITS: 0.2,
    },
}


@dataclass(frozen=True)
class Allotted:
    """A slot with its topic and kind of customer; `letter` marks the wrong letter's."""

    slot: Slot
    topic: str
    kind: str
    letter: bool


def allot(plan: MonthPlan, slots: Sequence[Slot], special: SpecialDays, rng: Random) -> list[Allotted]:
    """Every slot with a topic and a kind, in the order of the slots."""
    letters = letter_topics(plan, slots, special, rng)
    topics = deal_topics(plan, slots, letters, rng)
    kinds = deal_kinds(plan, topics, letters, rng)
    return [
        Allotted(slot, topics[n], kinds.get(n, POLICYHOLDERS), n in letters) for n, slot in enumerate(slots)
    ]


def draw(rng: Random, among: Sequence[int], count: int, liking: Sequence[float]) -> list[int]:
    """`count` of the numbers without repeats, the better liked the likelier; a liking of 0 comes last.

    Weighted sampling by keys of Efraimidis and Spirakis (2006): the largest log(u)/w win.
    """
    keyed = [(log(rng.random()) / max(like, 1e-9), n) for n, like in zip(among, liking, strict=True)]
    return [n for _, n in sorted(keyed, reverse=True)[:count]]


def letter_topics(
    plan: MonthPlan, slots: Sequence[Slot], special: SpecialDays, rng: Random
) -> dict[int, str]:
    """Which slots are about the wrong letter: first questions about the payment, later about lapsed cover."""
    chosen: list[int] = []
    for day, count in zip(special.letter, LETTERS, strict=False):
        among = [n for n, slot in enumerate(slots) if slot.day == day]
        chosen += draw(rng, among, count * plan.scale, [1.0] * len(among))
    later = [1.0 if slots[n].day in special.letter[:2] else 4.0 for n in chosen]
    lapsed = draw(rng, chosen, round(len(chosen) * LETTER_LAPSED_SHARE), later)
    return dict.fromkeys(chosen, BILLING) | dict.fromkeys(lapsed, LAPSED)


def deal_topics(
    plan: MonthPlan, slots: Sequence[Slot], letters: dict[int, str], rng: Random
) -> dict[int, str]:
    """A topic for each slot: the particular ones choose their channels first, billing takes the rest."""
    topics = dict(letters)
    taken = list(letters.values())
    free = [n for n in range(len(slots)) if n not in topics]
    for topic in reversed(TOPICS):
        count = plan.topics[TOPICS.index(topic)] - taken.count(topic)
        liking = CHANNEL_LIKING.get(topic, {})
        chosen = draw(rng, free, count, [liking.get(slots[n].channel, 1.0) for n in free])
        topics |= dict.fromkeys(chosen, topic)
        free = [n for n in free if n not in topics]
    return topics


def deal_kinds(
    plan: MonthPlan, topics: dict[int, str], letters: dict[int, str], rng: Random
) -> dict[int, str]:
    """A kind for each slot that is no policyholder's; of those with the letter a few are brokers."""
    brokers = apportion(len(letters), (11, 1))[1] if letters else 0
    kinds = dict.fromkeys(draw(rng, list(letters), brokers, [1.0] * len(letters)), AGENTS)
    free = [n for n in sorted(topics) if n not in letters]
    for kind in (NEW, COLLEAGUES, AGENTS):
        count = plan.kinds[KINDS.index(kind)] - (brokers if kind == AGENTS else 0)
        chosen = draw(rng, free, count, [KIND_LIKING[kind].get(topics[n], 0.0) for n in free])
        kinds |= dict.fromkeys(chosen, kind)
        free = [n for n in free if n not in kinds]
    return kinds
