"""The head of a line: when, how long, what kind, a star; each at most once, in any order."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from unsung.ground.line import moments
from unsung.ground.line.moments import CLOCK, DAY, DURATION, When
from unsung.ground.line.parsed import KINDS, Chip, Line, Surroundings

END = r"(?=\s|\Z)"
SPAN = rf"(?P<begin>{CLOCK})(?:\s?[-–]\s?(?P<end>{CLOCK}))?"
BOOKS = ("cash", "stock", "visit")

Found = re.Match[str]
Take = Callable[[Found, Line, Surroundings], str | None]
"""Writes what a part of the head says into the line and says how the chip reads; None: it is no such part."""

Ways = dict[str, list[tuple[re.Pattern[str], Take]]]
"""By the name of each part, the ways in which it may be written."""


def take_head(line: Line, start: int, stop: int, here: Surroundings) -> int:
    """Take the head that begins at `start` into the line; returns where the body begins, `stop` at most."""
    left, place = dict(PARTS), start
    while left and (taken := _next(line, place, stop, here, left)):
        name, chip = taken
        line.chips.append(chip)
        del left[name]
        place = chip.end
        while place < stop and line.raw[place].isspace():
            place += 1
        if line.type in BOOKS:
            break
    return place


def _next(line: Line, place: int, stop: int, here: Surroundings, left: Ways) -> tuple[str, Chip] | None:
    for name, pattern, take in _every(left):
        found = pattern.match(line.raw, place, stop)
        if found and found[0] not in here.plain and (said := take(found, line, here)) is not None:
            return name, Chip(name, found.start(), found.end(), said)
    return None


def _every(
    left: Ways,
) -> Iterator[tuple[str, re.Pattern[str], Take]]:
    for name, ways in left.items():
        for pattern, take in ways:
            yield name, pattern, take


def _clock(found: Found, line: Line, here: Surroundings) -> str:
    when = moments.at_clock(found["begin"], found["end"] or "", here.now)
    if when.moved:
        line.hints.append(f"Yesterday, since {found['begin']} is still ahead.")
    return _keep(line, when, here.now)


def _on_day(found: Found, line: Line, here: Surroundings) -> str | None:
    when = moments.on_day(found["day"], found["begin"] or "", found["end"] or "", here.now.date())
    return None if when is None else _keep(line, when, here.now)


def _ago(found: Found, line: Line, here: Surroundings) -> str:
    minutes = moments.minutes_of(found["ago"])
    return _keep(line, replace(moments.ago(minutes, here.now), minutes=None), here.now)


def _keep(line: Line, when: When, now: datetime) -> str:
    line.day, line.at = when.day, when.at
    if line.minutes is None:
        line.minutes = when.minutes
    day = "" if when.day == now.date() else f"{when.day:%a} {when.day.day} {when.day:%b}"
    span = f", {when.minutes} min" if when.minutes is not None else ""
    return (f"{day} {when.at:%H:%M}{span}" if when.at else day or "today").strip()


def _lasted(found: Found, line: Line, here: Surroundings) -> str:
    line.minutes = moments.minutes_of(found["lasted"])
    return f"{line.minutes} min"


def _kind(found: Found, line: Line, here: Surroundings) -> str:
    line.type = next(kind for kind in KINDS if kind == found["kind"].lower())
    return line.type


def _star(found: Found, line: Line, here: Surroundings) -> str:
    line.star = True
    return "proud of it"


PARTS: Ways = {
    "when": [
        (re.compile(rf"{SPAN}[:,]?{END}"), _clock),
        (re.compile(rf"(?P<day>{DAY})(?:\s+{SPAN})?:{END}", re.IGNORECASE), _on_day),
        (re.compile(rf"-(?P<ago>{DURATION})[:,]?{END}"), _ago),
    ],
    "duration": [(re.compile(rf"(?P<lasted>{DURATION})[:,]?{END}"), _lasted)],
    "type": [(re.compile(rf"(?P<kind>{'|'.join(KINDS)}):{END}", re.IGNORECASE), _kind)],
    "star": [(re.compile(rf"\*{END}"), _star)],
}
