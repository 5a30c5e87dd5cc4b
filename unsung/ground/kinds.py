"""The kinds of work that leave no trace in any system, in their families, and which a line sounds like.

After the 23 kinds of invisible work gathered from Star & Strauss 1999, Hampson & Junor 2005, Allen 2015 and
Babcock et al. 2017; a machine may suggest a kind, the writer decides.
"""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from importlib.resources import files

FAMILIES = {
    "serve": "Serve",
    "calm": "Calm and recover",
    "coordinate": "Coordinate",
    "prepare": "Prepare and prevent",
    "records": "Keep records",
    "place": "Look after the place",
    "teach": "Teach and improve",
}


@dataclass(frozen=True)
class Kind:
    """One kind of work. `unpromoted` where it counts, unless the team says otherwise, as work that helps the
    company and not the career of who does it. `sounds` are beginnings of words that speak for it.
    """

    id: str
    name: str
    family: str
    what: str
    sounds: tuple[str, ...]
    unpromoted: bool = False


def _read() -> dict[str, Kind]:
    rows = tomllib.loads(files("unsung.ground").joinpath("kinds.toml").read_text("utf-8"))["kind"]
    return {row["id"]: Kind(**{**row, "sounds": tuple(row["sounds"])}) for row in rows}


KINDS = _read()
"""The 23 kinds, by their id."""


def _sound(sounds: Collection[str]) -> re.Pattern[str]:
    """One pattern of all the beginnings: a point stands for a blank, a star for any one word between."""
    ways = [way.replace("(", "(?:").replace("*", r"\S+").replace(".", r"\s+") for way in sounds]
    return re.compile(rf"\b(?:{'|'.join(ways)})", re.IGNORECASE)


SOUNDS = {kind.id: _sound(kind.sounds) for kind in KINDS.values()}


def tagged(tags: Collection[str]) -> list[str]:
    """The kinds that a writer named by a tag, #calm or #write-down."""
    named = [tag.casefold().replace("-", "_") for tag in tags]
    return [tag for tag in named if tag in KINDS]


def suggested(text: str) -> list[str]:
    """The kinds a text sounds like, the strongest first, two at most: guesses for the writer to decide."""
    found = {kind: len({hit.casefold() for hit in sound.findall(text)}) for kind, sound in SOUNDS.items()}
    return sorted((kind for kind, hits in found.items() if hits), key=lambda kind: -found[kind])[:2]
