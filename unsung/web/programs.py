"""Programs: what they may ask for in a person's name, their tokens made, and who is behind a token."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from unsung.ground import clock
from unsung.ground.visitor import Visitor
from unsung.ledger.queries.people import visitor
from unsung.web.doors import BRING, COLLEAGUES, DESK, Door
from unsung.web.models import Account, Program

BEGINS = "unsung_"
SCOPES: dict[str, Door] = {
    door.name: door
    for door in (
        Door("deliveries:read", BRING, "Read what was brought in, and what was put aside"),
        Door("deliveries:write", BRING, "Bring records in"),
        Door("figures:read", COLLEAGUES, "Read printed reviews and their figures"),
        Door("cases:read", DESK, "Read cases and their conversations"),
        Door("journal:write", COLLEAGUES, "Keep lines in your journal, and read none"),
    )
}
"""What a program may be let do: the roles whose people may let it, and what it is, in words."""


@dataclass(frozen=True)
class Asker:
    """The program that asks, and the person in whose name it does."""

    program: Program
    visitor: Visitor

    def may(self, scope: str) -> bool:
        """Whether it was let do this, and the person still may."""
        return scope in self.program.scopes and SCOPES[scope].opens_for(self.visitor)


def scopes_of(here: Visitor) -> dict[str, Door]:
    """What this person may let a program do today."""
    return {name: scope for name, scope in SCOPES.items() if scope.opens_for(here)}


def let_in(account: Account, name: str, scopes: Collection[str], until: date | None) -> str:
    """Let a program in and give its token, which is shown this once: only a hash of it is kept."""
    token = BEGINS + secrets.token_urlsafe(32)
    Program.objects.create(
        account=account,
        name=name,
        seal=seal_of(token),
        scopes=[scope for scope in SCOPES if scope in scopes],
        made_on=clock.now().date(),
        until=until,
    )
    return token


def seal_of(token: str) -> str:
    """The hash under which a token is known; it is long and random, so that a quick one is enough."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def asker(token: str) -> Asker | None:
    """Who shows this token; None where nobody was given it, it has run out, or the account was ended."""
    today = clock.now().date()
    found = Program.objects.select_related("account").filter(seal=seal_of(token)).first()
    if found is None or not found.account.is_active or (found.until and found.until < today):
        return None
    if found.used_on != today:
        Program.objects.filter(pk=found.pk).update(used_on=today)
    return Asker(found, visitor(found.account.person_id))
