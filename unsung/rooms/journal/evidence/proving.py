"""The proofs of entries: where each stands in the tree of its day, told without a word of any other."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from unsung.ground.seal import DayTree, Place
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.evidence.grading import standing
from unsung.rooms.journal.sealing import Head, Leaves, heads, leaves_of
from unsung.rooms.journal.written import Version, Written

Told = dict[str, Any]


@dataclass(frozen=True)
class Sealed:
    """A writer's log as it is sealed: every head, and the leaves of every day."""

    mine: Open
    heads: list[Head]
    leaves: Leaves

    @property
    def last(self) -> date:
        """The last day that has a head; the beginning of time where none has."""
        return self.heads[-1].day if self.heads else date.min

    def is_sealed(self, line: Written) -> bool:
        """Whether what the line says now was written down on a day that has its head."""
        return standing(line)[0].moment.date() <= self.last

    def chain(self) -> list[Told]:
        """Every head with its root, from the first day on, so that each can be seen to follow."""
        return [
            {"day": f"{each.day}", "root": each.root.hex(), "head": each.head.hex()} for each in self.heads
        ]

    def entry(self, line: Written) -> Told:
        """What proves a line: the values shown, their salt and places; of an erased one its leaves alone."""
        if line.erased:
            return {"erased": line.erased, "leaves": [self._leaf(*line.leaves[-1])]}
        # A kind chosen today, say, leaves the words sealed as they were on their own day.
        known = [each for each in standing(line) if each.moment.date() <= self.last]
        return {"versions": [self._version(version) for version in known or standing(line)[:1]]}

    def _version(self, version: Version) -> Told:
        places = self._places(version.moment.date(), version.leaf())
        return {"shown": version.shown, "salt": version.salt, "places": places}

    def _leaf(self, day: str, leaf: str) -> Told:
        places = self._places(date.fromisoformat(day), bytes.fromhex(leaf))
        return {"day": day, "leaf": leaf, "places": places}

    def _places(self, day: date, leaf: bytes) -> list[Told]:
        if day > self.last or leaf not in self.leaves.get(day, []):
            return []
        tree = DayTree(self.mine.key.filling, day, self.leaves[day])
        return [_told(place) for place in tree.places(self.leaves[day].index(leaf))]


def sealed(mine: Open) -> Sealed:
    """A drawer's heads and leaves."""
    return Sealed(mine, heads(mine), leaves_of(mine.whole()))


def _told(place: Place) -> Told:
    return {"at": place.at, "proof": [each.hex() for each in place.proof]}
