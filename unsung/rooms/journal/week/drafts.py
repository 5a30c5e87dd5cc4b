"""The draft of a summary, sealed in its writer's drawer: what goes in, in which words, and what is asked."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Self

from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.models import Slip

Words = tuple[str, str]
"""The words of a line as they go into the summary, and what came of it."""


@dataclass(frozen=True)
class DraftAsk:
    """What is to be asked; `by_day` as ISO date or empty. `ref` stays the same until it is sent."""

    ref: str
    words: str
    by_day: str = ""


@dataclass(frozen=True)
class Draft:
    """What a writer decided about one week's summary; whatever is not decided is as it is for everybody.

    `taken` and `left` are lines by their id; `told` gives other words to a line; `nameless` are lines whose
    names are left out. `seen` is None until the writer said whether what the systems saw goes along.
    """

    taken: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()
    told: Mapping[str, Words] = field(default_factory=dict)
    asks: tuple[DraftAsk, ...] = ()
    to: int = 0
    met: str = ""
    quote: str = ""
    cover: str = ""
    joy: str = ""
    hours_of_all: bool = False
    seen: bool | None = None

    @classmethod
    def unpacked(cls, told: dict[str, Any]) -> Self:
        """Back from its values."""
        asks = tuple(DraftAsk(**each) for each in told["asks"])
        words = {line: (str(said), str(came)) for line, (said, came) in told["told"].items()}
        lists = {name: tuple(told[name]) for name in ("taken", "left", "nameless")}
        return replace(cls(**{**told, **lists, "asks": asks}), told=words)

    def has(self, line: str, by_itself: bool) -> bool:
        """Whether a line goes in; `by_itself` says whether it does where nothing was decided."""
        return line in self.taken or (by_itself and line not in self.left)


def draft_of(mine: Open, monday: date) -> Draft:
    """The draft of a week as it was last kept; an empty one where none was."""
    name = mine.key.name(_named(monday))
    slip = Slip.objects.filter(name=name).first()
    plain = mine.key.unseal(name.bytes, bytes(slip.sealed)) if slip else None
    return Draft.unpacked(json.loads(plain)) if plain else Draft()


def keep_draft(mine: Open, monday: date, draft: Draft) -> None:
    """Keep the draft of a week, in place of the one before."""
    packed = json.dumps(asdict(draft), ensure_ascii=False).encode("utf-8")
    mine.lay(_named(monday), "weeks", packed)


def _named(monday: date) -> str:
    return f"week {monday:%Y-%m-%d}"
