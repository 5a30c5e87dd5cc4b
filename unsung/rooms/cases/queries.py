"""What the pages of cases ask beside the cards: the choices of the filters, and the desk's zone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unsung.ground.periods import Period, local_day, month_of
from unsung.ledger.cards.looking_up import categories, span, that_hold_cases
from unsung.ledger.queries.zones import desk_zone
from unsung.publishing import words

MOST_MONTHS = 240


@dataclass(frozen=True)
class Choices:
    """What there is to choose from; `months` as ("2025-10", "October 2025"), the latest first."""

    zone: str
    months: Sequence[tuple[str, str]]
    categories: Sequence[str]


def choices() -> Choices:
    """The months, and the categories, in which there are cases."""
    zone = desk_zone()
    every = list(_months(zone))
    held = that_hold_cases([(month.start_s, month.end_s) for month in every])
    months = [
        (month.label, words.month_of_year(month))
        for month, is_held in zip(every, held, strict=True)
        if is_held
    ]
    return Choices(zone, months[:MOST_MONTHS], categories())


def _months(zone: str) -> Iterator[Period]:
    """Every month from the last case to the first; one case of a mistyped year makes it many."""
    reach = span()
    if reach is not None:
        first, last = (local_day(at_s, zone) for at_s in reach)
        month = month_of(last, zone)
        while month.end > first:
            yield month
            month = month.before()
