"""Lines of an Asterisk Master.csv: which field stands where, and how to tell such a line."""

import csv
import re

BASE = (
    "accountcode", "src", "dst", "dcontext", "clid", "channel", "dstchannel", "lastapp", "lastdata",
    "start", "answer", "end", "duration", "billsec", "disposition", "amaflags",
)  # fmt: skip
NEWER = ("peeraccount", "linkedid", "sequence")
DISPOSITIONS = frozenset({"ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION"})
STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")
UNIQUE = re.compile(r"(?:.*-)?(\d{9,10})\.\d+$")


def fields_of(row: list[str]) -> dict[str, str] | None:
    """The fields of a line by name; None where it is no such line.

    Which of uniqueid, userfield and the three newer columns are written is a setting of the exchange, so
    the number of fields tells, and what the seventeenth looks like.
    """
    names = _names(row)
    if len(row) < len(BASE) or names is None or row[14] not in DISPOSITIONS or not STAMP.match(row[9]):
        return None
    return dict(zip(names, row, strict=True))


def _names(row: list[str]) -> tuple[str, ...] | None:
    extra = len(row) - len(BASE)
    newer = NEWER if extra >= 3 else ()
    match extra - len(newer):
        case 0:
            return (*BASE, *newer)
        case 1:
            return (*BASE, "uniqueid" if UNIQUE.match(row[16]) else "userfield", *newer)
        case 2:
            return (*BASE, "uniqueid", "userfield", *newer)
    return None


def looks_like_master(beginning: str) -> bool:
    """Whether most of the first lines of this text are of a Master.csv."""
    lines = [line for line in beginning.splitlines()[:20] if line.strip()]
    if not lines or lines[0].count(",") < len(BASE) - 1:
        return False
    try:
        rows = list(csv.reader(lines))
    except csv.Error:
        return False
    return sum(fields_of(row) is not None for row in rows) * 2 > len(rows)
