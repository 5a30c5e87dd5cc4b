"""The keys of the drawers: made, kept under the house's secret and under a code of the writer's own."""

import os
import secrets
from datetime import date
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

NONCE = 12
SALT = 16
ROUND = 256
"""Sealed texts are as long as the next multiple of this, so that their length tells little."""
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE = 5
"""A code has five groups of four letters: 98 bits."""


class Key:
    """A writer's key, open: it names shelves and slips, seals and unseals them."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self._seal = AESGCM(_derived(secret, "seal"))
        self._names = _derived(secret, "names")
        self.filling = _derived(secret, "filling")

    def shelf(self, month: date) -> bytes:
        """What the lines of a month are found by, which tells neither month nor writer."""
        return self._named(f"shelf {month:%Y-%m}")

    def shelf_of(self, what: str) -> bytes:
        """What slips that are no lines are found by."""
        return self._named(f"shelf of {what}")

    def name(self, of: str) -> UUID:
        """The name of a slip: the same for the same line sent twice, and no other writer's."""
        return UUID(bytes=self._named(f"slip {of}"))

    def seal(self, name: bytes, plain: bytes) -> bytes:
        """A text that only this key opens again, and only under the name it was sealed under."""
        framed = len(plain).to_bytes(4, "big") + plain
        nonce = os.urandom(NONCE)
        return nonce + self._seal.encrypt(nonce, framed + bytes(-len(framed) % ROUND), name)

    def unseal(self, name: bytes, sealed: bytes) -> bytes | None:
        """What was sealed; None where another key or another name sealed it, or it was changed since."""
        try:
            framed = self._seal.decrypt(sealed[:NONCE], sealed[NONCE:], name)
        except (InvalidTag, ValueError):
            return None
        return framed[4 : 4 + int.from_bytes(framed[:4], "big")]

    def _named(self, what: str) -> bytes:
        made = hmac.HMAC(self._names, hashes.SHA256())
        made.update(what.encode("utf-8", "surrogatepass"))
        return made.finalize()[:16]


def new_key() -> Key:
    """A key nobody had before."""
    return Key(os.urandom(32))


def new_code() -> str:
    """A code to write down: ABCD-EFGH-JKMN-PQRS-TVWX."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(CODE))
    return "-".join(groups)


def under_secret(key: Key, secret: str) -> bytes:
    """The key as it is kept under the house's secret."""
    return _kept(key, _of_secret(secret))


def by_secret(kept: bytes, secret: str) -> Key | None:
    """The key back; None where it was kept under another secret."""
    return _opened(kept, _of_secret(secret))


def under_code(key: Key, code: str) -> bytes:
    """The key as it is kept under the writer's code."""
    salt = os.urandom(SALT)
    return salt + _kept(key, _of_code(code, salt))


def by_code(kept: bytes, code: str) -> Key | None:
    """The key back, however the code was typed; None where it is another code."""
    return _opened(kept[SALT:], _of_code(code, kept[:SALT]))


def for_waiting(writer: int, secret: str) -> bytes:
    """The key of 32 bytes under which a browser seals lines of a writer that wait in it to be sent."""
    return _derived(secret.encode("utf-8"), f"lines of {writer} that wait in a browser")


def _kept(key: Key, lock: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(lock).encrypt(nonce, key.secret, b"unsung drawer")


def _opened(kept: bytes, lock: bytes) -> Key | None:
    try:
        return Key(AESGCM(lock).decrypt(kept[:NONCE], kept[NONCE:], b"unsung drawer"))
    except (InvalidTag, ValueError):
        return None


def _of_secret(secret: str) -> bytes:
    return _derived(secret.encode("utf-8"), "the drawers of this house")


def _of_code(code: str, salt: bytes) -> bytes:
    letters = "".join(letter for letter in code.upper() if letter in LETTERS)
    return Scrypt(salt=salt, length=32, n=1 << 14, r=8, p=1).derive(letters.encode("ascii"))


def _derived(secret: bytes, use: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, f"unsung {use}".encode()).derive(secret)
