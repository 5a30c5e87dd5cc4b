"""What an issue is composed from: the figures, the breakdowns beside them, and what was asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from unsung.ground.figures import CHANNELS, Figure
from unsung.ground.periods import Period, local_day
from unsung.measures.asked import Asked
from unsung.measures.breakdowns import Breakdown, Day, Door, Pace, Usual, Waiting
from unsung.measures.ends import counted_at_s
from unsung.measures.statistics.counts import dispersion
from unsung.publishing import words

CHANNEL_NAMES = {
    "call": "Calls",
    "mail": "Mail",
    "chat": "Chat",
    "walkin": "Walk-ins",
    "form": "Forms",
    "other": "Other",
}
IN_A_SENTENCE = {name: said.lower() for name, said in CHANNEL_NAMES.items()} | {"other": "other ways in"}


REPLIES_BY = {
    "call": "to calls",
    "mail": "by mail",
    "chat": "in chat",
    "walkin": "to walk-ins",
    "form": "to forms",
    "other": "to others",
}
"""How replies go out on a channel, in a sentence."""


@dataclass(frozen=True)
class Definition:
    """How a measure is counted, as printed to a reader.

    `measure` is its id; `differs` says how others count it, `source` whose formula it is, `min_n` from how
    many cases it is printed; `audience` T keeps it from readers outside the team.
    """

    measure: str
    name: str
    definition: str
    differs: str
    source: str
    min_n: str
    audience: str = "C"


NO_DAYS = Pace(0, 0)


@dataclass(frozen=True)
class Breakdowns:
    """The counts that figures do not hold: by day, category and kind, the months before, who waits longest.

    `history` and `csat_history` end with the month of the issue; `csat_history` gives satisfied and answers;
    `usual` is None where the months before are too few to have a usual range; `pace_before` where the month
    before is not compared; `channels` the days over which each of them may be.
    """

    days: Sequence[Day]
    categories: Breakdown
    kinds: Breakdown
    history: Sequence[tuple[Period, int]]
    csat_history: Sequence[tuple[Period, int, int]]
    usual: Usual | None = None
    waiting: Sequence[Waiting] = ()
    pace: Pace = NO_DAYS
    pace_before: Pace | None = None
    channels: Mapping[str, Door] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """Everything an issue may use, and the few readings of it that several parts share."""

    asked: Asked
    figures: Mapping[str, Figure]
    breakdowns: Breakdowns
    definitions: Mapping[str, Definition]
    desk_name: str
    from_files: bool

    @property
    def now(self) -> str:
        """The month by name."""
        return words.month(self.asked.period)

    @property
    def before(self) -> str:
        """The month it is compared with, by name."""
        return words.month(self.asked.before)

    def had(self, *ids: str) -> Figure | None:
        """The first of these figures that has a value."""
        return next((figure for id in ids if (figure := self.figures.get(id)) and figure.had), None)

    def told(self, *ids: str) -> Figure | None:
        """The first of these figures that has a value and cases enough to say it aloud."""
        figure = self.had(*ids)
        return None if figure is None or figure.tier == "counts_only" else figure

    @property
    def first_reply(self) -> Figure | None:
        """How soon half had a first reply, in opening hours where these are known.

        By the calendar where half of a channel came and was answered while the desk was closed: in opening
        hours that is no time at all, which says nothing of the wait.
        """
        business = self.told("first_response_time.business.median")
        if business and all(part.value for part in (business, *by_channel(business).values())):
            return business
        return self.told("first_response_time.calendar.median")

    def for_readers(self, figure: Figure) -> bool:
        """Whether readers of the issue may see it: what is for the team alone stays out of a desk's issue."""
        definition = self.definitions.get(figure.id)
        return self.from_files or definition is None or definition.audience == "C"

    def why_not(self, id: str, otherwise: str) -> str:
        """Why a figure was not had, in the measure's own words where it gives any."""
        figure = self.figures.get(id)
        return (figure.why_null if figure else "") or otherwise

    @property
    def volume(self) -> int | None:
        """Conversations opened in the month; None where no source has any."""
        figure = self.had("contact_volume")
        return None if figure is None or figure.value is None else round(figure.value)

    @property
    def volume_before(self) -> int | None:
        """Conversations of the month before; None where the records do not cover it."""
        figure = self.had("contact_volume")
        return earlier(figure)

    @property
    def not_compared(self) -> str:
        """Why nothing stands beside the month, in a sentence, where the month before is not had."""
        if self.asked.data_from_s >= self.asked.before.end_s:
            return f"{self.before} is not in the records, so nothing is compared with it."
        why = self.why_not("volume_change", "")
        if "hold nothing of" in why:
            return f"The records hold nothing of {self.before}, so nothing is compared with it."
        known = "too late to compare" in why or "too early to compare" in why
        return why if known else f"{self.before} is not whole in the records, so nothing is compared with it."

    @property
    def days(self) -> tuple[int, int]:
        """Days on record, this month and before: working days where hours are known; none: not compared."""
        before = self.breakdowns.pace_before
        return 0 if self.all_closed else self.breakdowns.pace.days, before.days if before else 0

    @property
    def compared(self) -> bool:
        """Whether the numbers a day of the two months may be compared, as the figure of it says too."""
        return self.had("volume_change") is not None and all(self.days)

    @property
    def days_compared(self) -> str:
        """Over how many days of each month they are, in a sentence; empty where these are all there are."""
        of = [len(self.asked.open_days(period)) for period in (self.asked.before, self.asked.period)]
        now, before = self.days
        if not self.compared or [before, now] == of:
            return ""
        return (
            f"The change a {self.a_day} is over the days of which all records tell: {words.count(before)} of "
            f"{self.before}, {words.count(now)} of {self.now}."
        )

    @property
    def all_closed(self) -> bool:
        """Whether whatever came, with its day, came on days on which the desk was closed."""
        days = self.breakdowns.days
        return any(day.n for day in days) and all(day.working is False for day in days if day.n)

    @property
    def each_day(self) -> float | None:
        """Conversations each of these days; None where the records hold no such day whole."""
        return None if self.all_closed else self.breakdowns.pace.a_day

    @property
    def each_day_before(self) -> float | None:
        """The same of the month before; None where it is not compared."""
        before = self.breakdowns.pace_before
        return before.a_day if before else None

    @property
    def a_day(self) -> str:
        """What one of those days is called."""
        return "working day" if self.asked.hours_known else "day"

    @property
    def open_days(self) -> list[Day]:
        """The days drawn and compared: those on record, the desk open; every one where no hours are known."""
        return [day for day in self.breakdowns.days if day.had and day.working in (True, None)]

    @property
    def days_told(self) -> str:
        """How many days the records tell of, in a sentence; empty where they tell of every open day."""
        expected = [day for day in self.breakdowns.days if day.working in (True, None)]
        told = [day.on for day in expected if day.had]
        if not told or len(told) == len(expected):
            return ""
        span = words.days(Period(told[0], told[-1] + timedelta(days=1)))
        days = words.several(len(expected), self.a_day)
        return f"The records tell of {words.count(len(told))} of its {days}, {span}."

    @property
    def counted_at(self) -> str:
        """The moment at which what waits was counted: the month's end, or where the records end before it.

        Only the ways in that tell what is open have a say.
        """
        period, ends = self.asked.period, self._waits_counted_at()
        days = {local_day(at_s - 1, period.zone) for at_s in ends}
        if max(ends) < period.end_s and len(days) == 1:
            (day,) = days
            return f"where the records end, on {day.day} {day:%B}"
        last = words.last_day(period)
        said = f"at the end of {last.day} {last:%B}"
        return said if min(ends) >= period.end_s else f"{said}, or where a source ends before it"

    def _waits_counted_at(self) -> set[int]:
        figure = self.had("backlog.open")
        split = figure.by.get("channel", {}) if figure else {}
        telling: list[str | None] = [name for name, part in split.items() if part.had]
        ends = (counted_at_s(self.asked, name) for name in telling or [None])
        return set().union(*ends) or {self.asked.period.end_s}

    @property
    def phi(self) -> float:
        """How much more the days vary than chance alone would make them, their weekday apart; 1 at least."""
        days = self.open_days
        found = dispersion([each.n for each in days], [each.on.weekday() for each in days])
        return max(1.0, found or 1.0)

    @property
    def channels(self) -> dict[str, Figure]:
        """The channels with conversations in this month or the one before, by size."""
        volume = self.figures.get("contact_volume")
        split = volume.by.get("channel", {}) if volume else {}
        seen = {name: split[name] for name in CHANNELS if name in split and _seen(split[name])}
        return dict(sorted(seen.items(), key=lambda pair: -(pair[1].value or 0)))

    def known_of(self, figure: Figure) -> list[str]:
        """The channels a figure is known of, in words, where others with conversations are left out of it."""
        split, came = (
            figure.by.get("channel", {}),
            [name for name, part in self.channels.items() if part.value],
        )
        known = [name for name in came if name in split and (split[name].had or split[name].n)]
        return [IN_A_SENTENCE[name] for name in known] if len(known) < len(came) else []


def by_channel(figure: Figure) -> dict[str, Figure]:
    """A figure's channels that have cases enough to be told, where there are several."""
    split = figure.by.get("channel", {})
    told = {name: part for name, part in split.items() if part.had and part.tier != "counts_only"}
    return told if len(told) > 1 else {}


def earlier(figure: Figure | None) -> int | None:
    """The count of the month before; None where it was not had."""
    if figure is None or figure.previous is None or figure.previous.value is None:
        return None
    return round(figure.previous.value)


def by_id(figures: Iterable[Figure]) -> dict[str, Figure]:
    """The figures under their ids."""
    return {figure.id: figure for figure in figures}


def _seen(figure: Figure) -> bool:
    return figure.value is not None and (figure.value > 0 or (earlier(figure) or 0) > 0)
