"""The evidence pack: what its writer claims and the entries behind it, composed without a word of HTML."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from unsung.ground.periods import next_month
from unsung.publishing import words

Grade = Literal["A", "B", "C", "D"]
Gap = Literal["same day", "within 3 days", "later"]

GRADES: dict[Grade, str] = {
    "A": "a conversation in the desk’s records",
    "B": "confirmed by a colleague, named with the date",
    "C": "the writer’s own note of the same day",
    "D": "the writer’s own note, written down later",
}
"""What each letter says of an entry; letters are never added up."""
NOT_PROVED = (
    "That a thing happened as it is told, and that the clock was right on the day. The seal shows that the "
    "words were there on the day they say they were written down, and have not been changed since."
)
LEAST_MONTHS = 12


@dataclass(frozen=True)
class Confirmed:
    """A colleague who said that it was so: the name, the day, and the words that were shown."""

    by: str
    on: date
    words: str


@dataclass(frozen=True)
class Cited:
    """An entry chosen. `recorded` is the writer's own clock; `first` is the day of an earlier wording."""

    ref: str
    day: date
    words: str
    recorded: datetime
    grade: Grade
    gap: Gap
    outcome: str = ""
    kinds: str = ""
    minutes: int | None = None
    first: date | None = None
    sealed: bool = True
    confirmed: Confirmed | None = None

    @property
    def written(self) -> str:
        """When it was written down: "same day, 14:30", "within 3 days: 19 Sep 2026"."""
        if self.gap == "same day":
            return f"same day, {self.recorded:%H:%M}"
        return f"{self.gap}: {self.recorded.day} {self.recorded:%b %Y}"

    @property
    def edited(self) -> str:
        """That there was an earlier wording, and of when; empty where these words are the first."""
        return f"reworded, first written {words.day_of_year(self.first)}" if self.first else ""


@dataclass(frozen=True)
class Claim:
    """One claim with the entries behind it; `removed` is how many of those its writer erased since."""

    number: int
    says: str
    outcome: str = ""
    differently: str = ""
    entries: tuple[Cited, ...] = ()
    removed: int = 0

    @property
    def gone(self) -> str:
        """That entries were removed, in words; empty where none was."""
        if not self.removed:
            return ""
        return f"{words.capital(words.few(self.removed, 'entry was', 'entries were'))} removed by the writer."

    @property
    def confirmations(self) -> tuple[Cited, ...]:
        """Its entries that a colleague confirmed."""
        return tuple(entry for entry in self.entries if entry.confirmed)


@dataclass(frozen=True)
class StripRow:
    """A claim's row of the strip: how many of its entries are of each month, 0 for none."""

    claim: Claim
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Pack:
    """Everything that is printed of a pack; `mark` is the hash of its data, `seal` tells its last head."""

    writer: str
    desk: str
    first: date
    last: date
    made: date
    chosen: str
    occasion: str = ""
    helped: str = ""
    claims: tuple[Claim, ...] = ()
    thanks: tuple[Cited, ...] = ()
    entries: tuple[Cited, ...] = ()
    mark: str = ""
    seal: str = ""

    @property
    def title(self) -> str:
        """Whose it is, and where that person works."""
        return f"{self.writer}, {self.desk}" if self.desk else self.writer

    @property
    def period(self) -> str:
        """From when to when: "1 May to 31 October 2025"."""
        if self.first.year != self.last.year:
            return f"{words.day_of_year(self.first)} to {words.day_of_year(self.last)}"
        return f"{self.first.day} {self.first:%B} to {words.day_of_year(self.last)}"

    @property
    def months(self) -> tuple[date, ...]:
        """The months of the strip: those of the period, and as many before it as make twelve."""
        month = min(self.first.replace(day=1), _month_before(self.last, LEAST_MONTHS - 1))
        found = [month]
        while (month := next_month(month)) <= self.last:
            found.append(month)
        return tuple(found)

    @property
    def outside(self) -> tuple[bool, ...]:
        """Whether each month of the strip lies before the period."""
        return tuple(next_month(month) <= self.first for month in self.months)

    @property
    def strip(self) -> tuple[StripRow, ...]:
        """A row a claim: from which months its entries come."""
        return tuple(
            StripRow(claim, tuple(_of(claim, month) for month in self.months)) for claim in self.claims
        )

    @property
    def finding(self) -> str:
        """What the strip shows, in a sentence."""
        inside = [month for month, out in zip(self.months, self.outside, strict=True) if not out]
        cited = {entry.ref: entry.day for claim in self.claims for entry in claim.entries}
        have = {day.replace(day=1) for day in cited.values()}
        if not cited:
            return "No claim has an entry behind it yet."
        latest = sum(day.replace(day=1) == inside[-1] for day in cited.values())
        months = f"{len(have & set(inside))} of the {words.several(len(inside), 'month')} of this period"
        return f"The entries come from {months}; {latest} of {len(cited)} from the last one."

    @property
    def unsealed(self) -> bool:
        """Whether an entry is too young to have a head."""
        return any(not entry.sealed for entry in self.entries)


def _month_before(day: date, number: int) -> date:
    years, month = divmod(day.month - 1 - number, 12)
    return date(day.year + years, month + 1, 1)


def _of(claim: Claim, month: date) -> int:
    return sum(entry.day.replace(day=1) == month for entry in claim.entries)
