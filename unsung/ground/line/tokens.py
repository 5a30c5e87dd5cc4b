"""What stands within a line: people, tags, references, numbers and what is said for a customer or a day."""

import difflib
import re
from collections.abc import Callable
from typing import NamedTuple

from unsung.ground.line import moments
from unsung.ground.line.items import Item
from unsung.ground.line.moments import DURATION
from unsung.ground.line.parsed import Line, Surroundings

TAIL = r"(?P<tail>[.,;!?]*)\Z"
COUNT = re.compile(rf"x(?P<times>[1-9][0-9]{{0,2}}){TAIL}")
CLOSE = 0.8
HOTTEST = 5


class Said(NamedTuple):
    """What an item says: its kind, how the chip reads, and whether its word stays in the text."""

    kind: str
    said: str
    stays: bool = False


Take = Callable[[re.Match[str], Line, Surroundings], Said | None]


def taken(item: Item, line: Line, here: Surroundings) -> Said | None:
    """Write what an item says into the line; None where it is a word like any other."""
    for pattern, take in TOKENS:
        if found := pattern.match(item.text):
            return take(found, line, here)
    return None


def may_be_chip(item: Item) -> bool:
    """Whether an item has the look of something that is taken out of the text."""
    return not item.literal and any(
        take is not _person and pattern.match(item.text) for pattern, take in TOKENS
    )


def is_count(item: Item) -> bool:
    """Whether an item says how many times; only at the end of a part it does."""
    return COUNT.match(item.text) is not None


def _lasted(found: re.Match[str], line: Line, here: Surroundings) -> Said | None:
    if any(chip.kind in ("duration", "about") for chip in line.chips):
        return None
    line.minutes = moments.minutes_of(found["lasted"])
    return Said("about", f"{line.minutes} min")


def _person(found: re.Match[str], line: Line, here: Surroundings) -> Said | None:
    name = found["name"].rstrip(".-")
    known = next((each for each in here.names if each.casefold() == name.casefold()), None)
    if known is None:
        line.hints.append(f"Nobody here is called {name}; it stays a word.")
        return None
    if known not in line.people:
        line.people.append(known)
    return Said("person", f"with {known}", True)


def _ref(found: re.Match[str], line: Line, here: Surroundings) -> Said:
    _add(line.refs, found["ref"])
    return Said("ref", f"#{found['ref']}", True)


def _tag(found: re.Match[str], line: Line, here: Surroundings) -> Said:
    tag = found["tag"]
    _add(line.tags, tag)
    if tag not in here.tags and (like := difflib.get_close_matches(tag, here.tags, 1, CLOSE)):
        line.hints.append(f"like #{like[0]}?")
    return Said("tag", f"#{tag}")


def _times(found: re.Match[str], line: Line, here: Surroundings) -> Said | None:
    if line.count is not None:
        return None
    line.count = int(found["times"])
    return Said("count", f"{line.count} times")


def _keyed(found: re.Match[str], line: Line, here: Surroundings) -> Said | None:
    value = found["quoted"] or found["curled"] or found["plain"] or ""
    key = found["key"].lower()
    return KEYS[key](value, line, here) if value.strip() else None


def _for(value: str, line: Line, here: Surroundings) -> Said | None:
    if line.customer:
        return None
    line.customer = value
    return Said("for", value)


def _voucher(value: str, line: Line, here: Surroundings) -> Said:
    _add(line.refs, value)
    return Said("ref", value)


def _to(value: str, line: Line, here: Surroundings) -> Said | None:
    if line.to:
        return None
    line.to = value
    return Said("to", f"to {value}")


def _badge(value: str, line: Line, here: Surroundings) -> Said | None:
    if line.badge:
        return None
    line.badge = value
    return Said("badge", f"badge {value}")


def _due(value: str, line: Line, here: Surroundings) -> Said | None:
    day = moments.due_day(value, here.now.date())
    if day is None or line.due:
        line.hints.append(f"“due:{value}” names no day that can be kept; it stays in the text.")
        return None
    line.due = day
    return Said("due", f"due {day:%a} {day.day} {day:%b}")


def _heat(value: str, line: Line, here: Surroundings) -> Said | None:
    if not (value.isdecimal() and len(value) == 1 and 1 <= int(value) <= HOTTEST):
        line.hints.append("heat: goes from 1 to 5; it stays in the text.")
        return None
    # Said twice, the hotter holds: no heat may stay in a text that others come to read.
    line.heat = max(int(value), line.heat or 0)
    return Said("heat", f"heat {value}, for you alone")


def _add(to: list[str], value: str) -> None:
    if value not in to:
        to.append(value)


KEYS: dict[str, Callable[[str, Line, Surroundings], Said | None]] = {
    "for": _for,
    "ref": _voucher,
    "to": _to,
    "badge": _badge,
    "due": _due,
    "heat": _heat,
}
TOKENS: tuple[tuple[re.Pattern[str], Take], ...] = (
    (re.compile(rf"~(?P<lasted>{DURATION}){TAIL}"), _lasted),
    (re.compile(rf"[(\[]?@(?P<name>[^\W\d_][\w.\-]*)(?:['’]s)?[)\]]?{TAIL}"), _person),
    (re.compile(rf"#(?P<ref>[0-9]{{1,12}}){TAIL}"), _ref),
    (re.compile(rf"(?:#|\+(?=\w{{3}}))(?P<tag>[^\W\d_][\w\-]+){TAIL}"), _tag),
    (COUNT, _times),
    (
        re.compile(
            rf'(?P<key>{"|".join(KEYS)}):(?:"(?P<quoted>[^"]*)"|“(?P<curled>[^”]*)”'
            rf"|(?P<plain>[^\s\"“]\S*?){TAIL})",
            re.IGNORECASE,
        ),
        _keyed,
    ),
)
