"""The gaps in the words filled for one conversation: sums, dates, names, the same ones throughout."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from unsung.demo.wording import phrases


class Gaps(dict[str, str]):
    """What stands in the gaps of a conversation's templates: drawn when first asked for, then the same."""

    def __init__(self, rng: Random, day: date, *, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.rng, self.day = rng, day

    def __missing__(self, gap: str) -> str:
        self[gap] = GAPS[gap](self.rng, self.day)
        return self[gap]

    def fill(self, template: str) -> str:
        """The template with its gaps filled, beginning with a capital where a gap began it."""
        text = template.format_map(self)
        return text[0].upper() + text[1:] if template[0] == "{" else text

    def one(self, templates: Sequence[str]) -> str:
        """One of the templates, filled."""
        return self.fill(self.rng.choice(templates))


Draw = Callable[[Random, date], str]


def british(day: date) -> str:
    """A date as people here write it: 6 November."""
    return f"{day.day} {day:%B}"


def money(low: int, high: int) -> Draw:
    """Amounts between two numbers of pounds, mostly with pence."""

    def drawn(rng: Random, day: date) -> str:
        pence = rng.choice((".00", ".20", ".40", ".50", ".64", ".75", ".99", ""))
        return f"£{rng.randint(low, high):,}{pence}"

    return drawn


def number(low: int, high: int) -> Draw:
    """Whole numbers between two, in digits."""
    return lambda rng, day: str(rng.randint(low, high))


def named(key: str) -> Draw:
    """One of the names of a list in names.toml."""
    return lambda rng, day: rng.choice(phrases("names", key))


def days_off(low: int, high: int) -> Draw:
    """A date between `low` and `high` days from the conversation's."""
    return lambda rng, day: british(day + timedelta(days=rng.randint(low, high)))


def month_off(days: int) -> Draw:
    """The name of the month that lies `days` days from the middle of the conversation's."""
    return lambda rng, day: f"{day.replace(day=15) + timedelta(days=days):%B}"


def street(rng: Random, day: date) -> str:
    """A house in an invented street."""
    return f"{rng.randint(1, 148)} {rng.choice(phrases('names', 'streets'))}"


def client(rng: Random, day: date) -> str:
    """A broker's client: a small business or a private person."""
    if rng.random() < 0.5:
        return rng.choice(phrases("names", "clients"))
    return f"{rng.choice(('Mr', 'Mrs', 'Ms', 'Miss'))} {rng.choice(phrases('names', 'last'))}"


def third(rng: Random, day: date) -> str:
    """The date the wrong letter gave: the third of the month after."""
    return british((day.replace(day=28) + timedelta(days=4)).replace(day=3))


def weekday(rng: Random, day: date) -> str:
    """A day of the week on which the desk is open."""
    return rng.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))


GAPS: dict[str, Draw] = {
    "amount": money(24, 460),
    "small": money(5, 38),
    "big": money(900, 6800),
    "policy": lambda rng, day: f"LM-{rng.randint(10200, 58900)}",
    "claim": lambda rng, day: f"CL-{rng.randint(3100, 9800)}",
    "date": days_off(-24, -3),
    "soon": days_off(3, 21),
    "third": third,
    "day": weekday,
    "today": lambda rng, day: f"{day:%A}",
    "month": month_off(0),
    "last_month": month_off(-30),
    "next_month": month_off(30),
    "part_of_day": lambda rng, day: rng.choice(("this morning", "yesterday", "today", british(day))),
    "n": number(2, 6),
    "days": number(11, 27),
    "years": number(3, 31),
    "age": number(24, 83),
    "weeks": lambda rng, day: rng.choice(("two", "three", "four", "five", "six", "3", "4", "5")),
    "nth": named("ordinals"),
    "time": named("times"),
    "town": named("towns"),
    "street": street,
    "client": client,
    "relative": named("relatives"),
    "elder": named("elders"),
    "vehicle": named("vehicles"),
    "room": named("rooms"),
    "thing": named("things"),
    "dept": named("departments"),
}
