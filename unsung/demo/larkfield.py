"""Larkfield Mutual's service desk as its settings: who sits there, when it is open, what it calls things."""

from dataclasses import dataclass
from datetime import date, timedelta

from unsung.demo.opening import ORDINARY, SHORT, Opening, Span
from unsung.demo.plan import KINDS, MONTHS, TOPICS, month_before

ZONE = "Europe/London"
ADDRESS = "service@larkfieldmutual.example"
DOMAIN = "larkfieldmutual.example"
NUMBER = "01632960100"
LEAD = "Ben Carrow"
NEWCOMER = "Omar Aziz"
REPS = (
    "Ada Boateng",
    "Dele Adeyemi",
    "Hanna Lindqvist",
    "Joy Okafor",
    "Marisol Vega",
    NEWCOMER,
    "Priya Nair",
    "Tomasz Wilk",
)
FOUNDERS_REPS = ("Ada Boateng", "Priya Nair")
AWAY_DAY_REPS = ("Dele Adeyemi", "Hanna Lindqvist", "Marisol Vega", "Tomasz Wilk")
DEPARTMENTS = (
    ("Billing", "Ruth Kessler"),
    ("Claims", "Idris Monroe"),
    ("Underwriting", "Wen Li"),
    ("Online account", ""),
    ("Sales and agents", ""),
    ("Service desk", LEAD),
)


@dataclass(frozen=True)
class Member:
    """One person at the desk: name, role (member or lead), mail address, telephone extension, first day."""

    name: str
    role: str
    mail: str
    extension: str
    since: date | None = None


@dataclass(frozen=True)
class Department:
    """One department and who answers for it, where somebody does."""

    name: str
    answers: str
    mail: str


@dataclass(frozen=True)
class DatedHours:
    """Hours of one day that are not the usual ones, and why."""

    day: date
    span: Span
    why: str


@dataclass(frozen=True)
class CustomerKind:
    """A kind of customer, and the mail domains that give it away (none: told by other means)."""

    name: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desk:
    """All that a ledger needs to know about the desk before it reads its records."""

    name: str
    company: str
    zone: str
    addresses: tuple[str, ...]
    hours: str
    holidays: str
    exceptions: tuple[DatedHours, ...]
    departments: tuple[Department, ...]
    people: tuple[Member, ...]
    kinds: tuple[CustomerKind, ...]
    categories: tuple[str, ...]


def mail_of(name: str) -> str:
    """A colleague's own address; the desk's people write from the desk's."""
    return f"{name.lower().replace(' ', '.')}@{DOMAIN}" if name else ""


def founders_day(first: date) -> date:
    """The fourth Friday of the month that begins on `first`."""
    return first + timedelta(days=(4 - first.weekday()) % 7 + 21)


def away_day(first: date) -> date:
    """The all-company day: the Thursday of the week before Founders' Day."""
    return founders_day(first) - timedelta(days=8)


def year_ends(until: date) -> list[date]:
    """Christmas Eve and New Year's Eve of the years the records touch, where they fall on weekdays."""
    eves = [date(year, 12, day) for year in range(until.year - 2, until.year + 1) for day in (24, 31)]
    return [eve for eve in eves if eve.weekday() < 5]


def newcomer_since(until: date) -> date:
    """The first day of the newest colleague: seven months before the latest month."""
    return month_before(until, 7)


def exceptions(until: date) -> tuple[DatedHours, ...]:
    """The days with hours of their own, oldest first; `until` is the first of the latest month."""
    short = {eve: "Year-end, offices closed" for eve in year_ends(until)}
    short |= {
        founders_day(first): "Founders’ Day, offices closed" for first in (month_before(until, 12), until)
    }
    known = month_before(until, MONTHS - 1)
    return tuple(DatedHours(day, SHORT, short[day]) for day in sorted(short) if day >= known)


def opening(until: date) -> Opening:
    """The desk's hours as the generator reckons with them."""
    return Opening({dated.day: dated.span for dated in exceptions(until)})


def desk(until: date, agent_domains: tuple[str, ...]) -> Desk:
    """The desk as it stands in the latest month, which begins on `until`."""
    domains = {KINDS[1]: agent_domains, KINDS[2]: (DOMAIN,)}
    return Desk(
        name="Service desk",
        company="Larkfield Mutual",
        zone=ZONE,
        addresses=(ADDRESS,),
        hours=f"Mon-Fri {ORDINARY[0]:%H:%M}-{ORDINARY[1]:%H:%M}",
        holidays="GB-ENG",
        exceptions=exceptions(until),
        departments=tuple(Department(name, answers, mail_of(answers)) for name, answers in DEPARTMENTS),
        people=members(until),
        kinds=tuple(CustomerKind(kind, domains.get(kind, ())) for kind in KINDS),
        categories=TOPICS,
    )


def members(until: date) -> tuple[Member, ...]:
    """The eight at the desk and the one who leads it, by name."""
    people = []
    for number, name in enumerate(sorted((*REPS, LEAD)), start=1):
        since = newcomer_since(until) if name == NEWCOMER else None
        role = "lead" if name == LEAD else "member"
        people.append(Member(name, role, mail_of(name), f"21{number:02}", since))
    return tuple(people)
