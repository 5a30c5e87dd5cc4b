"""A line as it was read, told to a program as plain values or to a person in words."""

from typing import Any

from unsung.ground.line.parsed import Entry, Line

Told = dict[str, Any]


def as_values(line: Line) -> Told:
    """What was read, under the names other programs know: texts, whole numbers, days as 2026-09-17.

    `at` is a time of day, 14:10, local to the writer. What was not said is None, or empty where there may
    be several of it; `register` has book, move, amount (a decimal number as text) and what.
    """
    return {
        "raw": line.raw,
        "text": line.text,
        "type": line.type,
        "at": f"{line.at:%H:%M}" if line.at else None,
        "day": line.day.isoformat() if line.day else None,
        "minutes": line.minutes,
        "count": line.count,
        "people": line.people,
        "tags": line.tags,
        "refs": line.refs,
        "for": line.customer or None,
        "to": line.to or None,
        "badge": line.badge or None,
        "due": line.due.isoformat() if line.due else None,
        "heat": line.heat,
        "star": line.star,
        "outcome": line.outcome or None,
        "audience": line.audience,
        "register": _entry(line.register),
        "hints": line.hints,
    }


def _entry(entry: Entry | None) -> Told | None:
    if entry is None:
        return None
    return {"book": entry.book, "move": entry.move or None, "amount": entry.amount, "what": entry.what}


def in_words(line: Line) -> str:
    """The text that is left, and under it what was understood, as chips are shown on a page."""
    said = [f"[{chip.said}]" for chip in line.chips if chip.kind != "outcome"]
    came = [f":: {line.outcome}"] if line.outcome else []
    below = [" ".join(said)] if said else []
    return "\n    ".join([line.text or "(no words)", *came, *below, *(f"? {hint}" for hint in line.hints)])
