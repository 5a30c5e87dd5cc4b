"""Passes: what a link in a letter carries, so that it opens one thing for one person without signing in."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing

LASTS = timedelta(days=90)


@dataclass(frozen=True)
class Pass:
    """Which thing a link opens, and for whom (the number of a person)."""

    ref: UUID
    person: int


def made(kind: str, ref: UUID, person: int) -> str:
    """The pass as text that stands in an address; it opens things of this kind alone."""
    return signing.dumps([ref.hex, person], salt=f"unsung pass {kind}", compress=False)


def read(kind: str, text: str) -> Pass | None:
    """The pass back; None where it was altered, is of another kind, or is older than ninety days."""
    try:
        ref, person = signing.loads(text, salt=f"unsung pass {kind}", max_age=LASTS)
        return Pass(UUID(ref), int(person))
    except (signing.BadSignature, ValueError, TypeError):
        return None
