"""How much work came: conversations, messages, people, what was counted apart, change per working day."""

from datetime import date
from functools import partial

from unsung.ground.figures import Figure
from unsung.ground.periods import Period
from unsung.measures import apart
from unsung.measures.asked import Asked
from unsung.measures.kinds import Count, PerDay, PerHundred
from unsung.measures.measure import CALLED, Given, Measure, Told, drawn, spoken_day
from unsung.measures.statistics.counts import dispersion, poisson_exact
from unsung.measures.sums import BEFORE, NOW, Sums, covers_end

OPENED = "opened in the period"
COUNTED = "opened in the period; standing is contact; started by a customer"

CONVERSATIONS = Given(
    "contact_volume",
    "Conversations",
    "count",
    "conversations that customers opened",
    "Count, with the exact Poisson interval, widened where days vary more than chance.",
    OPENED,
    COUNTED,
)
MESSAGES_IN = Given(
    "messages_in",
    "Messages from customers",
    "count",
    "messages that customers wrote",
    "Count.",
    "sent in the period",
    "sent in the period; written by a customer",
    "Messages",
)
PEOPLE_HELPED = Given(
    "people_helped",
    "People helped",
    "count",
    "different customers who opened a conversation",
    "Count of different customers.",
    OPENED,
    f"{COUNTED}; customer known; each customer once",
)
CONTACT_RATE = Given(
    "contact_rate",
    "Conversations per 100 orders",
    "per 100",
    "conversations that customers opened",
    "Conversations over orders times 100, with the exact Poisson interval of the count.",
    OPENED,
    COUNTED,
)
VOLUME_CHANGE = Given(
    "volume_change",
    "Change per working day",
    "ratio",
    "conversations that customers opened",
    "Conversations per day over those per day of the period before; exact conditional interval.",
    OPENED,
    COUNTED,
)


def contact_volume(sums: Sums) -> list[Figure]:
    """Conversations, messages, people, and everything that was counted apart."""
    return [
        drawn(CONVERSATIONS, sums.asked, partial(_conversations, sums)),
        drawn(MESSAGES_IN, sums.asked, partial(_messages, sums)),
        drawn(PEOPLE_HELPED, sums.asked, partial(_people, sums)),
        *apart.counted_apart(sums),
    ]


def contact_rate(sums: Sums) -> list[Figure]:
    """Conversations per 100 orders, where somebody gave the orders of the period."""
    return [drawn(CONTACT_RATE, sums.asked, partial(_per_order, sums))]


def volume_change(sums: Sums) -> list[Figure]:
    """Conversations per working day against the period before."""
    return [drawn(VOLUME_CHANGE, sums.asked, partial(_per_day, sums))]


def volume(sums: Sums, when: int, channel: str | None) -> int:
    """Conversations that count, with those a source only counted."""
    return sums.contacts[when, channel]["n"] + sums.tallied.of(when=when, channel=channel).sum("n")


def _conversations(sums: Sums, when: int, channel: str | None) -> Told:
    count = volume(sums, when, channel)
    if not count:
        return Told(why=f"No {CALLED[channel]} came in.")
    tallied = sums.tallied.of(when=when, channel=channel).sum("n")
    note = f"{tallied:,} of them were only counted by their source." if tallied else ""
    return Told(Count(count, poisson_exact(count, phi=daily_dispersion(sums, channel))), note=note)


def _messages(sums: Sums, when: int, channel: str | None) -> Told:
    count = sums.sent[when, channel]["received"]
    if count:
        return Told(Count(count))
    return Told(why=_silent(sums, when, channel))


def _silent(sums: Sums, when: int, channel: str | None) -> str:
    if sums.contacts[when, channel]["n"]:
        return f"The records hold no messages of {CALLED[channel]}."
    return f"No {CALLED[channel]} came in."


def _people(sums: Sums, when: int, channel: str | None) -> Told:
    opened = sums.contacts[when, channel]
    if not opened["n"]:
        return Told(why=f"No {CALLED[channel]} came in.")
    if not opened["who_known"]:
        return Told(why="The records do not say who the customers were.")
    unknown = opened["n"] - opened["who_known"]
    note = f"In {unknown:,} of {opened['n']:,} it is not known who it was." if unknown else ""
    return Told(Count(sums.customers.of(when=when).sum(channel or "any")), note=note)


def _per_order(sums: Sums, when: int, channel: str | None) -> Told:
    if sums.asked.orders is None or when == BEFORE:
        return Told(why="Nobody gave a number of orders.")
    count = volume(sums, when, channel)
    if not count:
        return Told(why=f"No {CALLED[channel]} came in.")
    return Told(PerHundred(count, sums.asked.orders))


def _per_day(sums: Sums, when: int, channel: str | None) -> Told:
    asked = sums.asked
    if when == BEFORE:
        return Told()
    if not asked.before_covered:
        begin = spoken_day(asked, asked.data_from_s)
        return Told(why=f"The records begin on {begin}, too late to compare with the period before.")
    if not covers_end(asked):
        return Told(why=f"The records end on {spoken_day(asked, asked.data_to_s)}, before the period does.")
    now, before = volume(sums, NOW, channel), volume(sums, BEFORE, channel)
    if not now:
        return Told(why=f"No {CALLED[channel]} came in.")
    days, days_before, note = _days(asked)
    phi = daily_dispersion(sums, channel)
    if phi > 1:
        note += f" Widened, since the days vary {phi:.1f} times as much as chance alone would have it."
    return Told(PerDay(before, days_before, now, days, phi), note=note)


def _days(asked: Asked) -> tuple[int, int, str]:
    """Working days of the period and of the one before; calendar days where no hours are known."""
    if asked.working_days and asked.working_days_before:
        said = f"{asked.working_days} working days against {asked.working_days_before}."
        return asked.working_days, asked.working_days_before, said
    days, before = len(asked.period.days), len(asked.before.days)
    return days, before, f"Per calendar day ({days} against {before}), since no opening hours are known."


def daily_dispersion(sums: Sums, channel: str | None) -> float:
    """How much more the days of both periods vary than chance would, at least 1.

    Weekday by weekday, so that an ordinary week is no clumping; days on which the desk was closed stay out.
    """
    daily, closed = sums.per_day[channel], sums.closed_days
    days = [(day, when) for when, period in _periods(sums.asked) for day in period.days if day not in closed]
    phi = dispersion([daily[day] for day, _ in days], [_group(day, when) for day, when in days])
    return max(1.0, phi or 1.0)


def _periods(asked: Asked) -> tuple[tuple[int, Period], tuple[int, Period]]:
    return (NOW, asked.period), (BEFORE, asked.before)


def _group(day: date, when: int) -> int:
    return 7 * when + day.weekday()


CONTACT_VOLUME_MEASURE = Measure(
    id="contact_volume",
    name="Conversations",
    definition=(
        "A conversation is what a customer opened once: a call, a visit, a mail or chat thread, a form, an "
        "incident. It counts in the period in which it was opened, once, however often it was reopened. "
        "Messages and people are counted beside it. Automatic replies, bounced mails, list mail, spam and "
        "what the desk or a machine began are left out and counted apart, so that nothing vanishes."
    ),
    formula="conversations with standing contact that a customer began, opened in [from, to)",
    differs=(
        "Zendesk, Freshdesk and Zammad count tickets, also those that agents or rules created and, until "
        "they are merged or deleted, spam and automatic replies. Some count a reopened ticket again."
    ),
    source="Garwood 1936 for the interval; Wedderburn 1974 for its widening by dispersion",
    min_n="1",
    interval="exact Poisson, widened by the dispersion of daily counts",
    audience="C",
    example="2,614 conversations; 1,196 of them calls. 31 automatic replies and 4 bounces are counted apart.",
    gives=(CONVERSATIONS, MESSAGES_IN, PEOPLE_HELPED, *apart.GIVES),
    reckon=contact_volume,
)

CONTACT_RATE_MEASURE = Measure(
    id="contact_rate",
    name="Conversations per 100 orders",
    definition=(
        "How many conversations customers opened for every hundred orders of the period. The orders are a "
        "number somebody gives; where nobody gave one, there is no rate. What it is counted by belongs to "
        "its name."
    ),
    formula="conversations / orders * 100",
    differs="Others divide by active customers, by sessions or by revenue, often without saying which.",
    source="usual practice of contact centres (ICMI); Garwood 1936 for the interval",
    min_n="10 conversations",
    interval="exact Poisson of the count",
    audience="C",
    example="120 conversations on 4,000 orders are 3.0 per 100 orders, 2.5 to 3.6.",
    gives=(CONTACT_RATE,),
    reckon=contact_rate,
)

VOLUME_CHANGE_MEASURE = Measure(
    id="volume_change",
    name="Change per working day",
    definition=(
        "Conversations per working day, divided by the same of the period before: 1.10 is a tenth more. "
        "Working days are days with any opening; where no hours are known, calendar days are taken and "
        "that is said. Months are not equally long, so their plain counts are not compared."
    ),
    formula="(conversations / days) / (conversations before / days before)",
    differs=(
        "Most reports compare the counts of two months as they are: 95 after 120 reads as 21% less, where "
        "per day it is 12% less with an interval that includes no change."
    ),
    source="Przyborowski & Wilenski 1940, Biometrika 31:313",
    min_n="10 conversations in each period",
    interval="exact conditional binomial, widened by the dispersion of daily counts",
    audience="C",
    example="95 in 28 days after 120 in 31: 0.88, interval 0.66 to 1.16; cannot tell yet.",
    gives=(VOLUME_CHANGE,),
    reckon=volume_change,
)
