"""How hard a contact was, as its writer marked it: a version without it, and a whole journal without it."""

from dataclasses import replace

from unsung.ground.line.parsed import Surroundings
from unsung.ground.line.reading import read
from unsung.rooms.journal.written import Version, Written

COOL = "cool"
"""Under which a drawer notes that no heat is collected."""


def cooled(version: Version) -> Version:
    """A version without its mark of heat; its leaf in the seal stays, since none ever held that."""
    if version.said["heat"] is None:
        return version
    raw = _without_mark(version)
    return replace(version, said={**version.said, "heat": None, "raw": raw})


def _without_mark(version: Version) -> str:
    """The words as they were typed, without those that were understood as heat."""
    raw = str(version.said["raw"])
    chips = read(raw, Surroundings(version.local, plain=version.plain)).chips
    for chip in sorted((each for each in chips if each.kind == "heat"), key=lambda each: -each.start):
        before, after = raw[: chip.start].rstrip(), raw[chip.end :].lstrip()
        raw = f"{before} {after}" if before and after else before + after
    return raw


def cool(written: Written) -> Written:
    """A line without heat in any version."""
    return replace(written, versions=tuple(map(cooled, written.versions)))
