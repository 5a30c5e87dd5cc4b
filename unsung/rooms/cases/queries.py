"""What the pages of cases ask beside the cards: the choices of the filters, and the desk's zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from unsung.ground.periods import month_of
from unsung.ledger.cards.looking_up import categories, span
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
    at, reach = desk_zone(), span()
    months: list[tuple[str, str]] = []
    if reach is not None:
        first, last = (datetime.fromtimestamp(at_s, UTC).astimezone(ZoneInfo(at)).date() for at_s in reach)
        month = month_of(last, at)
        while month.end > first and len(months) < MOST_MONTHS:
            months.append((month.label, words.month_of_year(month)))
            month = month.before()
    return Choices(at, months, categories())
