"""What was waiting at the end of the period: how many, how long, how many for too long."""

from functools import partial

from unsung.ground.figures import Figure
from unsung.measures.coverage import NOW, spoken_day
from unsung.measures.ends import counted_at_s
from unsung.measures.grid import Histogram
from unsung.measures.kinds import Age, Count
from unsung.measures.measure import Given, Measure, Told, drawn
from unsung.measures.settling import stateless
from unsung.measures.sums import DAY_S, Sums

AT_END = "at the end of the period"
WHERE = "open at the end of the period; standing is contact; started by a customer"
SHEET = "Waiting"
OLD_DAYS = (7, 30)

OPEN = Given(
    "backlog.open",
    "Waiting now",
    "count",
    "conversations open",
    "Count at one moment.",
    AT_END,
    WHERE,
    SHEET,
)
MEDIAN_AGE = Given(
    "backlog.median_age",
    "Waiting now, median age",
    "seconds",
    "conversations open",
    "Median over everything open; all are counted, so there is no interval.",
    f"{AT_END}; time by the calendar since first opened",
    WHERE,
    SHEET,
)
OLDER = tuple(
    Given(
        f"backlog.older_than_{days}d",
        f"Waiting for more than {days} days",
        "count",
        f"conversations open and opened more than {days} days before",
        "Count at one moment.",
        f"{AT_END}; time by the calendar since first opened",
        f"{WHERE}; opened more than {days} days before",
        SHEET,
    )
    for days in OLD_DAYS
)


def backlog(sums: Sums) -> list[Figure]:
    """Open conversations at the end of the period, their median age, and the old ones."""
    return [
        drawn(OPEN, sums, partial(_open, sums, 0)),
        drawn(MEDIAN_AGE, sums, partial(_age, sums)),
        *(
            drawn(given, sums, partial(_open, sums, days * DAY_S))
            for given, days in zip(OLDER, OLD_DAYS, strict=True)
        ),
    ]


def _open(sums: Sums, older_s: int, when: int, channel: str | None) -> Told:
    ages = _ages(sums, when, channel)
    if ages is None:
        return Told(why=stateless(sums, when, channel))
    return Told(Count(int(ages.ended[ages.values > older_s].sum())), note=_reach(sums, when, channel))


def _age(sums: Sums, when: int, channel: str | None) -> Told:
    ages = _ages(sums, when, channel)
    if ages is None:
        return Told(why=stateless(sums, when, channel))
    if not ages.n:
        return Told(why="Nothing was waiting.")
    return Told(Age(ages), note=_reach(sums, when, channel))


def _ages(sums: Sums, when: int, channel: str | None) -> Histogram | None:
    """Ages in seconds of what was open; None where the sources tell no states."""
    ages = sums.ages[when, channel]
    return ages if ages.n or sums.contacts[when, channel]["stated"] else None


def _reach(sums: Sums, when: int, channel: str | None) -> str:
    """How far the records reach back, and where they end too early."""
    asked = sums.asked
    spans = [span for span in asked.spans_of(channel) if not span.counted]
    first_day = spoken_day(asked, min((span.from_s for span in spans), default=asked.data_from_s))
    begin = f"Conversations opened before {first_day}, where the records begin, are missing."
    early_s = min(counted_at_s(asked, channel), default=asked.period.end_s)
    if when == NOW and early_s < asked.period.end_s:
        return f"Counted on {spoken_day(asked, early_s - 1)}, where the records end. {begin}"
    return begin


BACKLOG_MEASURE = Measure(
    id="backlog",
    name="Waiting now",
    definition=(
        "Conversations open at the end of the period: how many, their median age since they were first "
        "opened, and how many are older than 7 and than 30 days. Coming back does not make a conversation "
        "young again. What is settled at that very moment still counts as open. Where a source ends before "
        "the period does, its conversations are counted where it ends. Conversations opened before the "
        "records begin are missing."
    ),
    formula="open at the end of the period; median of (end - opened)",
    differs=(
        "Zendesk's backlog is a nightly snapshot around 23 o'clock. Others show what is open today, "
        "whatever the period, or count age from the last change."
    ),
    source="a count",
    min_n="1",
    interval="none, a count",
    audience="C",
    example="12 open, median age 4.5 days, 5 older than 7 days.",
    gives=(OPEN, MEDIAN_AGE, *OLDER),
    reckon=backlog,
)
