"""The conversations of the demo desk, month by month: who, when, how, about what, and how soon answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from unsung.demo.allotment import Allotted, allot
from unsung.demo.answering import Answer, answer_calls, answer_chats, answer_mails, answer_walkins, pace_of
from unsung.demo.days import SpecialDays, slots, special_days
from unsung.demo.larkfield import ZONE, newcomer_since, opening
from unsung.demo.moments import in_hours, of_mail
from unsung.demo.opening import Opening
from unsung.demo.people import Person, Public
from unsung.demo.plan import CHANNELS, MONTHS, MonthPlan, month_plans
from unsung.demo.roster import Roster
from unsung.demo.scenes import Scene, staged
from unsung.demo.wording import Story, stories_for, story_named
from unsung.ground.periods import next_month, parse_month
from unsung.ground.problems import Problem

SEED = 1887
YEARS = range(2000, 2100)
"""The years in which the demo desk may end: its mails and holidays are told as today's are."""
LETTER_STORIES = {"Billing and payments": "the wrong date", "Lapsed cover": "lapsed by the letter"}


@dataclass(frozen=True, slots=True)
class Conversation:
    """One matter a customer came with; times are aware, in the desk's zone.

    `reference` is what its source will call it. `first_reply` None: nobody answered. `ended` is when a
    call, chat or visit was over. `seed` decides the words, so that they need no other state. `returns`: the
    customer was here with the same story a few days ago.
    """

    reference: str
    channel: str
    topic: str
    kind: str
    story: Story
    customer: Person
    opened: datetime
    first_reply: datetime | None
    ended: datetime | None
    rep: str
    seed: int
    returns: bool = False


@dataclass(frozen=True)
class Month:
    """The conversations of one month in the order they began, with its plan and its special days."""

    plan: MonthPlan
    special: SpecialDays
    opening: Opening
    records_end: datetime
    conversations: tuple[Conversation, ...]


def month_starts(until: str) -> datetime:
    """Midnight at the start of the month written "2025-10"; raises Problem for any other."""
    first = parse_month(until).start
    if first.year not in YEARS:
        raise Problem(
            f"The demo desk cannot be made until {until}.",
            "",
            f"Name a month from {YEARS.start} to {YEARS.stop - 1}, for example --until 2025-10.",
        )
    return datetime.combine(first, time(), ZoneInfo(ZONE))


def months(until: str, *, length: int = MONTHS, seed: int = SEED, scale: int = 1) -> Iterator[Month]:
    """The months up to and with `until`, oldest first; the same arguments give the same months.

    `scale` multiplies every count, for benchmarks; nothing is written anywhere.
    """
    latest = month_starts(until).date()
    hours = opening(latest)
    records_end = datetime.combine(next_month(latest), time(), ZoneInfo(ZONE))
    public, numbers = Public(seed), count(1)
    for plan in month_plans(latest, hours, seed, length, scale):
        rng = Random(f"larkfield {seed} {plan.label}")
        special = special_days(plan, hours)
        roster = Roster(rng, special, newcomer_since(latest))
        begun = begin(plan, special, hours, rng)
        answers = answered(begun, plan, hours, records_end, rng)
        found = tuple(
            told(each, answer, at, scene, public, roster, next(numbers), rng)
            for (each, at, scene), answer in zip(begun, answers, strict=True)
        )
        yield Month(plan, special, hours, records_end, found)


Begun = tuple[Allotted, datetime, Scene | None]


def begin(plan: MonthPlan, special: SpecialDays, hours: Opening, rng: Random) -> list[Begun]:
    """What each conversation is about and the moment it begins, in order of time."""
    allotted = allot(plan, slots(plan, hours, special, rng), special, rng)
    allotted, scenes = staged(allotted, special)
    begun = [(each, moment(each, hours, rng), scenes.get(n)) for n, each in enumerate(allotted)]
    begun = [(each, scene.at(at) if scene else at, scene) for each, at, scene in begun]
    return sorted(begun, key=lambda found: found[1])


def moment(each: Allotted, hours: Opening, rng: Random) -> datetime:
    """A moment of its day: mail at any hour, all else while the desk is open; walk-ins to the minute."""
    midnight = datetime.combine(each.slot.day, time(), ZoneInfo(ZONE))
    span = hours.span(each.slot.day)
    if each.slot.channel == "mail" or not span:
        return of_mail(rng, midnight)
    at = in_hours(rng, midnight, span)
    return at.replace(second=0) if each.slot.channel == "walkin" else at


def answered(
    begun: Sequence[Begun], plan: MonthPlan, hours: Opening, records_end: datetime, rng: Random
) -> list[Answer]:
    """How soon each was answered, in the same order."""
    pace = pace_of(plan.back, rng)
    found: dict[int, Answer] = {}
    for channel in CHANNELS:
        places = [n for n, (each, _, _) in enumerate(begun) if each.slot.channel == channel]
        moments = [begun[n][1] for n in places]
        if channel == "mail":
            answers = answer_mails(moments, pace, hours, records_end, rng)
        else:
            answers = {"call": answer_calls, "chat": answer_chats, "walkin": answer_walkins}[channel](
                moments, pace, rng
            )
        found |= dict(zip(places, answers, strict=True))
    return [found[n] for n in range(len(begun))]


def told(
    each: Allotted,
    answer: Answer,
    at: datetime,
    scene: Scene | None,
    public: Public,
    roster: Roster,
    number: int,
    rng: Random,
) -> Conversation:
    """The conversation whole: its customer, its story and who answered."""
    channel = each.slot.channel
    customer, story, returns = who_and_what(each, scene, public, rng)
    public.remember(customer, each.topic, story.name, channel)
    return Conversation(
        reference(channel, at, number, customer),
        channel,
        each.topic,
        each.kind,
        story,
        customer,
        at,
        answer.first_reply,
        answer.ended,
        who_answers(channel, answer, roster),
        rng.getrandbits(48),
        returns,
    )


def who_and_what(
    each: Allotted, scene: Scene | None, public: Public, rng: Random
) -> tuple[Person, Story, bool]:
    """The customer, their story, and whether they were here with it a few days ago."""
    if scene:
        return public.callers[0], story_named(scene.story), False
    found = public.back(rng, each.kind, each.topic, each.slot.channel)
    if not found:
        return public.first_time(rng, each.kind, each.slot.channel), story_of(each, rng), False
    person, before = found
    same = not each.letter and story_named(before).weight > 0
    return person, story_named(before) if same else story_of(each, rng), same


def story_of(each: Allotted, rng: Random) -> Story:
    """The wrong letter's story, or one of those its kind of customer brings about the topic."""
    if each.letter:
        return story_named(LETTER_STORIES[each.topic])
    fit, weights = stories_for(each.topic, each.kind)
    return rng.choices(fit, weights)[0]


def who_answers(channel: str, answer: Answer, roster: Roster) -> str:
    """Who of the desk answered, or "" where nobody did."""
    if answer.first_reply is None:
        return ""
    if channel == "call" and answer.ended:
        return roster.takes_call(answer.first_reply, answer.ended)
    return roster.anybody(answer.first_reply)


def reference(channel: str, at: datetime, number: int, customer: Person) -> str:
    """What the source calls the conversation: message id, call id, chat or visit number."""
    if channel == "mail":
        return f"{at:%Y%m%d%H%M%S}.{number}@{customer.mail.partition('@')[2]}"
    if channel == "call":
        return f"{int(at.timestamp())}.{number}"
    return f"chat-{number:06}" if channel == "chat" else f"W{at:%y%m}-{number:06}"
