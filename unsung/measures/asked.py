"""What is asked of the measures: which period, against which one before, and how far the data reach."""

from dataclasses import dataclass, field

from unsung.ground.periods import Period


@dataclass(frozen=True)
class Asked:
    """One question put to every measure.

    `data_from_s` and `data_to_s` are the first and last moment the sources cover (seconds since 1970 UTC);
    what is not settled by `data_to_s` is still open. `working_days` and `working_days_before` count days
    with any opening, None where no hours are known. `promised_s` is the time to answer by channel, in seconds,
    for the service level. `orders` is the denominator of the contact rate, None where nobody gave one.
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
