"""The manifest of a backup: what made it, what it holds, and how to tell that nothing is missing."""

import json
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal

from unsung.ground.problems import Problem

NAME = "manifest.json"
FORMAT = 1
MOST_BYTES = 64 << 20
"""More than the manifest of any home: a larger one is no manifest."""

Kind = Literal["sqlite", "rows"]


@dataclass(frozen=True)
class Member:
    """One member of the file: its SHA-256 in hexadecimal and its size in bytes, unpacked."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    `kind` is what the database part is: one SQLite file, or the rows of every table. `shape` names the
    migrations the database had, as "app.name"; `facts` counts the rows of each family.
    """

    made_at: str
    unsung: str
    kind: Kind
    shape: list[str]
    facts: dict[str, int]
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT

    def written(self) -> bytes:
        """As it lies in the file."""
        return (json.dumps(asdict(self), indent=1, sort_keys=True) + "\n").encode()


def own_version() -> str:
    """The version of Unsung at work."""
    try:
        return version("unsung")
    except PackageNotFoundError:
        return "of a checkout"


def no_backup(name: str, why: str) -> Problem:
    """What to say of a file that is no whole backup."""
    return Problem(f"{name} {why}.", "Nothing was changed.", "Take another backup.")


def read(text: bytes, name: str) -> Manifest:
    """The manifest in `text`; raises Problem where it is none, or of a format not known here yet."""
    try:
        told = json.loads(text)
        number = int(told["format"])
    except (ValueError, KeyError, TypeError) as fault:
        raise no_backup(name, "has no manifest that can be read") from fault
    if number > FORMAT:
        raise Problem(
            f"{name} was made by a newer Unsung ({told.get('unsung', 'version not told')}).",
            "Nothing was changed.",
            "Bring Unsung up to that version first.",
        )
    try:
        return _checked(told)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise no_backup(name, "has a manifest that makes no sense") from fault


def _checked(told: dict[str, Any]) -> Manifest:
    if told["kind"] not in ("sqlite", "rows"):
        raise ValueError(told["kind"])
    return Manifest(
        str(told["made_at"]),
        str(told["unsung"]),
        told["kind"],
        [str(name) for name in told["shape"]],
        {str(family): int(count) for family, count in told["facts"].items()},
        {str(name): Member(str(m["sha256"]), int(m["size"])) for name, m in told["members"].items()},
        int(told["format"]),
    )
