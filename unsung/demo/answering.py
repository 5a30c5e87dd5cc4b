"""How soon the desk answered: the first reply and the end of each conversation of a month, by channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from unsung.demo.allotment import draw
from unsung.demo.moments import by_crowd, crowd, lognormal, quantiles
from unsung.demo.opening import Opening

WORKING_DAY_MINUTES = 540.0
SENDING_MINUTES = 6.0


@dataclass(frozen=True)
class Answer:
    """When a person first answered (None: nobody did) and when the conversation was over, where known."""

    first_reply: datetime | None
    ended: datetime | None


@dataclass(frozen=True)
class Pace:
    """What share was answered as promised in a month: calls at all, mail within a working day, chats
    within two minutes, walk-ins within ten; and the median of the mail's, in open minutes."""

    call: float = 1134 / 1196
    mail: float = 691 / 742
    chat: float = 402 / 431
    walkin: float = 238 / 245
    mail_median: float = 190.0


def pace_of(back: int, rng: Random) -> Pace:
    """The latest month as it is known; earlier ones about the same."""
    if back == 0:
        return Pace()
    usual = Pace()
    call, mail, chat, walkin = (
        min(share * rng.uniform(0.985, 1.006), 0.985)
        for share in (usual.call, usual.mail, usual.chat, usual.walkin)
    )
    return Pace(call, mail, chat, walkin, rng.uniform(178, 205))


def seconds(count: float) -> timedelta:
    """Whole seconds."""
    return timedelta(seconds=round(count))


def answer_calls(moments: Sequence[datetime], pace: Pace, rng: Random) -> list[Answer]:
    """Half of those answered wait 38 seconds or less; who gives up does so mostly in a crowd."""
    everybody = range(len(moments))
    gave_up = set(
        draw(
            rng, everybody, len(moments) - round(len(moments) * pace.call), [crowd(at) ** 2 for at in moments]
        )
    )
    answers: dict[int, Answer] = {}
    for n in sorted(gave_up):
        answers[n] = Answer(None, moments[n] + seconds(max(6, lognormal(rng, 95, 0.7))))
    answered = [n for n in everybody if n not in gave_up]
    waits = quantiles(len(answered), 38, 0.8, 1.0, len(answered))
    for place, wait in zip(by_crowd(rng, [moments[n] for n in answered]), waits, strict=True):
        start = moments[answered[place]] + seconds(max(3, min(wait, 840)))
        answers[answered[place]] = Answer(start, start + seconds(max(24, lognormal(rng, 245, 0.62))))
    return [answers[n] for n in everybody]


def answer_chats(moments: Sequence[datetime], pace: Pace, rng: Random) -> list[Answer]:
    """Half within 41 seconds, most within two minutes; of the others one in six leaves unanswered."""
    quick = round(len(moments) * pace.chat)
    waits: list[float | None] = [min(wait, 119.4) for wait in quantiles(quick, 41, 0.7, 0.72, len(moments))]
    for n in range(len(moments) - quick):
        waits.append(None if n % 6 == 5 else rng.uniform(128, 840))
    answers: dict[int, Answer] = {}
    for place, wait in zip(by_crowd(rng, moments), waits, strict=True):
        start = moments[place] + seconds(max(4, wait)) if wait is not None else None
        answers[place] = Answer(start, (start or moments[place]) + seconds(lognormal(rng, 430, 0.45)))
    return [answers[n] for n in range(len(moments))]


def answer_walkins(moments: Sequence[datetime], pace: Pace, rng: Random) -> list[Answer]:
    """Whole minutes, as the tablet at the front desk keeps them: half within four, nearly all within ten."""
    quick = round(len(moments) * pace.walkin)
    waits = [min(round(wait), 10) for wait in quantiles(quick, 4, 0.8, 0.48, len(moments))]
    waits += [rng.randint(12, 34) for _ in range(len(moments) - quick)]
    answers: dict[int, Answer] = {}
    for place, wait in zip(by_crowd(rng, moments), waits, strict=True):
        start = moments[place] + timedelta(minutes=wait)
        answers[place] = Answer(start, start + timedelta(minutes=max(2, round(lognormal(rng, 9, 0.6)))))
    return [answers[n] for n in range(len(moments))]


def answer_mails(
    moments: Sequence[datetime], pace: Pace, opening: Opening, records_end: datetime, rng: Random
) -> list[Answer]:
    """Open minutes to the first reply: the planned share within a working day, the rest later or not yet.

    Nothing is answered after `records_end`. Mail of the last day takes what time is left to it, so that the
    share comes out as planned.
    """
    prompt = round(len(moments) * pace.mail)
    pool = quantiles(prompt, pace.mail_median, 0.85, 0.6, len(moments))
    pool = [min(minutes, WORKING_DAY_MINUTES - 60) for minutes in pool]
    taken = {
        n: fitted(pool, room - SENDING_MINUTES, rng) for room, n in last_ones(moments, opening, records_end)
    }
    rest = [n for n in range(len(moments)) if n not in taken]
    waits = pool + [late_minutes(rng) for _ in range(len(rest) - len(pool))]
    rng.shuffle(waits)
    taken |= dict(zip(rest, waits, strict=True))
    replies = (reply_at(moments[n], taken[n], opening, records_end) for n in range(len(moments)))
    return [Answer(reply, reply) for reply in replies]


def fitted(pool: list[float], room: float, rng: Random) -> float | None:
    """One of the waits that is shorter than `room`, taken out of the pool; None where there is none."""
    fitting = [minutes for minutes in pool if minutes < room]
    if not fitting:
        return None
    found = rng.choice(fitting)
    pool.remove(found)
    return found


def last_ones(
    moments: Sequence[datetime], opening: Opening, records_end: datetime
) -> list[tuple[float, int]]:
    """The mails with less than a working day until the records end, those with the least room first."""
    near = [n for n, at in enumerate(moments) if records_end - at < timedelta(days=6)]
    rooms = [(opening.minutes_between(moments[n], records_end), n) for n in near]
    return sorted((room, n) for room, n in rooms if room < WORKING_DAY_MINUTES)


def late_minutes(rng: Random) -> float | None:
    """Open minutes of a late answer, two working days and more; one in ten is never given."""
    return None if rng.random() < 0.1 else WORKING_DAY_MINUTES * rng.uniform(2.05, 5.5)


def reply_at(at: datetime, minutes: float | None, opening: Opening, records_end: datetime) -> datetime | None:
    """When the reply went out, or None where that is after the records end."""
    if minutes is None:
        return None
    reply = opening.after(at, minutes)
    return reply if reply < records_end else None
