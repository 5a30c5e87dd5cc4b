"""How matters ended: time to settled, settled the first time, came back, passed on."""

from functools import partial

from unsung.ground.figures import Figure
from unsung.measures.coverage import CALLED
from unsung.measures.kinds import Followed, ShareOf
from unsung.measures.measure import Given, Measure, Told, drawn
from unsung.measures.sums import Sums

OPENED = "opened in the period"
COUNTED = "opened in the period; standing is contact; started by a customer"
WILSON = "Share with Wilson's interval."

TIME_TO_SETTLED = tuple(
    Given(
        f"resolution_time_km.{quantile}",
        f"Time to settled, {quantile}",
        "seconds",
        "conversations opened, those not yet settled kept in",
        "Kaplan-Meier, followed to the end of the records; interval Greenwood log-log.",
        f"{OPENED}; time by the calendar to first settled",
        f"{COUNTED}; states known",
    )
    for quantile in ("median", "p90")
)
FCR = Given(
    "fcr",
    "Settled first time (7 days)",
    "share",
    "issues in which a person answered and that are at least 7 days old",
    f"{WILSON} An issue is one customer's conversations of one category.",
    "first contact of the issue in the period",
    f"{COUNTED}; customer and category known; first of its issue; the issue answered; "
    "opened at least 7 days before known_until_s",
)
REOPEN_RATE = Given(
    "reopen_rate",
    "Came back after settled (14 days)",
    "share",
    "conversations first settled at least 14 days before the records end",
    WILSON,
    "first settled in the period",
    "first settled in the period; at least 14 days before known_until_s; reopenings are told of the source",
    "Settled",
)
TRANSFER_RATE = Given(
    "transfer_rate",
    "Passed on",
    "share",
    "conversations of which it is known whether they changed teams",
    WILSON,
    OPENED,
    f"{COUNTED}; teams known",
)
MISROUTED = Given(
    "transfer_rate.misrouted",
    "Passed on, misrouted to us",
    "share",
    "conversations passed on",
    WILSON,
    OPENED,
    f"{COUNTED}; passed on",
)


def resolution_time_km(sums: Sums) -> list[Figure]:
    """Median and 90th percentile of the time to first settled."""
    return [
        drawn(given, sums, partial(_settled, sums, q))
        for given, q in zip(TIME_TO_SETTLED, (0.5, 0.9), strict=True)
    ]


def fcr(sums: Sums) -> list[Figure]:
    """Issues with no further contact on the same matter within seven days."""
    return [drawn(FCR, sums, partial(_first_time, sums))]


def reopen_rate(sums: Sums) -> list[Figure]:
    """Of the conversations first settled in the period, those opened again within fourteen days."""
    return [drawn(REOPEN_RATE, sums, partial(_came_back, sums))]


def transfer_rate(sums: Sums) -> list[Figure]:
    """Conversations that passed from one team to another; who came to the wrong door is not told."""
    return [
        drawn(TRANSFER_RATE, sums, partial(_passed_on, sums)),
        drawn(MISROUTED, sums, _misrouted),
    ]


def _settled(sums: Sums, q: float, when: int, channel: str | None) -> Told:
    curve = sums.curve(when, channel)
    if curve is None:
        return Told(why=stateless(sums, when, channel))
    note = f"{curve.censored:,} of {curve.n:,} are still open." if curve.censored else ""
    return Told(Followed(curve, q), note=note)


def stateless(sums: Sums, when: int, channel: str | None) -> str:
    """Why nothing is known of settling: nothing came, or the sources do not tell."""
    if sums.contacts[when, channel]["n"]:
        return f"The records do not say when {CALLED[channel]} were settled."
    return sums.nothing(when, channel)


def _first_time(sums: Sums, when: int, channel: str | None) -> Told:
    opened, called = sums.contacts[when, channel], CALLED[channel]
    young = opened["issues_young"]
    if opened["issues"]:
        note = f"{young:,} younger than 7 days are left out." if young else ""
        return Told(ShareOf(opened["issues_done"], opened["issues"]), note=note)
    if not opened["n"]:
        return Told(why=sums.nothing(when, channel))
    if not opened["who_known"]:
        return Told(why=f"The records do not say who the customers of {called} were.")
    if not opened["what_known"]:
        return Told(why=f"The records do not say what {called} were about.")
    return Told(why="No issue is 7 days old yet." if young else "No issue that a person answered is known.")


def _came_back(sums: Sums, when: int, channel: str | None) -> Told:
    cohort = sums.settled[when, channel]
    if cohort["old"]:
        young = cohort["young"]
        note = f"{young:,} settled less than 14 days before the records end are left out." if young else ""
        return Told(ShareOf(cohort["back"], cohort["old"]), note=note)
    if cohort["young"]:
        return Told(why="What was settled is less than 14 days old at the end of the records.")
    if cohort["all"]:
        return Told(why=f"The records never tell that {CALLED[channel]} came back after they were settled.")
    if sums.contacts[when, channel]["stated"]:
        return Told(why=f"No {CALLED[channel]} were settled.")
    return Told(why=stateless(sums, when, channel))


def _passed_on(sums: Sums, when: int, channel: str | None) -> Told:
    opened = sums.contacts[when, channel]
    if opened["teams_known"]:
        return Told(ShareOf(opened["passed"], opened["teams_known"]))
    if not opened["n"]:
        return Told(why=sums.nothing(when, channel))
    if opened["teams_named"]:
        return Told(why=f"The records never tell that {CALLED[channel]} passed from one team to another.")
    return Told(why=f"The records do not say which teams held {CALLED[channel]}.")


def _misrouted(when: int, channel: str | None) -> Told:
    return Told(why="The records do not say which conversations had come to the wrong door.")


RESOLUTION_TIME_MEASURE = Measure(
    id="resolution_time_km",
    name="Time to settled",
    definition=(
        "From opening to first settled, for everything opened in the period, by the calendar. What is still "
        'open where the records of its own source end stays in as "at least so long"; a percentile that has '
        "not been reached is said to be not reached yet. Only sources that tell states are counted."
    ),
    formula="first time t at which the Kaplan-Meier share still open is at most 1/2, or 1/10",
    differs=(
        "Most systems average what was both opened and closed in the window, which leaves the long ones "
        "out: a true 90th percentile of 6.8 days reads as 4.8. LibreDesk never clears a first resolution, "
        "Chatwoot counts each resolving again from birth."
    ),
    source="Kaplan & Meier 1958, JASA 53:457; Brookmeyer & Crowley 1982, Biometrics 38:29",
    min_n="20",
    interval="Greenwood, log-log",
    audience="C",
    example="Ten cases, six settled after 2, 3, 5, 8, 13 and 20 hours, four open: median 13 hours, not 6.5.",
    gives=TIME_TO_SETTLED,
    reckon=resolution_time_km,
)

FCR_MEASURE = Measure(
    id="fcr",
    name="Settled first time (7 days)",
    definition=(
        "Of the issues that began in the period, those in which the customer did not come back on the same "
        "matter within seven days of the first contact, and whose first contact was not reopened within "
        "them. An issue is one customer with one category. It needs an answer by a person, to whichever of "
        "its contacts, and must be seven days old where its source ends; younger ones are left out and "
        "counted. Where a conversation has no messages on record, settled counts as answered."
    ),
    formula="issues without a further contact or reopening in 7 days / answered issues at least 7 days old",
    differs=(
        "Zendesk's one-touch takes tickets solved with fewer than two replies, also those nobody answered. "
        "Zammad's first solution is closed within 15 minutes. Freshservice asks for no customer reply. The "
        "same five tickets give 80, 60, 60 and 50%."
    ),
    source="repeat-contact practice (ICMI); Wilson 1927 for the interval",
    min_n="30 issues at least 7 days old",
    interval="Wilson",
    audience="C",
    example="Five of six issues had no sequel within 7 days: 5 of 6, too few for a percentage.",
    gives=(FCR,),
    reckon=fcr,
)

REOPEN_RATE_MEASURE = Measure(
    id="reopen_rate",
    name="Came back after settled (14 days)",
    definition=(
        "Of the conversations first settled in the period, those opened again within fourteen days. What "
        "was settled less than fourteen days before its source ends is left out and counted, since it may "
        "still come back. Sources in which no reopening is ever on record are left out: they have no place "
        "to tell it."
    ),
    formula="reopened within 14 days of first settled / first settled, at least 14 days ago",
    differs=(
        "Others divide the reopenings of a month by what was solved in it, which mixes two groups and can "
        "pass 100%. Zammad leaves merged tickets out."
    ),
    source="cohort definition; Wilson 1927 for the interval",
    min_n="30 settled",
    interval="Wilson",
    audience="C",
    example="14 of 200 settled in June came back: 7%, 4 to 11%.",
    gives=(REOPEN_RATE,),
    reckon=reopen_rate,
)

TRANSFER_RATE_MEASURE = Measure(
    id="transfer_rate",
    name="Passed on",
    definition=(
        "Of the conversations opened in the period whose teams are known, those that passed at least once "
        "from one team to another, or were transferred during an answered call. Sources that never tell of "
        "a move are left out: they only name the last team. Which of them had come to "
        "the wrong door the sources do not tell, so that part has no value."
    ),
    formula="conversations with at least one move / conversations with known teams",
    differs="Others count reassignments to a person too, or events instead of conversations.",
    source="Wilson 1927 for the interval",
    min_n="30",
    interval="Wilson",
    audience="C",
    example="26 of 312 were passed on: 8%, 6 to 12%.",
    gives=(TRANSFER_RATE, MISROUTED),
    reckon=transfer_rate,
)
