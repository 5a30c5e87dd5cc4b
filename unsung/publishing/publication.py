"""What a publication is: sentences first, tables that are the charts, every figure with its definition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from unsung.ground.figures import Figure
from unsung.ground.periods import Period
from unsung.publishing import words


@dataclass(frozen=True)
class Sentence:
    """What is read: one sentence or a few; `strong` is the part of the text set in bold.

    `claims` names what it says to have changed (subjects of findings); empty where it claims no change.
    """

    text: str
    strong: str = ""
    claims: tuple[str, ...] = ()

    @property
    def runs(self) -> tuple[str, str, str]:
        """The text before the strong part, the strong part, and the text after it."""
        return self.text.partition(self.strong) if self.strong else (self.text, "", "")


@dataclass(frozen=True)
class Shown:
    """A figure opened to its definition: pairs of a heading and what stands under it."""

    key: str
    name: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Mark:
    """A row's small drawing, every place in percent of its column.

    bar: from 0 to `at`. dumbbell: from `other` (before) to `at` (now). band: a dot at `at` on a band from
    `low` to `high`. span: the same, and a ring at `other`. A place outside the column is held at its edge.
    """

    kind: Literal["bar", "dumbbell", "band", "span"]
    at: float
    other: float | None = None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        """Hold every place inside the column."""
        object.__setattr__(self, "at", _held(self.at))
        for name in ("other", "low", "high"):
            place = getattr(self, name)
            object.__setattr__(self, name, None if place is None else _held(place))

    @property
    def band(self) -> float | None:
        """How wide the band is; None without one."""
        return None if self.low is None or self.high is None else self.high - self.low


def _held(place: float) -> float:
    return min(100.0, max(0.0, place))


@dataclass(frozen=True)
class Cell:
    """What stands in a row at the right: a text, something smaller after it; `at` is the date that it is."""

    text: str
    small: str = ""
    strong: bool = False
    quiet: bool = False
    narrow: bool = True
    """False where the column is dropped on a small screen."""
    at: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a table: its label with a note under it, its drawing, its cells, and what it opens to."""

    label: str
    cells: tuple[Cell, ...]
    note: str = ""
    icon: str = ""
    mark: Mark | None = None
    shown: Shown | None = None


@dataclass(frozen=True)
class Table:
    """A table that is its own chart: `first` heads the labels, `ends` label its scale, in percent."""

    look: Literal["bars", "topics", "answers", "times", "plain"]
    caption: str
    first: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""
    measured: str = ""
    key: tuple[str, str] | None = None
    ends: tuple[tuple[float, str], ...] = ()
    foot: str = ""
    shown: tuple[Shown, ...] = ()

    @property
    def classes(self) -> str:
        """What the style sheet calls it."""
        return self.look if self.look in ("bars", "plain") else f"bars {self.look}"

    @property
    def drawn(self) -> bool:
        """True where the rows have a drawing."""
        return any(row.mark for row in self.rows)

    @property
    def columns(self) -> tuple[tuple[str, bool], ...]:
        """The heads of the cells, and whether their column stays on a small screen."""
        narrow = self.rows[0].cells if self.rows else ()
        return tuple((head, cell.narrow) for head, cell in zip(self.heads, narrow, strict=True))


@dataclass(frozen=True)
class Point:
    """One point of a trend, with its interval where there is one; values in the unit they are printed in."""

    label: str
    value: float
    printed: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Trend:
    """The months before and this one, in a line; `finding` is what a reader who cannot see it is told."""

    finding: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Door:
    """One day's doorway: the day, its conversations, and the label under it where the day is named."""

    on: date
    n: int
    label: str = ""

    @property
    def name(self) -> str:
        """The day as a table names it."""
        return words.day(self.on)

    @property
    def at(self) -> str:
        """The day as a program reads it: 2025-11-06."""
        return self.on.isoformat()

    @property
    def printed(self) -> str:
        """Its conversations as a table prints them."""
        return words.count(self.n)


@dataclass(frozen=True)
class Doors:
    """The month's days, a doorway each, as tall as the conversations it held."""

    doors: tuple[Door, ...]
    finding: str
    caption: Sentence


@dataclass(frozen=True)
class Glance:
    """One of the four figures that open the issue: value, unit words, and the sentence under it."""

    id: str
    name: str
    value: str
    unit: str
    text: Sentence
    shown: Shown
    trend: Trend | None = None
    mark: Mark | None = None
    ends: tuple[str, str] | None = None

    @property
    def had(self) -> bool:
        """True where there is a value to print."""
        return self.value != words.NOT_HAD


@dataclass(frozen=True)
class Section:
    """A part of the issue: its title, its sentences, then its tables; `pair` sets the tables side by side."""

    key: str
    title: str
    say: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()
    pair: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A section that has no facts: its name, what is missing, and how to get it."""

    name: str
    missing: str
    how: str


@dataclass(frozen=True)
class SourceLine:
    """One source: where its facts came from, how many, how many rows were put aside, how fresh it is."""

    name: str
    delivery: str
    facts: int
    rejects: int
    freshest: datetime | None


@dataclass(frozen=True)
class Made:
    """How an issue was made: sources, notes (guesses too), what is missing, why rows were put aside."""

    sources: tuple[SourceLine, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rejects_explained: tuple[str, ...] = ()


@dataclass(frozen=True)
class HowMade:
    """The last section, printed: its sentences, the sources' table, the notes and what was left out."""

    say: tuple[Sentence, ...]
    sources: Table | None
    guesses: tuple[str, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...]
    aside: tuple[str, ...]
    colophon: str


@dataclass(frozen=True)
class Review:
    """The printed monthly review: everything a press needs, nothing that depends on how it is printed."""

    desk_name: str
    period: Period
    masthead: str
    headline: Sentence
    opening: tuple[Sentence, ...]
    byline: str
    doors: Doors | None
    glance: tuple[Glance, ...]
    sections: tuple[Section, ...]
    how_made: HowMade
    counted: tuple[Shown, ...]
    figures: tuple[Figure, ...]
    made: Made
    claims: tuple[str, ...] = ()

    @property
    def at(self) -> str:
        """The month as a program reads it: 2025-11; the first day of a period that is no month."""
        return f"{self.period.start:%Y-%m}" if words.is_month(self.period) else self.period.start.isoformat()

    @property
    def reading(self) -> str:
        """How long it takes to read: "Six minutes"."""
        return words.minutes_to_read(sum(len(each.text.split()) for each in self.sentences()))

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the issue's prose in reading order."""
        yield self.headline
        yield from self.opening
        if self.doors:
            yield self.doors.caption
        yield from (each.text for each in self.glance)
        for section in self.sections:
            yield from section.say
            for table in section.tables:
                yield from (Sentence(text) for text in (table.title, table.measured, table.foot) if text)
        yield from self.how_made.say
