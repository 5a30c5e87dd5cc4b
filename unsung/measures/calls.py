"""How calls and chats were answered: in time, given up, and the minutes of work in a call."""

import math
from collections import Counter
from datetime import date
from functools import partial

from unsung.ground.figures import Figure
from unsung.measures.conditions import SHORT_S
from unsung.measures.kinds import Mean, ShareOf
from unsung.measures.measure import Given, Measure, Told, drawn
from unsung.measures.statistics.answering import Queue, abandonment, service_level
from unsung.measures.statistics.counts import overdispersion
from unsung.measures.sums import Sums

OPENED = "opened in the period"
COUNTED = "opened in the period; standing is contact; started by a customer"
CLUMPED = "Share with Wilson's interval, widened where days vary more than chance."

CALLS_IN_TIME = Given(
    "service_level.call",
    "Calls answered in time",
    "share",
    "calls offered",
    f"{CLUMPED} A call given up is one not answered in time.",
    f"{OPENED}; time in the queue",
    f"{COUNTED}; channel is call; not answered, or answered and the wait known",
)
CHATS_IN_TIME = Given(
    "service_level.chat",
    "Chats answered in time",
    "share",
    "chats in which a customer wrote",
    f"{CLUMPED} A chat without a reply is one not answered in time.",
    f"{OPENED}; time to the first public human reply",
    f"{COUNTED}; channel is chat; a customer wrote; answered, or it was time by known_until_s",
)
ABANDONMENT = Given(
    "abandonment_rate",
    "Gave up waiting",
    "share",
    "calls offered, without those given up in under 5 seconds",
    CLUMPED,
    OPENED,
    f"{COUNTED}; channel is call; given up or not is known; not given up within {SHORT_S} seconds",
)
HANDLING = Given(
    "aht",
    "Minutes per call",
    "seconds",
    "calls answered whose length is known",
    "Mean with Student's t interval.",
    f"{OPENED}; talk, hold and work after the call",
    f"{COUNTED}; channel is call; answered; talk known",
)


def service_levels(sums: Sums) -> list[Figure]:
    """Calls and chats answered within the promised time."""
    return [
        drawn(CALLS_IN_TIME, sums, partial(_calls, sums)),
        drawn(CHATS_IN_TIME, sums, partial(_chats, sums)),
    ]


def abandonment_rate(sums: Sums) -> list[Figure]:
    """Calls given up before an answer."""
    return [drawn(ABANDONMENT, sums, partial(_gave_up, sums))]


def aht(sums: Sums) -> list[Figure]:
    """Seconds of work in a call."""
    return [drawn(HANDLING, sums, partial(_handling, sums))]


def _calls(sums: Sums, when: int, channel: str | None) -> Told:
    if channel not in (None, "call"):
        return Told(why="Only calls are counted here.")
    calls = sums.contacts[when, "call"]
    late, lost = calls["picked_up"] - calls["in_time"], calls["offered"] - calls["picked_up"]
    kept, of = service_level(Queue(calls["in_time"], late, lost))
    if not of:
        return Told(why=_callless(calls["call_records"], "how long they waited"))
    note = f"Promised within {sums.asked.promised_s['call']} seconds."
    days = sums.daily(when, "call")
    return Told(ShareOf(kept, of, _phi(days["in_time"], days["offered"])), note=note)


def _chats(sums: Sums, when: int, channel: str | None) -> Told:
    if channel not in (None, "chat"):
        return Told(why="Only chats are counted here.")
    chats = sums.contacts[when, "chat"]
    if not chats["chats"]:
        return Told(
            why="The records hold no messages of chats." if chats["n"] else sums.nothing(when, "chat")
        )
    note = f"Promised within {sums.asked.promised_s['chat']} seconds."
    days = sums.daily(when, "chat")
    phi = _phi(days["chats_in_time"], days["chats"])
    return Told(ShareOf(chats["chats_in_time"], chats["chats"], phi), note=note)


def _gave_up(sums: Sums, when: int, channel: str | None) -> Told:
    if channel not in (None, "call"):
        return Told(why="Only calls are counted here.")
    calls = sums.contacts[when, "call"]
    x, n = abandonment(calls["ends_known"], calls["abandoned"], calls["short"])
    if not n:
        return Told(why=_callless(calls["call_records"], "whether they were given up"))
    short = f"{calls['short']:,} given up in under {SHORT_S} seconds are left out."
    days = sums.daily(when, "call")
    phi = _phi(days["abandoned"] - days["short"], days["ends_known"] - days["short"])
    return Told(ShareOf(x, n, phi), note=short)


def _handling(sums: Sums, when: int, channel: str | None) -> Told:
    if channel not in (None, "call"):
        return Told(why="Only calls are counted here.")
    calls = sums.contacts[when, "call"]
    if not calls["handled"]:
        return Told(why=_callless(calls["call_records"], "how long they took"))
    missing = [
        f"{said} is known for {calls[known]:,} of {calls['handled']:,}"
        for said, known in (("hold", "hold_known"), ("work after the call", "after_known"))
        if calls[known] < calls["handled"]
    ]
    note = f"Time on {' and '.join(missing)}; the rest counts as none." if missing else ""
    return Told(Mean(calls["handled"], calls["work_s"], calls["work_s2"]), note=note)


def _callless(records: int, what: str) -> str:
    return f"The call records do not say {what}." if records else "The records tell of no single calls."


def _phi(kept: Counter[date], of: Counter[date]) -> float:
    """How much more a share varies from day to day than chance would, at least 1."""
    share = kept.total() / of.total()
    if len(of) < 2 or share in (0, 1):
        return 1.0
    # In the order of the days, so that the last digit does not hang on the order of an engine's rows.
    days = [(kept[day], of[day]) for day in sorted(of) if of[day]]
    z = [(x - n * share) / math.sqrt(n * share * (1 - share)) for x, n in days]
    return max(1.0, overdispersion(z)[0])


SERVICE_LEVEL_MEASURE = Measure(
    id="service_level",
    name="Answered in time",
    definition=(
        "Of the calls offered, those answered by a person within the promised time, 20 seconds unless "
        "another was set. A call given up counts as not answered in time, however soon. Of the chats in "
        "which a customer wrote, those with a human reply within the promised time, 120 seconds unless "
        "another was set; a chat that got none counts as not answered in time."
    ),
    formula="answered in time / (answered in time + given up + answered late)",
    differs=(
        "Cisco documents three rules for calls given up: ignore, negative, positive. On the same hundred "
        "calls they give 78, 70 and 80%; ICMI lists five. Ours is the negative one."
    ),
    source="Cisco Unified ICM, service level types; ICMI, Service Level Calculations (2002)",
    min_n="30",
    interval="Wilson, widened by the dispersion of daily shares",
    audience="C",
    example="70 answered in time, 10 given up, 20 late: 70%.",
    gives=(CALLS_IN_TIME, CHATS_IN_TIME),
    reckon=service_levels,
)

ABANDONMENT_MEASURE = Measure(
    id="abandonment_rate",
    name="Gave up waiting",
    definition=(
        "Of the calls offered, those in which the customer gave up before an answer. Calls given up in "
        "under 5 seconds are left out of both, and their number is said."
    ),
    formula="(given up - short) / (offered - short)",
    differs="The seconds below which a call given up is left out differ from 0 to 20 and are seldom said.",
    source="Wilson 1927 for the interval",
    min_n="30",
    interval="Wilson, widened by the dispersion of daily shares",
    audience="C",
    example="60 of 1,060 gave up, 10 of them in under 5 seconds: 50 of 1,050, 4.8%.",
    gives=(ABANDONMENT,),
    reckon=abandonment_rate,
)

AHT_MEASURE = Measure(
    id="aht",
    name="Minutes per call",
    definition=(
        "Talk, hold and work after the call, for calls a person answered. It serves for planning and cost, "
        "for the team as a whole, and is never a target for speed."
    ),
    formula="sum of (talk + hold + work after the call) / calls answered",
    differs="Others leave hold or the work after the call out, or show it by agent.",
    source="Student 1908 for the interval",
    min_n="30",
    interval="Student's t",
    audience="T",
    example="312 calls, 5 minutes 40 seconds on average, 5:22 to 5:58.",
    gives=(HANDLING,),
    reckon=aht,
)
