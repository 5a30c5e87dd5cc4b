"""What is asked of the measures: which period, against which one before, and how far the data reach."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from unsung.ground.hours import OpeningHours
from unsung.ground.periods import Period, local_day

WEEKEND = 5
LONGEST_REST = timedelta(days=14)


@dataclass(frozen=True)
class Span:
    """From when until when a source tells of the conversations of a channel, in seconds since 1970 UTC.

    `first_s` is its first conversation of that channel; `from_s` to `to_s` is the stretch in which it tells
    which conversations there were, and up to `known_to_s` it tells what became of them. `counted`: it
    counts and tells no single conversations, so that a day without a row is not known. `n` are the rows it
    is known from, None where that was not said. An empty source or channel stands for every one.
    """

    source: str
    channel: str
    first_s: int
    from_s: int
    to_s: int
    known_to_s: int
    counted: bool = False
    n: int | None = None


@dataclass(frozen=True)
class Asked:
    """One question put to every measure.

    `data_from_s` and `data_to_s` are the first and last moment of anything on record (seconds since 1970
    UTC), `spans` how far each source reaches: what a source does not tell to be settled by its own end is
    still open then. Without `spans` every source reaches as far as the data. `hours` is None where none are
    known. `promised_s` is the time to answer by channel, in seconds, for the service level. `orders` is the
    denominator of the contact rate, None where nobody gave one. `nps`: the net promoter score is wanted.
    """

    period: Period
    data_from_s: int
    data_to_s: int
    hours: OpeningHours | None = None
    promised_s: dict[str, int] = field(default_factory=lambda: {"call": 20, "chat": 120})
    orders: int | None = None
    nps: bool = False
    spans: tuple[Span, ...] = ()

    @property
    def before(self) -> Period:
        """The period it is compared with."""
        return self.period.before()

    @property
    def hours_known(self) -> bool:
        """True where the desk said when it is open."""
        return self.hours is not None

    @property
    def working_days(self) -> int | None:
        """Days of the period with any opening; None where no hours are known."""
        return len(self.open_days(self.period)) if self.hours else None

    @property
    def working_days_before(self) -> int | None:
        """The same of the period before."""
        return len(self.open_days(self.before)) if self.hours else None

    def open_days(self, period: Period) -> tuple[date, ...]:
        """The days of a period with any opening; every day where no hours are known."""
        return self.hours.open_days(period.start, period.end) if self.hours else tuple(period.days)

    def begins_by(self, at_s: int, period: Period) -> bool:
        """Whether records that begin at a moment hold a period from its start.

        Nothing is missing where only days go before on which the desk is closed anyway.
        """
        return local_day(at_s, period.zone) <= self._next_open(period.start)

    def ends_after(self, at_s: int, period: Period) -> bool:
        """The same of records that end at a moment, and the end of a period."""
        return self._next_open(local_day(at_s, period.zone) + timedelta(days=1)) >= period.end

    def _next_open(self, day: date) -> date:
        """The first day from this on that is open; without hours a weekend is all that may pass."""
        if self.hours is None:
            return day + timedelta(days=7 - day.weekday() if day.weekday() >= WEEKEND else 0)
        return next(iter(self.hours.open_days(day, day + LONGEST_REST)), day)

    def spans_of(self, channel: str | None) -> tuple[Span, ...]:
        """How far the sources of a channel reach, or (None) all of them."""
        every = self.spans or (_everything(self.data_from_s, self.data_to_s),)
        return tuple(span for span in every if channel is None or span.channel in ("", channel))


def ask(
    period: Period,
    covered_from_s: int,
    covered_to_s: int,
    hours: OpeningHours | None,
    spans: Iterable[Span] = (),
) -> Asked:
    """The question for `period`, with data from and to these moments (seconds since 1970 UTC)."""
    return Asked(period, covered_from_s, covered_to_s, hours, spans=tuple(spans))


def _everything(from_s: int, to_s: int) -> Span:
    return Span("", "", from_s, from_s, to_s, to_s)
