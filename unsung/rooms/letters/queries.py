"""What the pages of the letters show: weeks with who wrote, asks with their age, answers in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unsung.ground.visitor import Visitor
from unsung.ledger.queries.asks import LOOKED_BACK, Asked, asks_of, asks_of_desks
from unsung.ledger.queries.summaries import OfWeek, weeks_to
from unsung.publishing import words

WEEKS = 6
A_WEEK = timedelta(days=7)
SAID = {"yes": "Yes", "no": "No", "later": "Later"}


@dataclass(frozen=True)
class Shown:
    """An ask as a page shows it to one reader: `mine` where the reader asked it, `to_me` where it waits for
    the reader. Who asked is told to nobody but the two."""

    ask: Asked
    age: str
    answer: str
    waits: bool
    mine: bool
    to_me: bool


@dataclass(frozen=True)
class Week:
    """A week by its number and days, and who of the desk wrote."""

    title: str
    people: list[OfWeek]


def asks_for(reader: Visitor, now: datetime, today: date) -> list[Shown]:
    """What was asked at the reader's desks or of the reader; what waits comes first, the oldest before."""
    since = now - LOOKED_BACK
    found = {each.ref: each for each in asks_of_desks(reader.desks, since)}
    found |= {each.ref: each for each in asks_of(reader.person or 0, since)}
    rows = [shown(each, reader, now, today) for each in found.values()]
    return sorted(rows, key=lambda row: (not row.waits, row.ask.at))


def shown(ask: Asked, reader: Visitor, now: datetime, today: date) -> Shown:
    """One ask as this reader sees it."""
    waits = ask.open_on(today)
    mine, to_me = ask.author == reader.person, ask.of == reader.person
    return Shown(ask, age(ask, now), answer(ask, today), waits, mine, to_me)


def age(ask: Asked, now: datetime) -> str:
    """How long ago it was asked: "this week", "2 weeks ago"."""
    weeks = ask.weeks(now)
    return "this week" if not weeks else "a week ago" if weeks == 1 else f"{weeks} weeks ago"


def answer(ask: Asked, today: date) -> str:
    """What came back, in words: "Yes, 18 September: from Monday on."; empty where nothing did."""
    reply = ask.reply
    if reply is None:
        return ""
    until = f" on {words.day(reply.until)}" if reply.until else ""
    over = ", and that day is over" if reply.until and reply.until < today else ""
    said = f"{SAID[reply.kind]}{until}{over}"
    return f"{said}: {reply.words}" if reply.words else f"{said}."


def weeks_of(reader: Visitor, today: date) -> list[Week]:
    """The last weeks of the desks a reader leads, the latest first, everybody by name."""
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - n * A_WEEK for n in range(WEEKS)]
    found = weeks_to(reader.person or 0, reader.desks, mondays)
    return [Week(_title(each), people) for each, people in _with_people(found)]


def _with_people(found: dict[date, list[OfWeek]]) -> Iterable[tuple[date, list[OfWeek]]]:
    """The latest week, and earlier ones in which anybody wrote."""
    for n, (monday, people) in enumerate(found.items()):
        if people and (n == 0 or any(each.summary for each in people)):
            yield monday, people


def _title(monday: date) -> str:
    sunday = monday + timedelta(days=6)
    first = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {monday:%B}"
    return f"Week {monday.isocalendar().week}, {first} to {sunday.day} {sunday:%B %Y}"
