"""A line as it was read: its words, what was understood of them, and the chips that show it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, get_args

Audience = Literal["me", "sup", "team", "all", "register"]
Kind = Literal["call", "mail", "chat", "walkin", "visit", "cash", "stock", "todo", "kudos", "note"]
KINDS: tuple[Kind, ...] = get_args(Kind)
AUDIENCES = ("me", "sup", "team", "all")
"""From the narrowest to the widest."""

VERSION = 1
"""Of the grammar; it is kept with every line, since no other device ever reads the line again."""


@dataclass(frozen=True)
class Chip:
    """One thing that was understood: from where to where it stands in the line, and what it was taken for."""

    kind: str
    start: int
    end: int
    said: str


@dataclass(frozen=True)
class Entry:
    """A cash book's, a stock list's or a visitors' book's part of a line.

    `move` is in, out, count or used; `amount` is a decimal number as text, None where none was said.
    """

    book: Literal["cash", "stock", "visit"]
    move: str = ""
    amount: str | None = None
    what: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What reading a line hangs on: the moment it is read at, in its writer's zone, and what is known.

    `names` are those that @name may mean, of people and departments; `tags` those used before. What is in
    `plain` was dismissed by its writer and is left in the text as it stands.
    """

    now: datetime
    names: Collection[str] = ()
    tags: Collection[str] = ()
    plain: Collection[str] = ()


@dataclass
class Line:
    """One line, read. `text` is what is left once chips are taken out; `raw` is never changed.

    `day` and `at` are local to the writer and None where nothing said them; `minutes` are whole.
    """

    raw: str
    text: str = ""
    type: Kind = "note"
    day: date | None = None
    at: time | None = None
    minutes: int | None = None
    count: int | None = None
    people: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    customer: str = ""
    to: str = ""
    badge: str = ""
    due: date | None = None
    heat: int | None = None
    star: bool = False
    outcome: str = ""
    audience: Audience = "me"
    register: Entry | None = None
    hints: list[str] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
