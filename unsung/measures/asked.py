"""What is asked of the measures: which period, against which one before, and how far the data reach."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from unsung.ground.hours import OpeningHours
from unsung.ground.periods import Period, local_day, midnight_s


@dataclass(frozen=True)
class Asked:
    """One question put to every measure.

    `data_from_s` and `data_to_s` are the first and last moment the sources cover (seconds since 1970 UTC);
    what is not settled by `data_to_s` is still open. `working_days` and `working_days_before` count days
    with any opening, None where no hours are known. `promised_s` is the time to answer by channel, in
    seconds, for the service level. `orders` is the denominator of the contact rate, None where nobody gave
    one.
    """

    period: Period
    data_from_s: int
    data_to_s: int
    working_days: int | None = None
    working_days_before: int | None = None
    hours_known: bool = False
    promised_s: dict[str, int] = field(default_factory=lambda: {"call": 20, "chat": 120})
    orders: int | None = None

    @property
    def before(self) -> Period:
        """The period it is compared with."""
        return self.period.before()

    @property
    def before_covered(self) -> bool:
        """True where the data cover the whole period before, so that a comparison is fair."""
        return self.data_from_s <= self.before.start_s


def ask(period: Period, covered_from_s: int, covered_to_s: int, hours: OpeningHours | None) -> Asked:
    """The question for `period`, with data from `covered_from_s` to `covered_to_s` (seconds since 1970 UTC).

    Data that begin on a month's first working day cover that month from its start.
    """
    before = period.before()
    return Asked(
        period=period,
        data_from_s=_whole_month_s(covered_from_s, period.zone, hours),
        data_to_s=covered_to_s,
        working_days=len(hours.open_days(period.start, period.end)) if hours else None,
        working_days_before=len(hours.open_days(before.start, before.end)) if hours else None,
        hours_known=hours is not None,
    )


def _whole_month_s(from_s: int, zone: str, hours: OpeningHours | None) -> int:
    first = local_day(from_s, zone)
    month = first.replace(day=1)
    return midnight_s(month, zone) if first <= _first_working_day(month, hours) else from_s


def _first_working_day(month: date, hours: OpeningHours | None) -> date:
    if hours is None:
        # Without hours a weekend is all that may pass before a month shows its first fact.
        return month + timedelta(days=(7 - month.weekday()) % 7 if month.weekday() >= 5 else 0)
    working = hours.open_days(month, month + timedelta(days=14))
    return working[0] if working else month
