"""The seal of a writer’s log: salted leaves, a tree a day whose depth tells nothing, and a chain of heads."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

DEPTH = 8
PLACES = 1 << DEPTH
BEGINNING = bytes(32)
"""What stands before the first head of a log."""

LEAF, NODE, HEAD, BUNDLE = (bytes([mark]) for mark in range(4))
"""What each kind of hash begins with, so that none can pass for another (after RFC 6962)."""

Proof = tuple[bytes, ...]
"""The hashes beside the way from a leaf to the root of its tree, from the leaf upwards."""


def canonical(entry: dict[str, Any]) -> bytes:
    """The one way an entry is written before it is hashed: keys in order, no blanks, UTF-8."""
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def leaf(salt: bytes, entry: dict[str, Any]) -> bytes:
    """The leaf of an entry; without its salt of 16 bytes no guess at the entry can be tried against it."""
    return _hash(LEAF + salt + canonical(entry))


def head(before: bytes, root: bytes, day: date) -> bytes:
    """The head of a day: it holds the day's tree and every day before."""
    return _hash(HEAD + before + root + day.isoformat().encode("ascii"))


@dataclass(frozen=True)
class Place:
    """Where a leaf stands: a place from 0 to 255 in a tree, and the proof that leads to the root."""

    at: int
    proof: Proof

    def root(self, of: bytes) -> bytes:
        """The root that this leaf at this place leads to."""
        found, at = of, self.at
        for beside in self.proof:
            found = _hash(NODE + (beside + found if at & 1 else found + beside))
            at >>= 1
        return found


class DayTree:
    """The tree of a day: always 256 places, those without an entry filled so that nobody can tell.

    `secret` is the writer's: it says which entry stands where and what fills the rest, the same whenever it
    is asked, so that nothing of it need be kept. A day of more than 256 entries (an old log taken over)
    stands in bundles, trees of the same depth, whose roots are the leaves of the day.
    """

    def __init__(self, secret: bytes, day: date, leaves: Sequence[bytes]) -> None:
        """Raises ValueError for more than 65,536 leaves."""
        if len(leaves) > PLACES * PLACES:
            raise ValueError(f"A day holds {PLACES * PLACES:,} entries at most, not {len(leaves):,}.")
        self._secret, self._day = secret, day.isoformat()
        self._bundles: list[_Tree] = []
        top = list(leaves)
        if len(leaves) > PLACES:
            parts = [leaves[at : at + PLACES] for at in range(0, len(leaves), PLACES)]
            self._bundles = [self._tree(f"bundle {n}", part) for n, part in enumerate(parts)]
            top = [bundled(tree.root) for tree in self._bundles]
        self._top = self._tree("day", top)

    @property
    def root(self) -> bytes:
        """The root of the day."""
        return self._top.root

    def places(self, number: int) -> tuple[Place, ...]:
        """Where the leaf of this number stands: one place, or two where it lies in a bundle."""
        if not self._bundles:
            return (self._top.place(number),)
        which, within = divmod(number, PLACES)
        return self._bundles[which].place(within), self._top.place(which)

    def _tree(self, name: str, leaves: Sequence[bytes]) -> "_Tree":
        order = sorted(range(PLACES), key=lambda n: self._drawn(f"place {name} {n}"))
        row = [self._drawn(f"filling {name} {n}") for n in range(PLACES)]
        for number, each in enumerate(leaves):
            row[order[number]] = each
        return _Tree(order, _rows(row))

    def _drawn(self, what: str) -> bytes:
        return hmac.digest(self._secret, f"{self._day} {what}".encode("ascii"), "sha256")


@dataclass(frozen=True)
class _Tree:
    order: list[int]
    rows: list[list[bytes]]

    @property
    def root(self) -> bytes:
        return self.rows[-1][0]

    def place(self, number: int) -> Place:
        at = self.order[number]
        return Place(at, tuple(row[(at >> level) ^ 1] for level, row in enumerate(self.rows[:-1])))


def bundled(root: bytes) -> bytes:
    """The leaf that a bundle's tree stands as in its day."""
    return _hash(BUNDLE + root)


def leads_to(of: bytes, places: Sequence[Place]) -> bytes:
    """The root of the day that a leaf leads to by its places."""
    found = of
    for level, place in enumerate(places):
        found = place.root(bundled(found) if level else found)
    return found


def _rows(row: list[bytes]) -> list[list[bytes]]:
    rows = [row]
    while len(row) > 1:
        row = [_hash(NODE + left + right) for left, right in zip(row[::2], row[1::2], strict=True)]
        rows.append(row)
    return rows


def _hash(of: bytes) -> bytes:
    return hashlib.sha256(of).digest()
