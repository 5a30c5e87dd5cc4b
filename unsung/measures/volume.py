"""How much work came: conversations, messages, people, what was counted apart, change per working day."""

from datetime import date
from functools import partial

from unsung.ground.figures import Cases, Figure
from unsung.measures import apart
from unsung.measures.coverage import BEFORE, CALLED, NOW, spoken_day
from unsung.measures.kinds import Count, PerDay, PerHundred
from unsung.measures.measure import Given, Measure, Told, drawn
from unsung.measures.statistics.counts import dispersion, poisson_exact
from unsung.measures.sums import Sums

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
        drawn(CONVERSATIONS, sums, partial(_conversations, sums)),
        drawn(MESSAGES_IN, sums, partial(_messages, sums)),
        drawn(PEOPLE_HELPED, sums, partial(_people, sums)),
        *apart.counted_apart(sums),
    ]


def contact_rate(sums: Sums) -> list[Figure]:
    """Conversations per 100 orders, where somebody gave the orders of the period."""
    return [drawn(CONTACT_RATE, sums, partial(_per_order, sums))]


def volume_change(sums: Sums) -> list[Figure]:
    """Conversations per working day against the period before."""
    return [drawn(VOLUME_CHANGE, sums, partial(_per_day, sums))]


def _conversations(sums: Sums, when: int, channel: str | None) -> Told:
    count = sums.volume(when, channel)
    if not count and not sums.none_came(when, channel):
        return Told(why=sums.nothing(when, channel))
    tallied = sums.tallied.of(when=when, channel=channel).sum("n")
    note = f"{tallied:,} of them were only counted by their source." if tallied else ""
    counted = Count(count, poisson_exact(count, phi=daily_dispersion(sums, channel)))
    return Told(counted, note=note, behind=behind(sums, when, channel))


def behind(sums: Sums, when: int, channel: str | None) -> Cases:
    """The rows of single conversations, or where there are none, of the spans in which they were counted."""
    single, spans = sums.contacts[when, channel]["n"], sums.tallied.of(when=when, channel=channel)
    own = f"; channel is {channel}" if channel else ""
    if not single and len(spans):
        return Cases("Tallies", f"begun in the period{own}", spans.sum("rows"))
    beside = f"; beside {spans.sum('n'):,} counted in Tallies" if len(spans) else ""
    return Cases("Conversations", f"{COUNTED}{own}{beside}", single)


def _messages(sums: Sums, when: int, channel: str | None) -> Told:
    count = sums.sent[when, channel]["received"]
    if count:
        return Told(Count(count))
    return Told(why=_silent(sums, when, channel))


def _silent(sums: Sums, when: int, channel: str | None) -> str:
    if sums.contacts[when, channel]["n"]:
        return f"The records hold no messages of {CALLED[channel]}."
    return sums.nothing(when, channel)


def _people(sums: Sums, when: int, channel: str | None) -> Told:
    opened = sums.contacts[when, channel]
    if not opened["n"]:
        return Told(why=sums.nothing(when, channel))
    if not opened["who_known"]:
        return Told(why="The records do not say who the customers were.")
    unknown = opened["n"] - opened["who_known"]
    note = f"In {unknown:,} of {opened['n']:,} it is not known who it was." if unknown else ""
    return Told(Count(sums.customers.of(when=when).sum(channel or "any")), note=note)


def _per_order(sums: Sums, when: int, channel: str | None) -> Told:
    if sums.asked.orders is None or when == BEFORE:
        return Told(why="Nobody gave a number of orders.")
    count = sums.volume(when, channel)
    if not count:
        return Told(why=sums.nothing(when, channel))
    return Told(PerHundred(count, sums.asked.orders), behind=behind(sums, when, channel))


def _per_day(sums: Sums, when: int, channel: str | None) -> Told:
    if when == BEFORE:
        return Told()
    why = not_compared(sums, channel)
    if why:
        return Told(why=why)
    ended = sums.none_came(NOW, channel) and sums.volume(BEFORE, channel)
    if not sums.volume(NOW, channel) and not ended:
        return Told(why=sums.nothing(NOW, channel))
    (now, days), (before, days_before) = (pace(sums, when, channel) for when in (NOW, BEFORE))
    note = _days(sums, channel, days, days_before)
    phi = daily_dispersion(sums, channel)
    if phi > 1:
        note += f" Widened, since the days vary {phi:.1f} times as much as chance alone would have it."
    return Told(PerDay(before, days_before, now, days, phi), note=note, behind=behind(sums, NOW, channel))


def not_compared(sums: Sums, channel: str | None) -> str:
    """Why the numbers a day of the two periods may not be compared, in a sentence; empty where they may."""
    return sums.unfair[channel] or _cut_short(sums, channel)


def _cut_short(sums: Sums, channel: str | None) -> str:
    """Why a month that is not whole in the records is not compared; empty where it is."""
    early = sums.coverage.ends_early(NOW, channel)
    if not early:
        return ""
    last = spoken_day(sums.asked, min(span.to_s for span in early))
    return f"The records end on {last}, before the period does."


def pace(sums: Sums, when: int, channel: str | None) -> tuple[int, int]:
    """Conversations on the days the records cover, and how many of these the desk was open."""
    told, daily = sums.coverage.days(when, channel), sums.per_day[channel]
    return sum(daily[day] for day in told), len(sums.coverage.open_days(when, channel))


def _days(sums: Sums, channel: str | None, days: int, before: int) -> str:
    """Which days the counts were divided by; calendar days where no hours are known."""
    if sums.asked.hours_known:
        return f"{days} working days against {before}."
    told = [len(sums.coverage.days(when, channel)) for when in (NOW, BEFORE)]
    whole = told == [len(sums.asked.period.days), len(sums.asked.before.days)]
    of = "calendar day" if whole else "day on record"
    return f"Per {of} ({days} against {before}), since no opening hours are known."


def daily_dispersion(sums: Sums, channel: str | None) -> float:
    """How much more the days of both periods vary than chance would, at least 1.

    Weekday by weekday, so that an ordinary week is no clumping. Days on which the desk was closed stay out,
    and days of which the records do not tell; so does the period before where it is not compared.
    """
    periods = (NOW,) if sums.unfair[channel] else (NOW, BEFORE)
    days = [(day, when) for when in periods for day in sums.coverage.open_days(when, channel)]
    daily = sums.per_day[channel]
    phi = dispersion([daily[day] for day, _ in days], [_group(day, when) for day, when in days])
    return max(1.0, phi or 1.0)


def _group(day: date, when: int) -> int:
    return 7 * when + day.weekday()


CONTACT_VOLUME_MEASURE = Measure(
    id="contact_volume",
    name="Conversations",
    definition=(
        "A conversation is what a customer opened once: a call, a visit, a mail or chat thread, a form, an "
        "incident. It counts in the period in which it was opened, once, however often it was reopened. "
        "Messages and people are counted beside it. Automatic replies, bounced mails, list mail, spam and "
        "what the desk or a machine began are left out and counted apart, so that nothing vanishes. None is "
        "a count only where a source counted none, or told of a channel before and tells of the whole "
        "period; else it is not known."
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
        "number somebody gives (“unsung review --orders 4000”); where nobody gave one, there is no rate. "
        "What it is counted by belongs to its name."
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
        "that is said. Days of which the records do not tell are in neither, and a channel of which nothing "
        "is on record before is not compared. Months are not equally long, so their plain counts are not "
        "compared."
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
