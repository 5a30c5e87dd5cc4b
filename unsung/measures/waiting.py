"""How long customers waited for a person: the first reply, the next replies, and replies in closed time."""

from functools import partial

from unsung.ground.channels import SPOKEN
from unsung.ground.figures import CHANNELS, Figure
from unsung.measures.coverage import CALLED
from unsung.measures.grid import Histogram
from unsung.measures.kinds import Count, ShareOf, Waited
from unsung.measures.measure import Given, Measure, Told, drawn
from unsung.measures.statistics.quantiles import smallest_n
from unsung.measures.sums import (
    FIRST_REPLY,
    FIRST_REPLY_BUSINESS,
    NEXT_REPLY,
    NEXT_REPLY_BUSINESS,
    Sums,
)

NO_HOURS = "No opening hours are known."
QUANTILES = {"median": 0.5, "p90": 0.9}
CLOCKS = {"business": "in opening hours", "calendar": "by the calendar"}
ORDER_STATISTICS = "Type 7 quantile of whole seconds; interval by order statistics."
KEPT_IN = (
    f"{ORDER_STATISTICS} Where some have no reply yet they are kept in: Kaplan-Meier, followed to the end "
    "of the records; interval Greenwood log-log."
)


def _given(
    measure: str, name: str, of: str, method: str, moment: str, where: str, sheet: str
) -> tuple[Given, ...]:
    return tuple(
        Given(
            f"{measure}.{clock}.{quantile}",
            f"{name}, {quantile}, {said}",
            "seconds",
            of,
            method,
            f"{moment}; time {said}",
            where,
            sheet,
        )
        for clock, said in CLOCKS.items()
        for quantile in QUANTILES
    )


FIRST_REPLIES = _given(
    "first_response_time",
    "First human reply",
    "conversations that customers opened and wrote in, those without a reply kept in",
    KEPT_IN,
    "opened in the period",
    "opened in the period; standing is contact; started by a customer; a customer wrote; "
    "replied to, or neither replied to nor settled",
    "Conversations",
)
NEXT_REPLIES = _given(
    "next_response_time",
    "Wait for the next reply",
    "replies after the first that ended a wait",
    ORDER_STATISTICS,
    "sent in the period",
    "sent in the period; public; by a person at the desk; ends a wait; not the first reply",
    "Messages",
)
ANSWERED = Given(
    "first_response_time.answered",
    "Answered within 7 days",
    "share",
    "conversations that customers opened, writing at least 7 days before the records end",
    "Share with Wilson's interval; what was settled without a reply needed none and is left out.",
    "opened in the period; time by the calendar",
    "opened in the period; standing is contact; started by a customer; a customer wrote at least 7 "
    "days before known_until_s; replied to, or neither replied to nor settled",
)
UNANSWERED = Given(
    "first_response_time.unanswered",
    "No human reply yet",
    "count",
    "conversations that customers opened, without a reply at the end of the records and not settled",
    "Count.",
    "opened in the period",
    "opened in the period; standing is contact; started by a customer; no reply yet; not settled",
)
ON_THE_SPOT = Given(
    "first_response_time.on_the_spot",
    "Answered on the spot",
    "count",
    "calls answered by a person and walk-ins, without a reply that the records time or still await",
    "Count.",
    "opened in the period",
    "opened in the period; standing is contact; started by a customer; answered on the spot",
)
OUTSIDE_HOURS = Given(
    "answered_outside_hours",
    "Answered in closed time",
    "count",
    "public replies by people while the desk was closed",
    "Count.",
    "sent in the period",
    "sent in the period; public; by a person at the desk; outside opening hours",
    "Messages",
)


def first_response_time(sums: Sums) -> list[Figure]:
    """The wait for the first public human reply; beside it who still waits, and who had none to wait for."""
    return [
        *_quantiles(sums, FIRST_REPLIES, (FIRST_REPLY_BUSINESS, FIRST_REPLY), "No first reply is known"),
        drawn(ANSWERED, sums, partial(_answered, sums)),
        drawn(UNANSWERED, sums, partial(_unanswered, sums)),
        drawn(ON_THE_SPOT, sums, partial(_on_the_spot, sums)),
    ]


def next_response_time(sums: Sums) -> list[Figure]:
    """The wait of the oldest unanswered message, for every reply after the first."""
    kinds = (NEXT_REPLY_BUSINESS, NEXT_REPLY)
    return _quantiles(sums, NEXT_REPLIES, kinds, "No later reply is known")


def answered_outside_hours(sums: Sums) -> list[Figure]:
    """Replies that people sent in closed time."""
    return [drawn(OUTSIDE_HOURS, sums, partial(_outside, sums))]


def _quantiles(sums: Sums, given: tuple[Given, ...], kinds: tuple[int, int], none: str) -> list[Figure]:
    ways = [(kind, q) for kind in kinds for q in QUANTILES.values()]
    return [
        drawn(one, sums, partial(_waited, sums, kind, q, none))
        for one, (kind, q) in zip(given, ways, strict=True)
    ]


def _waited(sums: Sums, kind: int, q: float, none: str, when: int, channel: str | None) -> Told:
    if kind in (FIRST_REPLY_BUSINESS, NEXT_REPLY_BUSINESS) and not sums.asked.hours_known:
        return Told(why=NO_HOURS)
    times = sums.times(kind, when, channel)
    if times is None:
        return Told(why=_why(sums, when, channel, none))
    return Told(Waited(times, q), note=_few(Waited(times, q)) or _still(times))


def _few(waited: Waited) -> str:
    fewest = smallest_n(waited.q)
    if waited.times.n >= fewest:
        return ""
    return f"An interval needs {fewest}. The cases, sorted, in seconds: {waited.sorted}."


def _still(times: Histogram) -> str:
    waiting = int(times.open.sum())
    return f"{waiting:,} of {times.n:,} had no reply by the end of the records." if waiting else ""


def _why(sums: Sums, when: int, channel: str | None, none: str) -> str:
    opened = sums.contacts[when, channel]
    if not opened["n"]:
        return sums.nothing(when, channel)
    if opened["on_the_spot"] and not opened["spoken"] and not (channel is None and _written(sums, when)):
        return _at_once(opened["on_the_spot"], opened["n"], CALLED[channel])
    if not opened["spoken"]:
        return f"The records hold no messages of {CALLED[channel]}."
    return f"{none} for {CALLED[channel]}."


def _at_once(answered: int, of: int, called: str) -> str:
    """Who was answered on the spot; who gave up or found nobody was not."""
    if answered == of:
        return f"{called.capitalize()} are answered on the spot."
    return f"A person answered {answered:,} of {of:,} {called} on the spot; no other has a reply on record."


def _written(sums: Sums, when: int) -> bool:
    """Whether any came by a way that is not answered on the spot."""
    return any(sums.contacts[when, each]["n"] for each in CHANNELS if each not in SPOKEN)


def _answered(sums: Sums, when: int, channel: str | None) -> Told:
    opened = sums.contacts[when, channel]
    if opened["written"]:
        return Told(ShareOf(opened["written_done"], opened["written"]))
    if opened["spoken"]:
        return Told(why=f"None of the {CALLED[channel]} is 7 days old yet.")
    return Told(why=_why(sums, when, channel, "No reply is known"))


def _unanswered(sums: Sums, when: int, channel: str | None) -> Told:
    opened = sums.contacts[when, channel]
    if not opened["spoken"]:
        return Told(why=_why(sums, when, channel, ""))
    return Told(Count(opened["unanswered"]))


def _on_the_spot(sums: Sums, when: int, channel: str | None) -> Told:
    opened = sums.contacts[when, channel]
    if not opened["on_the_spot"]:
        return Told(why=f"The records do not say that {CALLED[channel]} were answered in person.")
    return Told(Count(opened["on_the_spot"]))


def _outside(sums: Sums, when: int, channel: str | None) -> Told:
    if not sums.asked.hours_known:
        return Told(why=NO_HOURS)
    sent = sums.sent[when, channel]
    if not sent["outside_known"]:
        return Told(why=f"No replies to {CALLED[channel]} are known.")
    return Told(Count(sent["outside"]))


FIRST_RESPONSE_TIME_MEASURE = Measure(
    id="first_response_time",
    name="First human reply",
    definition=(
        "From the customer's first message to the first public message of a person at the desk. Automatic "
        "replies, bots, internal notes and changes of state are no reply. What the desk or a machine "
        "began is counted apart and not here. Who has no reply yet stays in as “at least so long”, unless it "
        "is settled without one: within the time given, half of all who wrote had a reply. "
        "Beside it stands the share that had one within seven days, of those who wrote at least seven days "
        "before the records end, and who still waits. Calls that a person answered and visits are answered "
        "on the spot and counted beside it; one of which the records give the time until it was answered, or "
        "in which what the customer wrote has no reply, is here instead."
    ),
    formula="first time by which half, or nine in ten, of those who wrote had a public human reply",
    differs=(
        "Zendesk starts at creation and, for tickets an agent created, ends at the second comment. Zammad "
        "knows it only under a service agreement. Chatwoot starts at the last hand-off from a bot and, with "
        "its hours switched off, gives 0. LibreDesk averages only replies that met their target. All of them "
        "leave out whom nobody answered, so that a desk that stops answering looks quicker."
    ),
    source="Hyndman & Fan 1996, type 7; Conover 1999; Kaplan & Meier 1958 where some still wait",
    min_n="6 for the median, 36 for the 90th percentile",
    interval="order statistics; Greenwood, log-log where some still wait",
    audience="C",
    example="Asked 10:00, machine 10:00, note 10:25, reply 10:40: 40 minutes, not 0 and not 25.",
    gives=(*FIRST_REPLIES, ANSWERED, UNANSWERED, ON_THE_SPOT),
    reckon=first_response_time,
)

NEXT_RESPONSE_TIME_MEASURE = Measure(
    id="next_response_time",
    name="Wait for the next reply",
    definition=(
        "After the first reply: from the oldest message of the customer that nobody has answered yet to the "
        "next public message of a person at the desk. One value for each such exchange, in the period in "
        "which the reply was sent. What was never answered is in no value here: many a conversation ends "
        "with a thank-you, and the records do not tell which."
    ),
    formula="median and 90th percentile of (reply - oldest unanswered customer message)",
    differs=(
        "Counting from the customer's last message flatters: who asks again at 11:10 after 11:00 has waited "
        "30 minutes at 11:30, not 20. Zammad keeps only the longest gap of a ticket."
    ),
    source="Hyndman & Fan 1996, type 7, for the quantiles; Conover 1999 for the interval",
    min_n="6 for the median, 36 for the 90th percentile",
    interval="order statistics",
    audience="C",
    example="Customer 11:00 and 11:10, reply 11:30: one value, 30 minutes.",
    gives=NEXT_REPLIES,
    reckon=next_response_time,
)

ANSWERED_OUTSIDE_HOURS_MEASURE = Measure(
    id="answered_outside_hours",
    name="Answered in closed time",
    definition=(
        "Public replies that people at the desk sent while it was closed. It is a gift to customers and a "
        "sign of a gap in staffing; it is never a target, and never counted by person."
    ),
    formula="public human replies sent outside opening hours",
    differs="Few systems count it; those that do show it by agent.",
    source="a count",
    min_n="1",
    interval="none, a count",
    audience="T",
    example="14 replies between closing and opening in October.",
    gives=(OUTSIDE_HOURS,),
    reckon=answered_outside_hours,
)
