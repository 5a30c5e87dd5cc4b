"""Sealing a journal: each day gets a head, written once, that tells of any later change to what was there."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from unsung.ground.seal import BEGINNING, DayTree, head
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.models import Drawer, Slip
from unsung.rooms.journal.written import Written

A_DAY = timedelta(days=1)
Leaves = dict[date, list[bytes]]
"""The leaves of the versions written down on a day (in UTC, whatever zone the desk is in), by their bytes."""


@dataclass(frozen=True)
class Head:
    """The head of a day, with the root of its tree."""

    day: date
    root: bytes
    head: bytes

    @property
    def short(self) -> str:
        """Its beginning, for the eye; a comparison needs all of it."""
        digits = self.head.hex()
        return " ".join(digits[at : at + 4] for at in range(0, 12, 4))


def close(mine: Open, last: date) -> list[Head]:
    """Write the heads of the days up to `last` that have none yet, empty days too; returns the new ones."""
    with transaction.atomic():
        mine.row = Drawer.objects.select_for_update().get(pk=mine.row.pk)
        known = heads(mine)
        begins = known[-1].day + A_DAY if known else None
        if begins and begins > last:
            return []
        leaves = leaves_of(mine.whole())
        begins = begins or min([*(day for day in leaves if day <= last), last])
        made = list(_chained(mine, leaves, begins, last, known[-1].head if known else BEGINNING))
        _write(mine, made)
    return made


def heads(mine: Open) -> list[Head]:
    """Every head that was written, the earliest first."""
    months = sorted(date.fromisoformat(each) for each in mine.notes().get("sealed", ()))
    slips = Slip.objects.in_bulk([mine.key.name(_named(month)) for month in months])
    found = [each for slip in _opened(mine, slips.values()) for each in slip]
    return sorted(found, key=lambda each: each.day)


def last_head(mine: Open) -> Head | None:
    """The latest head that was written; None before the first day is over."""
    months = sorted(mine.notes().get("sealed", ()))
    slip = Slip.objects.filter(name=mine.key.name(_named(date.fromisoformat(months[-1])))) if months else ()
    return next((some[-1] for some in _opened(mine, slip) if some), None)


def leaves_of(lines: Iterable[Written]) -> Leaves:
    """The leaves of lines by the day they were written down, those of erased lines too."""
    found: Leaves = defaultdict(list)
    for line in lines:
        for version in line.versions:
            found[version.moment.date()].append(version.leaf())
        for day, leaf in line.leaves:
            found[date.fromisoformat(day)].append(bytes.fromhex(leaf))
    # An erased line has lost the moment it was written at, and the order must outlast that.
    return {day: sorted(some) for day, some in found.items()}


def first_broken(mine: Open) -> date | None:
    """The first day whose lines no longer lead to its head, or whose head does not follow; None: all hold."""
    written = heads(mine)
    if not written:
        return None
    again = _chained(mine, leaves_of(mine.whole()), written[0].day, written[-1].day, BEGINNING)
    days = zip(written, again, strict=False)
    broken = next((min(one.day, other.day) for one, other in days if one != other), None)
    whole = len(written) == (written[-1].day - written[0].day).days + 1
    return broken or (None if whole else written[-1].day)


def _chained(mine: Open, leaves: Leaves, first: date, last: date, before: bytes) -> Iterator[Head]:
    day = first
    while day <= last:
        root = DayTree(mine.key.filling, day, leaves.get(day, [])).root
        before = head(before, root, day)
        yield Head(day, root, before)
        day += A_DAY


def _write(mine: Open, made: list[Head]) -> None:
    months: dict[date, list[Head]] = defaultdict(list)
    for each in made:
        months[each.day.replace(day=1)].append(each)
    for month, some in months.items():
        slip = Slip.objects.filter(name=mine.key.name(_named(month))).first()
        kept = [*(next(_opened(mine, [slip]), []) if slip else []), *some]
        packed = json.dumps([[f"{one.day}", one.root.hex(), one.head.hex()] for one in kept]).encode("ascii")
        mine.lay(_named(month), "heads", packed)
    mine.note({"sealed": {f"{month}" for month in months}})


def _opened(mine: Open, slips: Iterable[Slip]) -> Iterator[list[Head]]:
    for slip in slips:
        plain = mine.key.unseal(slip.name.bytes, bytes(slip.sealed))
        if plain:
            yield [
                Head(date.fromisoformat(day), bytes.fromhex(root), bytes.fromhex(of))
                for day, root, of in json.loads(plain)
            ]


def _named(month: date) -> str:
    return f"heads {month:%Y-%m}"
