"""An invented October at an invented desk: figures, breakdowns and provenance to compose reviews from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from unsung.ground.figures import CHANNELS, Cases, Earlier, Figure, Interval
from unsung.ground.hours import HoursVersion, OpeningHours, parse_hours
from unsung.ground.periods import Period, month_of
from unsung.measures.asked import Asked
from unsung.measures.breakdowns import Breakdown, Counted, Day, Door, Pace, Usual, Waiting
from unsung.measures.catalogue import MEASURES
from unsung.measures.statistics.changes import Change, Timed, quantile_change, share_change, volume_change
from unsung.measures.statistics.charts import xmr
from unsung.measures.statistics.proportions import publish_tier, wilson
from unsung.publishing.material import Breakdowns, Material, by_id
from unsung.publishing.publication import Made, Review, SourceLine
from unsung.publishing.publications.monthly import DEFINITIONS, compose

OCTOBER = month_of(date(2025, 10, 1), "Europe/London")
HOURS = OpeningHours("Europe/London", (HoursVersion(parse_hours("Mon-Fri 09:00-17:00")),))
ASKED = Asked(OCTOBER, 0, OCTOBER.end_s - 1, HOURS)
GIVEN = {given.id: given for measure in MEASURES for given in measure.gives}

DAYS = (91, 87, 83, 107, 95, 88, 100, 82, 110, 97, 92, 50, 88, 106, 98, 91, 94, 46, 149, 146, 124, 97, 81)
"""Its 23 working days: an all-company day, Founders' Day, and the days after a wrong letter."""

CATEGORIES = (
    ("Billing and payments", 684, 561),
    ("Claims, progress and papers", 571, 588),
    ("Changes and renewals", 463, 455),
    ("Lapsed cover", 262, 219),
    ("New cover and quotes", 241, 236),
    ("Certificates and letters", 178, 184),
    ("Online account", 121, 128),
    ("Visits, directions, other", 94, 91),
)
KINDS = (
    ("Policyholders", 1742, 1690),
    ("Agents and brokers", 488, 450),
    ("Colleagues", 236, 200),
    ("People new to us", 148, 122),
)
MONTHS = (2301, 2240, 2390, 2101, 2345, 2280, 2410, 2390, 2302, 2360, 2290, 2350, 2462, 2614)
SATISFIED = ((232, 290), (238, 294), (225, 281), (240, 296), (240, 296), (259, 312))


def missing(id: str, why: str = "Nobody was asked.") -> Figure:
    """A figure that was not had."""
    given = GIVEN[id]
    return Figure(
        id, given.name, given.unit, None, 0, given.of, given.method, "not_had", given.clock, why_null=why
    )


def counted(id: str, n: int, before: int | None = None) -> Figure:
    """A count, with that of the month before where there is one."""
    previous = None if before is None else Earlier(before, before)
    cases = Cases("Conversations", "opened in the period", n)
    return replace(missing(id), value=n, n=n, tier="count", why_null="", previous=previous, cases=cases)


def share(id: str, x: int, n: int, x_before: int, n_before: int) -> Figure:
    """A share with its interval and its change."""
    tier = publish_tier(x, n)
    earlier = Earlier(x_before / n_before, n_before, wilson(x_before, n_before))
    changed = share_change(x_before, n_before, x, n)
    known = replace(missing(id), value=x / n, n=n, tier=tier, why_null="", interval=wilson(x, n))
    return _compared(known, earlier, changed)


def timed(
    id: str, value: float, interval: Interval, n: int, before: float, interval_before: Interval, n_before: int
) -> Figure:
    """A quantile of times with its interval and its change."""
    q = 0.9 if id.endswith("p90") else 0.5
    earlier = Earlier(before, n_before, interval_before)
    changed = quantile_change(Timed(before, interval_before, n_before), Timed(value, interval, n), q)
    known = replace(missing(id), value=value, n=n, tier="publish", why_null="", interval=interval)
    return _compared(known, earlier, changed)


def volume(n: int, before: int, channels: dict[str, tuple[int, int]]) -> list[Figure]:
    """Conversations, by channel too, and their change a working day."""
    whole = counted("contact_volume", n, before)
    parts = {
        name: counted("contact_volume", *channels[name]) if name in channels else missing("contact_volume")
        for name in CHANNELS
    }
    changed = volume_change(before, 22, n, 23, phi=1.6)
    ratio = replace(missing("volume_change"), value=changed.value, n=n, tier="publish", why_null="")
    return [whole.with_channels(parts), _compared(replace(ratio, interval=changed.interval), None, changed)]


def _compared(figure: Figure, previous: Earlier | None, change: Change) -> Figure:
    return replace(
        figure,
        previous=previous,
        statement=change.statement,
        change=change.value,
        change_interval=change.interval,
    )


def figures() -> list[Figure]:
    """October's figures: Time to settled changed, the others did not, ease was not had."""
    return [
        *volume(
            2614, 2462, {"call": (1196, 1148), "mail": (742, 701), "chat": (431, 388), "walkin": (245, 225)}
        ),
        counted("messages_in", 5012, 4800),
        missing("contact_rate", "Nobody gave a number of orders."),
        timed("first_response_time.business.median", 11400, (10200, 12660), 742, 12000, (10800, 13200), 701),
        timed("first_response_time.business.p90", 31000, (29000, 34000), 742, 32000, (30000, 35000), 701),
        timed("first_response_time.calendar.median", 19400, (15200, 22660), 742, 20000, (16800, 23200), 701),
        timed("resolution_time_km.median", 181440, (170000, 199000), 2614, 259200, (240000, 270000), 2462),
        missing("resolution_time_km.p90", "Not reached yet."),
        counted("backlog.open", 214, 190),
        replace(counted("backlog.median_age", 518400), tier="publish", n=214),
        counted("backlog.older_than_7d", 88, 80),
        counted("backlog.older_than_30d", 31, 30),
        share("fcr", 1856, 2614, 1748, 2462),
        share("reopen_rate", 110, 2400, 118, 2300),
        share("abandonment_rate", 62, 1196, 60, 1148),
        counted("answered_outside_hours", 212, 200),
        share("csat", 259, 312, 240, 296),
        share("survey_response_rate", 312, 1083, 296, 1010),
        replace(counted("survey_response_rate.low", 0), value=259 / 1083, n=1083),
        replace(counted("survey_response_rate.high", 0), value=1030 / 1083, n=1083),
        missing("ces"),
        missing("nps"),
    ]


def nothing() -> list[Figure]:
    """Every figure there is, none of them had."""
    return [missing(id, f"No source tells {given.name}.") for id, given in GIVEN.items()]


def breakdowns() -> Breakdowns:
    """October's days, categories, kinds and months before."""
    months = months_to(OCTOBER, len(MONTHS))
    rates = [n / 22 for n in MONTHS]
    return Breakdowns(
        days=days(DAYS),
        categories=Breakdown([Counted(*row) for row in CATEGORIES], 0, True),
        kinds=Breakdown([Counted(*row) for row in KINDS], 0, True),
        history=list(zip(months, MONTHS, strict=True)),
        csat_history=[(month, *of) for month, of in zip(months_to(OCTOBER, 6), SATISFIED, strict=True)],
        usual=Usual(list(zip(months, rates, strict=True)), xmr(rates[:-1])),
        waiting=[
            Waiting(n, f"INC{n:05}", OCTOBER.end_s - n * 864000, OCTOBER.end_s, "Lapsed cover", "mail")
            for n in (9, 5, 4)
        ],
    )


def empty() -> Breakdowns:
    """Breakdowns of records that hold nothing to break down."""
    none = Breakdown([], 0, False)
    return Breakdowns(
        [Day(on, 0, None) for on in OCTOBER.days], none, none, [(OCTOBER, 0)], [(OCTOBER, 0, 0)]
    )


def days(counts: Iterable[int]) -> list[Day]:
    """Every day of October, working days with these counts and weekends with none."""
    left = iter(counts)
    return [Day(on, next(left), True) if on.weekday() < 5 else Day(on, 0, False) for on in OCTOBER.days]


def months_to(last: Period, of: int) -> list[Period]:
    """So many months in a row, ending with this one."""
    months = [last]
    while len(months) < of:
        months.insert(0, months[0].before())
    return months


MADE = Made(
    sources=(
        SourceLine("mail", "desk.mbox", 7812, 3, datetime(2025, 10, 31, 17, 3, tzinfo=UTC)),
        SourceLine("calls", "Master.csv", 1198, 0, datetime(2025, 10, 31, 16, 58, tzinfo=UTC)),
    ),
    notes=(
        "We took desk@larkfield.example for the desk’s address: our guess.",
        "Dates were read year first.",
    ),
    missing=("The roster has not been read since Tuesday",),
    rejects_explained=("desk.mbox, message 2,114: the date “32 Oct” is in no known form.",),
)


def paced(given: list[Figure], beside: Breakdowns) -> Breakdowns:
    """The breakdowns with as many a day as the figures say came."""
    volume = by_id(given).get("contact_volume")
    if volume is None or volume.value is None:
        return beside
    days, before = len(ASKED.open_days(OCTOBER)), len(ASKED.open_days(OCTOBER.before()))
    then = volume.previous.value if volume.previous else None
    pace_before = None if then is None else Pace(round(then), before)
    channels = {name: door(part, days, before) for name, part in volume.by.get("channel", {}).items()}
    now = Pace(round(volume.value), days)
    return replace(beside, pace=now, pace_before=pace_before, channels=channels)


def door(part: Figure, days: int, before: int) -> Door:
    """A channel on the days of two whole months."""
    now, then = round(part.value or 0), round((part.previous and part.previous.value) or 0)
    own = None if part.previous is None else (Pace(now, days), Pace(then, before))
    return Door(own, (now, then))


def material(
    given: list[Figure] | None = None, beside: Breakdowns | None = None, from_files: bool = False
) -> Material:
    """What findings are made of."""
    given, beside = given or figures(), beside or breakdowns()
    return Material(ASKED, by_id(given), paced(given, beside), DEFINITIONS, "At the desk", from_files)


def review(
    given: list[Figure] | None = None,
    beside: Breakdowns | None = None,
    made: Made = MADE,
    from_files: bool = False,
    name: str = "At the desk",
    asked: Asked = ASKED,
) -> Review:
    """October's review."""
    given, beside = given or figures(), beside or breakdowns()
    return compose(asked, given, paced(given, beside), made, from_files, name)
