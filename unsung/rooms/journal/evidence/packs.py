"""Packs as their writer keeps them: sealed slips in the drawer, so that nobody can tell there is one."""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Self
from uuid import uuid4

from django.db import transaction

from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.models import Slip

CHOSEN = "I chose the entries myself, from my own record of this period, to show what each claim means."


@dataclass(frozen=True)
class Claim:
    """A claim: what its writer says, what came of it, what would be done differently; lines by their ids."""

    id: str
    says: str
    outcome: str = ""
    differently: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A page of the pack that is published: by what it is found, and the last day it opens."""

    page: str
    until: str

    @property
    def last(self) -> date:
        """The last day it opens."""
        return date.fromisoformat(self.until)


@dataclass(frozen=True)
class Pack:
    """A pack: its period (days as 2026-05-01), claims in their order, lines of thanks, links published."""

    id: str
    first: str
    last: str
    occasion: str = ""
    chosen: str = CHOSEN
    helped: str = ""
    claims: tuple[Claim, ...] = ()
    thanks: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def start(self) -> date:
        """The first day of its period."""
        return date.fromisoformat(self.first)

    @property
    def end(self) -> date:
        """The last day of its period."""
        return date.fromisoformat(self.last)

    @property
    def lines(self) -> list[str]:
        """Every line cited, by claims and then by thanks, each once."""
        cited = [*(line for claim in self.claims for line in claim.lines), *self.thanks]
        return list(dict.fromkeys(cited))

    def claim(self, id: str) -> Claim | None:
        """The claim of this id; None where there is none."""
        return next((claim for claim in self.claims if claim.id == id), None)

    def with_claim(self, claim: Claim) -> Self:
        """The pack with this claim in the place of the one of its id, else at the end."""
        if not self.claim(claim.id):
            return replace(self, claims=(*self.claims, claim))
        return replace(self, claims=tuple(claim if each.id == claim.id else each for each in self.claims))

    def without_claim(self, id: str) -> Self:
        """The pack without this claim."""
        return replace(self, claims=tuple(claim for claim in self.claims if claim.id != id))

    def moved(self, id: str, by: int) -> Self:
        """The pack with this claim moved up (−1) or down (1), where there is one to change places with."""
        claims = list(self.claims)
        at = next((n for n, claim in enumerate(claims) if claim.id == id), None)
        if at is None or not 0 <= at + by < len(claims):
            return self
        claims[at], claims[at + by] = claims[at + by], claims[at]
        return replace(self, claims=tuple(claims))

    def packed(self) -> bytes:
        """As bytes to be sealed."""
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def unpacked(cls, plain: bytes) -> Self:
        """Back from its bytes."""
        told = json.loads(plain)
        claims = tuple(Claim(**{**each, "lines": tuple(each["lines"])}) for each in told["claims"])
        links = tuple(Link(**each) for each in told["links"])
        return cls(**{**told, "claims": claims, "thanks": tuple(told["thanks"]), "links": links})


def begun(first: date, last: date, occasion: str) -> Pack:
    """A new pack of a period, without claims yet."""
    return Pack(str(uuid4()), first.isoformat(), last.isoformat(), occasion)


def new_claim() -> str:
    """An id for a claim."""
    return secrets.token_hex(8)


def packs(mine: Open) -> list[Pack]:
    """Every pack in the drawer, the latest period first."""
    found = _opened(mine, Slip.objects.filter(shelf=mine.key.shelf_of("packs")))
    return sorted(found, key=lambda pack: (pack.last, pack.first, pack.id), reverse=True)


def pack_of(mine: Open, id: str) -> Pack | None:
    """The pack of this id; None where this writer has none."""
    return next(_opened(mine, Slip.objects.filter(name=mine.key.name(f"pack {id}"))), None)


def keep(mine: Open, pack: Pack) -> None:
    """Put a pack into the drawer, in the place of what it was before."""
    mine.lay(f"pack {pack.id}", "packs", pack.packed())


def change(mine: Open, id: str, how: Callable[[Pack], Pack]) -> Pack | None:
    """Change a pack as it is now; None where this writer has none of this id."""
    with transaction.atomic():
        slips = Slip.objects.select_for_update().filter(name=mine.key.name(f"pack {id}"))
        pack = next(_opened(mine, slips), None)
        if pack is not None:
            pack = how(pack)
            keep(mine, pack)
    return pack


def drop(mine: Open, id: str) -> None:
    """Take a pack out of the drawer for good; the lines it cites stay."""
    Slip.objects.filter(name=mine.key.name(f"pack {id}")).delete()


def _opened(mine: Open, slips: Iterable[Slip]) -> Iterator[Pack]:
    for slip in slips:
        plain = mine.key.unseal(slip.name.bytes, bytes(slip.sealed))
        if plain:
            yield Pack.unpacked(plain)
