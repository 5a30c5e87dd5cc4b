"""A line as its writer wrote it: every version with both its clocks, and what is left of an erased one."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from unsung.ground.line.parsed import VERSION, Line
from unsung.ground.line.told import as_values
from unsung.ground.seal import leaf

PRIVATE = ("raw", "heat", "plain", "salt", "audience", "hints", "took", "back")
"""What no leaf of the seal holds, so that a line can be shown without it."""


@dataclass(frozen=True)
class Version:
    """One version of a line. `recorded` is a moment in UTC, `day` and `at` are local to `zone`.

    `said` are the values of the line as it was read; `plain` is what its writer would not have understood
    as anything; `kinds` are those the writer chose. `salt` is 16 bytes in hex.
    """

    recorded: str
    zone: str
    day: str
    said: dict[str, Any]
    kinds: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    case: int | None = None
    grammar: int = VERSION
    salt: str = ""

    @property
    def moment(self) -> datetime:
        """When it was written down."""
        return datetime.fromisoformat(self.recorded)

    @property
    def happened(self) -> date:
        """The day it tells of."""
        return date.fromisoformat(self.day)

    @property
    def local(self) -> datetime:
        """When it was written down, as the writer's clock showed it."""
        return self.moment.astimezone(ZoneInfo(self.zone))

    @property
    def clock(self) -> datetime:
        """The same without its zone, for pages: they would else tell it in a zone of their own."""
        return self.local.replace(tzinfo=None)

    @property
    def at(self) -> str:
        """The time of day it tells of: as it was said, else, of the day itself, when it was written down."""
        return self.said["at"] or (f"{self.local:%H:%M}" if self.local.date() == self.happened else "")

    @property
    def shown(self) -> dict[str, Any]:
        """What may be shown of it, exactly as the seal holds it."""
        said = {name: value for name, value in self.said.items() if name not in PRIVATE}
        clocks = {"recorded": self.recorded, "zone": self.zone, "happened": self.day, "kinds": self.kinds}
        return {**said, **clocks}

    @property
    def asked(self) -> str:
        """Which question of a reflection it answers; empty for a line of work."""
        return str(self.said.get("asked", ""))

    def leaf(self) -> bytes:
        """Its leaf in the seal, over what may be shown of it."""
        return leaf(bytes.fromhex(self.salt), self.shown)


def version_of(
    line: Line,
    now: datetime,
    zone: str,
    kinds: Sequence[str] = (),
    plain: Sequence[str] = (),
    typed: datetime | None = None,
) -> Version:
    """A line just read, as it is kept: it tells of the day it names, else of that on which it was typed.

    Typed before it came in, it tells of that time too, unless it says one; `recorded` is when it came in.
    """
    local = (typed or now).astimezone(ZoneInfo(zone))
    said, day = as_values(line), line.day or local.date()
    if typed and day == local.date():
        said["at"] = said["at"] or f"{local:%H:%M}"
    return Version(
        now.astimezone(UTC).isoformat(timespec="seconds"),
        zone,
        day.isoformat(),
        said,
        list(kinds),
        list(plain),
        salt=os.urandom(16).hex(),
    )


@dataclass(frozen=True)
class Shared:
    """As what a line was shared last: the number of the copy, the desk, the audience.

    `to` is for whom, in words, `chip` the same as short as a chip. `named` and `minutes` say whether the
    writer's name and the minutes went along; `back` is the day it was taken back on, empty while readers
    have it.
    """

    number: int
    desk: int
    audience: str
    to: str
    chip: str
    named: bool = True
    minutes: bool = True
    back: str = ""


@dataclass(frozen=True)
class Written:
    """A line with all its versions, the present one last; erased, it has nothing but their leaves.

    `leaves` are pairs of the day, in UTC, on which a version was recorded, and its leaf in hex. `shared` is
    None where the line was never shared.
    """

    id: str
    versions: tuple[Version, ...] = ()
    erased: str = ""
    leaves: tuple[tuple[str, str], ...] = ()
    shared: Shared | None = None

    @property
    def now(self) -> Version:
        """The version that holds."""
        return self.versions[-1]

    @property
    def month(self) -> date:
        """The month whose shelf it stands on."""
        day = self.now.happened if self.versions else date.fromisoformat(self.leaves[-1][0])
        return day.replace(day=1)

    @property
    def open(self) -> Shared | None:
        """As what others can read it now; None: nobody but its writer can."""
        return self.shared if self.shared and not self.shared.back else None

    def with_version(self, version: Version) -> Self:
        """The line with another version, the earlier ones kept; it stays with its conversation."""
        case = self.now.case if version.case is None else version.case
        return replace(self, versions=(*self.versions, replace(version, case=case)))

    def with_case(self, case: int | None) -> Self:
        """The line linked to a conversation, or to none; no leaf of the seal tells of that."""
        return replace(self, versions=(*self.versions[:-1], replace(self.now, case=case)))

    def without_words(self, day: date) -> Self:
        """What is left once its writer erased it: neither words nor salt, so that no guess can be tried."""
        leaves = [(f"{each.moment.date()}", each.leaf().hex()) for each in self.versions]
        left = (*self.leaves, *leaves)
        return replace(self, versions=(), erased=day.isoformat(), leaves=left, shared=None)

    def packed(self) -> bytes:
        """As bytes to be sealed."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    @classmethod
    def unpacked(cls, plain: bytes) -> Self:
        """Back from its bytes."""
        told = json.loads(plain)
        versions = tuple(Version(**each) for each in told["versions"])
        leaves = tuple((day, leaf) for day, leaf in told["leaves"])
        shared = Shared(**told["shared"]) if told.get("shared") else None
        return cls(told["id"], versions, told["erased"], leaves, shared)
