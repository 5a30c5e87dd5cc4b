"""Shared lines as each reader sees them, and as their writer does: names only of those who agreed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Q, QuerySet

from unsung.ground.visitor import Visitor
from unsung.ledger.models import Mention, Role, RoleName, SharedLine
from unsung.ledger.queries.people import AT_A_DESK

SIGN = "\ufffc"
NAMED = re.compile(f"{SIGN}([0-9]+){SIGN}")
A_COLLEAGUE = "a colleague"
AT_ONCE = 50


def sign(place: int) -> str:
    """What stands in words for the colleague named in this place."""
    return f"{SIGN}{place}{SIGN}"


def in_words(text: str, names: Mapping[int, str]) -> str:
    """Words with the names of these places; whoever is not among them is a colleague."""
    return NAMED.sub(lambda found: names.get(int(found[1]), A_COLLEAGUE), text)


@dataclass(frozen=True)
class Place:
    """A place in the order of the lines: the day they tell of, then their numbers, newest first."""

    happened: date
    number: int

    def __str__(self) -> str:
        return f"{self.happened}.{self.number}"

    @classmethod
    def told(cls, text: str) -> Self | None:
        """The place an address names; None where it names none."""
        day, _, number = text.partition(".")
        try:
            place = cls(date.fromisoformat(day), int(number))
        except ValueError:
            return None
        return place if 0 <= place.number < 1 << 62 else None


@dataclass(frozen=True)
class LineRead:
    """A shared line as one reader sees it; `by` is empty where its writer's name is not shown.

    `names_me` where the reader is named in it, and then `answer` is what the reader said to that; `read` is
    whether the reader ticked that it was read; `mine` whether the reader wrote it.
    """

    place: Place
    by: str
    desk: str
    audience: str
    written: date
    words: str
    outcome: str
    kinds: Sequence[str]
    minutes: int | None
    mine: bool
    read: bool
    names_me: bool
    answer: str


def lines_for(reader: Visitor, before: Place | None = None, most: int = AT_ONCE) -> list[LineRead]:
    """The lines this reader may read, the newest day first, from behind a place; at most `most` of them.

    Where somebody looks in the reader's place, those of the looker alone.
    """
    rows = _readable(reader)
    if before:
        behind = Q(happened=before.happened, number__lt=before.number)
        rows = rows.filter(behind | Q(happened__lt=before.happened))
    found = list(rows.select_related("by", "desk").order_by("-happened", "-number")[:most])
    numbers = [line.number for line in found]
    named = _mentions(numbers)
    ticks = SharedLine.objects.filter(read_by=reader.person, number__in=numbers)
    ticked = set(ticks.values_list("number", flat=True))
    return [_as_read(line, reader, named.get(line.number, []), line.number in ticked) for line in found]


def may_read(reader: Visitor, number: int) -> bool:
    """Whether this reader may read the line of this number."""
    return _readable(reader).filter(number=number).exists()


def _readable(reader: Visitor) -> "QuerySet[SharedLine]":
    roles = Role.objects.filter(person=reader.person)
    led = roles.filter(role=RoleName.LEAD).values("desk")
    to_me = SharedLine.objects.filter(to=reader.person).values("number")
    rows = SharedLine.objects.exclude(words="").filter(
        Q(audience="lead", desk__in=led, number__in=to_me)
        | Q(audience="all", desk__in=led)
        | Q(audience="team", desk__in=roles.filter(role__in=AT_A_DESK).values("desk"))
        | Q(number__in=Mention.objects.filter(person=reader.person).values("line"))
    )
    return rows.filter(by=reader.looker.person) if reader.looker else rows


def _mentions(lines: Iterable[int]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for each in Mention.objects.filter(line__in=list(lines)).select_related("person").order_by("place"):
        found.setdefault(each.line_id, []).append(each)
    return found


def _as_read(line: SharedLine, reader: Visitor, named: Sequence[Mention], read: bool) -> LineRead:
    me = next((each for each in named if each.person_id == reader.person and not reader.looker), None)
    names = {each.place: each.person.name for each in named if each.answer == "yes" or each is me}
    return LineRead(
        Place(line.happened, line.number),
        line.by.name if line.by else "",
        line.desk.name,
        line.audience,
        line.written,
        in_words(line.words, names),
        in_words(line.outcome, names),
        line.kinds,
        line.minutes,
        mine=line.by is not None and line.by_id == reader.person,
        read=read,
        names_me=me is not None,
        answer=me.answer if me else "",
    )


@dataclass(frozen=True)
class Copy:
    """A shared line as its writer sees it: what readers have, who ticked it, who is named and agreed.

    `leads` are those it was shared with who still lead the desk.
    """

    words: str
    outcome: str
    kinds: Sequence[str]
    minutes: int | None
    readers: Sequence[str]
    named: Sequence[tuple[str, str]]
    leads: Sequence[str]


def copy_of(number: int) -> Copy | None:
    """What readers have of the line of this number; None where it was taken back."""
    line = SharedLine.objects.exclude(words="").filter(number=number).first()
    if line is None:
        return None
    readers = sorted(line.read_by.values_list("name", flat=True), key=str.casefold)
    lead = Role.objects.filter(role=RoleName.LEAD, desk=line.desk_id, person__in=line.to.all())
    leads = sorted(lead.values_list("person__name", flat=True), key=str.casefold)
    named = [(each.person.name, each.answer) for each in _mentions([number]).get(number, [])]
    return Copy(line.words, line.outcome, line.kinds, line.minutes, readers, sorted(named), leads)
