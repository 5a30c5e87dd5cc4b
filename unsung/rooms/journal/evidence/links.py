"""Links to a pack: published sealed under a secret that only the link holds, until a day, or taken back."""

import secrets
from datetime import date
from hashlib import sha256

from unsung.ground import clock
from unsung.rooms.journal.keys import Key
from unsung.rooms.journal.models import Published

ID_BYTES, SECRET_BYTES = 16, 24
LONGEST = 100
"""How long what is sent as a secret may be; ours has 32 letters."""


def publish(page: str, until: date) -> tuple[str, str]:
    """Keep a page sealed; returns by what it is found, and the secret, which is kept nowhere."""
    found_by, secret = secrets.token_urlsafe(ID_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    sealed = _key(secret).seal(found_by.encode("ascii"), page.encode("utf-8"))
    Published.objects.create(page=found_by, until=until, sealed=sealed)
    return found_by, secret


def opened(found_by: str, secret: str) -> str | None:
    """The page; None where there is none, its day is past, or the secret is another: nobody learns which."""
    row = Published.objects.filter(page=found_by, until__gte=clock.now().date()).first()
    plain = _key(secret).unseal(found_by.encode("ascii"), bytes(row.sealed)) if row else None
    return None if plain is None else plain.decode("utf-8")


def take_back(found_by: str) -> None:
    """Take a published page back: from now on its link opens nothing."""
    Published.objects.filter(page=found_by).delete()


def forget_old() -> None:
    """Take away what is past its day."""
    Published.objects.filter(until__lt=clock.now().date()).delete()


def _key(secret: str) -> Key:
    # The secret has 192 random bits: there is nothing to guess that a slow derivation would have to guard.
    return Key(sha256(b"unsung evidence " + secret.strip()[:LONGEST].encode("utf-8", "replace")).digest())
