"""What the made-up desk is like: its months and hours, and how its doorways differ."""

from dataclasses import dataclass
from datetime import date

from unsung.ground.hours import HoursVersion, OpeningHours, parse_hours
from unsung.ground.periods import Period, month_of

FIRST_DAY = date(2024, 1, 1)
MONTHS = 24
ZONE = "UTC"
HOURS = OpeningHours(ZONE, (HoursVersion(parse_hours("Mon-Fri 09:00-17:30"), FIRST_DAY),))

CATEGORIES = tuple(f"category {number}" for number in range(1, 25))
KINDS = ("private", "business", "agent", "partner")
TEAMS = ("front", "claims", "billing", "contracts", "complaints")
STANDINGS = ("contact", "auto", "bounce", "list", "spam")
STARTERS = ("customer", "desk", "machine")

WEEK = (1.15, 1.05, 1.0, 1.0, 0.95, 0.3, 0.12)
"""How busy each day is, from Monday."""
DAY = (0, 0, 0, 0, 0, 0.1, 0.3, 0.8, 2, 4, 4.5, 4, 3, 3.5, 4, 3.8, 3, 2, 1, 0.7, 0.5, 0.4, 0.2, 0.1)
"""How busy each hour is, from midnight."""


@dataclass(frozen=True)
class Doorway:
    """A channel: its share of conversations, and the medians of its times in seconds.

    `writes` is the chance of one more exchange of messages (0: it has none); `apart` the weights of the
    standings; `stated` the share whose states are known.
    """

    name: str
    share: float
    writes: float = 0.0
    reply_s: float = 1.0
    back_s: float = 1.0
    settle_s: float = 3600.0
    stated: float = 1.0
    apart: tuple[float, ...] = (1, 0, 0, 0, 0)


DOORWAYS = (
    Doorway("call", 0.46, settle_s=5_400, stated=0.6),
    Doorway("mail", 0.28, 0.35, 11_000, 30_000, 86_400, apart=(0.88, 0.04, 0.01, 0.02, 0.05)),
    Doorway("chat", 0.16, 0.72, 55, 40, 1_800),
    Doorway("walkin", 0.08, settle_s=1_500, stated=0.5),
    Doorway("form", 0.015, 0.3, 19_000, 50_000, 120_000),
    Doorway("other", 0.005, settle_s=50_000, stated=0.3),
)
CALL, MAIL, CHAT, WALKIN, FORM, OTHER = range(6)


def months() -> list[Period]:
    """The months of the desk, in their order."""
    found = [month_of(FIRST_DAY, ZONE)]
    while len(found) < MONTHS:
        found.append(month_of(found[-1].end, ZONE))
    return found


def ends_s() -> int:
    """The last moment anything is known of, in seconds since 1970 UTC."""
    return months()[-1].end_s - 1
