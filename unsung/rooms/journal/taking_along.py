"""A journal taken along by its writer: every line and every version, as JSON or to be read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from unsung.publishing import words
from unsung.rooms.journal.looking import Entry, days
from unsung.rooms.journal.sealing import Head
from unsung.rooms.journal.verifying import seal_line
from unsung.rooms.journal.written import Written


def as_json(lines: Iterable[Written], heads: Iterable[Head] = ()) -> str:
    """Every line with all its versions, both clocks, heat and what it is shared as, and every head."""
    told = [
        {
            "id": line.id,
            "versions": [asdict(each) for each in line.versions],
            "shared": asdict(line.shared) if line.shared else None,
        }
        for line in lines
    ]
    sealed = [{"day": f"{each.day}", "root": each.root.hex(), "head": each.head.hex()} for each in heads]
    head: dict[str, Any] = {"format": 1, "lines": told, "heads": sealed}
    return json.dumps(head, ensure_ascii=False, indent=1)


def as_text(lines: Sequence[Written], heads: Sequence[Head] = ()) -> str:
    """The lines as Markdown, a day after the other, to read, print and keep; at the end the last head."""
    parts = ["# My journal"]
    for day in days(lines):
        parts.append(f"\n## {words.day_of_year(day.date)}\n")
        parts += [_line(entry) for entry in reversed(day.entries)]
    parts += [f"\n{seal_line(heads[-1])}"] if heads else []
    return "\n".join(parts) + "\n"


def _line(entry: Entry) -> str:
    late = f" (written down on {words.day_of_year(entry.now.local.date())})" if entry.late else ""
    return f"- {entry.now.at + ' ' if entry.now.at else ''}{entry.now.said['raw']}{late}"
