"""The one-time code that lets the first person in: made at a start, kept only as a hash, gone once used."""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Literal

from unsung.ground import clock
from unsung.ground.home import home

Answer = Literal["right", "wrong", "too_many", "gone"]
LETTERS = "BCDFGHJKMNPQRSTVWXZ23456789"
"""What cannot be mistaken for another when read aloud or typed from a screen."""
GROUPS, LONG = 3, 4
MOST = 10
"""How many wrong codes are listened to in `WINDOW_S` seconds, whichever process they come to."""
WINDOW_S = 600


def new_code() -> str:
    """A fresh code, such as "7KXM-2RTQ-HV9C"; the one before it is worth nothing any more."""
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(LONG)) for _ in range(GROUPS))
    salt = secrets.token_bytes(16)
    place = home().make().setup_code
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as written:
        os.fchmod(written.fileno(), 0o600)
        json.dump({"salt": salt.hex(), "hash": _hash(code, salt), "wrong": []}, written)
    return code


def use_code(said: str) -> Answer:
    """Whether this is the code; the right one is used up by being said.

    Wrong ones are counted in the file, under a lock that every process of this home waits for.
    """
    with _held() as file:
        kept = _read(file)
        if file is None or kept is None:
            return "gone"
        now = clock.now().timestamp()
        lately = [at for at in kept["wrong"] if now - at < WINDOW_S]
        if len(lately) >= MOST:
            return "too_many"
        if hmac.compare_digest(_hash(said, bytes.fromhex(kept["salt"])), kept["hash"]):
            forget_code()
            return "right"
        _write(file, {**kept, "wrong": [*lately, now]})
        return "wrong"


def forget_code() -> None:
    """Take the code away: it was used, or somebody is there already."""
    home().setup_code.unlink(missing_ok=True)


@contextmanager
def _held() -> Iterator[IO[str] | None]:
    try:
        file = home().setup_code.open("r+", encoding="ascii")
    except FileNotFoundError:
        yield None
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # Whoever waited may find that the one before used it up.
        yield file if os.fstat(file.fileno()).st_nlink else None


def _read(file: IO[str] | None) -> dict[str, Any] | None:
    try:
        return dict(json.load(file)) if file else None
    except ValueError:  # cut off while it was written: the next start makes another
        return None


def _write(file: IO[str], kept: dict[str, Any]) -> None:
    file.seek(0)
    file.truncate()
    json.dump(kept, file)


def _hash(code: str, salt: bytes) -> str:
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.scrypt(letters.encode(), salt=salt, n=2**14, r=8, p=1).hex()
