"""A pack's claims with what stands behind each, as their writer's page shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unsung.ledger.queries.corroborations import Asked
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.evidence.grading import gap, grade, standing
from unsung.rooms.journal.evidence.packs import Claim, Pack
from unsung.rooms.journal.looking import Entry


@dataclass(frozen=True)
class Shown:
    """An entry behind a claim, and what a colleague was asked about it."""

    entry: Entry
    asked: Asked | None

    @property
    def grade(self) -> str:
        """Its letter."""
        return grade(self.entry.written, self.asked is not None and self.asked.yes)

    @property
    def gap(self) -> str:
        """How long after the day it was written down."""
        return gap(standing(self.entry.written)[0])


@dataclass(frozen=True)
class ShownClaim:
    """A claim with its entries, and how many of them were erased since."""

    claim: Claim
    entries: list[Shown]

    @property
    def removed(self) -> int:
        """How many entries it had that are erased."""
        return len(self.claim.lines) - len(self.entries)


def shown_claims(mine: Open, pack: Pack, asked: Mapping[str, Asked]) -> list[ShownClaim]:
    """The claims of a pack in their order, each entry by the day it tells of."""
    return [
        ShownClaim(claim, sorted(_entries(mine, claim, asked), key=lambda each: each.entry.now.day))
        for claim in pack.claims
    ]


def _entries(mine: Open, claim: Claim, asked: Mapping[str, Asked]) -> Iterator[Shown]:
    for line in map(mine.find, claim.lines):
        if line and not line.erased:
            yield Shown(Entry(line), asked.get(line.id))
