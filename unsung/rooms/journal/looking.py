"""Looking into one's own journal: by day, by words, by who may read a line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from unsung.ground.kinds import FAMILIES, KINDS
from unsung.ledger.cards.models import Card
from unsung.rooms.journal.capture import AUDIENCES
from unsung.rooms.journal.linking import called, cases_of
from unsung.rooms.journal.reflections import QUESTIONS
from unsung.rooms.journal.written import Version, Written

MOST = 200
"""How many lines a search shows."""
SAYING = {
    "learnt": ({"learnt", "learned"}, set[str]()),
    "taught": ({"taught"}, {"onboard", "write_down"}),
}
"""Which words, as a tag or in the text, and which kinds of work say that something was learnt, or taught."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Entry:
    """A line as the journal shows it; `case` is the conversation it is linked to, where that is known."""

    written: Written
    case: Card | None = None

    @property
    def id(self) -> str:
        """By which its writer finds it."""
        return self.written.id

    @property
    def now(self) -> Version:
        """The version that holds."""
        return self.written.now

    @property
    def families(self) -> list[str]:
        """The families of work that its writer said it belongs to, in words."""
        return list(dict.fromkeys(FAMILIES[KINDS[kind].family] for kind in self.now.kinds if kind in KINDS))

    @property
    def people(self) -> list[str]:
        """Whom it names."""
        return [f"@{name}" for name in self.now.said["people"]]

    @property
    def wished(self) -> str:
        """For whom its writer meant it, where that is not the writer alone and it was never shared."""
        return "" if self.written.shared else AUDIENCES.get(self.now.said["audience"], "")

    @property
    def question(self) -> str:
        """The question of a reflection that it answers; empty for a line of work."""
        return QUESTIONS.get(self.now.asked, "")

    @property
    def called(self) -> str:
        """The conversation it is linked to, as a chip calls it; empty where it is linked to none."""
        linked = "" if self.now.case is None else "a conversation"
        return called(self.case) if self.case else linked

    @property
    def unsung(self) -> bool:
        """Whether it tells minutes that no system recorded."""
        return self.now.said["minutes"] is not None and self.now.case is None

    @property
    def late(self) -> bool:
        """Whether it was written down on another day than the one it tells of."""
        return self.now.local.date() != self.now.happened

    @property
    def changed(self) -> bool:
        """Whether there are earlier versions."""
        return len(self.written.versions) > 1


@dataclass(frozen=True)
class Day:
    """A day with its lines, the latest first."""

    date: date
    entries: list[Entry]

    @property
    def number(self) -> int:
        """How many lines of work it has; what its writer reflected on is none."""
        return sum(not entry.now.asked for entry in self.entries)

    @property
    def spent(self) -> str:
        """The time its lines say, together: "41 min", "6 h 48"; empty where none says any."""
        said = [entry.now.said["minutes"] for entry in self.entries]
        known = [minutes for minutes in said if minutes is not None]
        return _spent(sum(known)) if known else ""


def _spent(minutes: int) -> str:
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02}"


def days(lines: Sequence[Written]) -> list[Day]:
    """Lines, newest first, by the day they tell of."""
    grouped = groupby(lines, key=lambda each: each.now.happened)
    return [Day(day, [Entry(each) for each in those]) for day, those in grouped]


def days_with_cases(lines: Sequence[Written]) -> list[Day]:
    """Lines by day, each with the conversation it is linked to."""
    cases = cases_of(lines)
    return [
        replace(day, entries=[replace(each, case=cases.get(each.now.case or 0)) for each in day.entries])
        for day in days(lines)
    ]


def found(lines: Iterable[Written], wanted: Sequence[str]) -> list[Written]:
    """The lines whose present version has every one of these words."""
    return [line for line in lines if all(word in _text(line) for word in wanted)]


def wanted(words: str) -> list[str]:
    """What is looked for, in small letters: each word, and “quoted words” that must stand together."""
    parts = words.casefold().replace("“", '"').replace("”", '"').split('"')
    loose = [word for part in parts[::2] for word in part.split()]
    return loose + [part.strip() for part in parts[1::2] if part.strip()]


def _text(line: Written) -> str:
    return str(line.now.said["raw"]).casefold()


def _says(line: Written, show: str) -> bool:
    """Whether a line of work tells of something learnt, or taught."""
    tags = {tag.casefold() for tag in line.now.said["tags"]}
    words, kinds = SAYING[show]
    spoken = not line.now.asked and any(word in words for word in WORD.findall(_text(line)))
    return spoken or bool(tags & words or kinds & set(line.now.kinds))


def meant_for(lines: Iterable[Written], show: str) -> list[Written]:
    """The lines that others can read ("shared"), those nobody can but their writer ("me"), or all.

    Of the latter, "others" are those meant for others and never shared; "learnt" and "taught" those that
    say so by a tag, a word or a kind of work, and "reflections" what was written on closing a day or a week.
    """
    if show in SAYING:
        return [line for line in lines if _says(line, show)]
    if show == "reflections":
        return [line for line in lines if line.now.asked]
    if show == "others":
        return [line for line in lines if line.shared is None and line.now.said["audience"] != "me"]
    wanted = {"me": (True,), "shared": (False,)}.get(show, (True, False))
    return [line for line in lines if (line.open is None) in wanted]
