"""Putting one home in the place of another: noted first, so that it is done whole or not at all."""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.db import connection

from unsung.ground.home import Home
from unsung.web.keeping.members import MARK

Move = Sequence[str]


@dataclass(frozen=True)
class Swap:
    """What is moved, each from and to: first the `old` things aside, then the `new` ones into their place.

    `drop` names what is taken away at the end. `token` is empty where the database is among the things moved;
    else it is what the database remembers once it holds the new rows.
    """

    old: Sequence[Move]
    new: Sequence[Move]
    drop: Sequence[str]
    token: str = ""


def begin(home: Home, swap: Swap) -> None:
    """Note what is to be done; from here on it will be, unless the database says it never came to it."""
    half = home.folder / f"{MARK}.half"
    with half.open("w", encoding="utf-8") as written:
        json.dump(asdict(swap), written)
        written.flush()
        os.fsync(written.fileno())
    half.replace(home.folder / MARK)


def cut_off(home: Home) -> bool:
    """Whether a swap was begun in this home and not ended."""
    return (home.folder / MARK).exists()


def settle(home: Home) -> None:
    """End what was begun, from wherever it stands; a swap whose rows never came is taken back."""
    swap = Swap(**json.loads((home.folder / MARK).read_text("utf-8")))
    if not swap.token or remembered() == swap.token:
        for place, there in [*swap.old, *swap.new]:
            _move(Path(place), Path(there))
    # Noted before anything goes: looked at again, nothing of the new home could be taken for the old one.
    begin(home, replace(swap, old=(), new=(), token=""))
    for name in swap.drop:
        _take_away(Path(name))
    (home.folder / MARK).unlink()


def _move(place: Path, there: Path) -> None:
    if place.exists() and not there.exists():
        there.parent.mkdir(parents=True, exist_ok=True)
        place.replace(there)


def _take_away(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def remember(token: str) -> None:
    """Let PostgreSQL remember, within the transaction that brings the new rows, that it has them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_literal(%s)", [token])
        (literal,) = cursor.fetchone()
        cursor.execute(f"COMMENT ON TABLE django_migrations IS {literal}")


def remembered() -> str:
    """What PostgreSQL remembers of the last restore."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('django_migrations'::regclass)")
        (told,) = cursor.fetchone()
    return told or ""
