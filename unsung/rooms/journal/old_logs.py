"""Reading an old log: plain text, a daily journal in Markdown, a table, or a journal taken along as JSON."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from unsung.rooms.journal.capture import LONGEST
from unsung.rooms.journal.old_days import Order, Written, at_the_beginning, order_of

EARLIEST = date(1970, 1, 1)
DAY_NAMES = {"date", "day", "when", "datum", "started", "created", "time", "timestamp"}
TEXT_NAMES = {"text", "entry", "note", "notes", "line", "what", "description", "task", "activity", "comment"}
BULLET = re.compile(r"^(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
HEADING = re.compile(r"^#{1,6}\s+")
WEEKDAY_ALONE = re.compile(r"[\s:,.–—*_-]*((mon|tues|wednes|thurs|fri|satur|sun)day)?[\s:,.–—*_-]*", re.I)
AFTER_DAY = re.compile(r"^(?:T(?=\d)|[\s:,|]*(?:[–—-]\s+)?)")
"""What parts a day from the words after it; a “-40m” after it and the letters of a word are the words'."""
SEAL = re.compile(r"^Seal of \d{4}-\d{2}-\d{2}: [0-9a-f]{64}$")


@dataclass(frozen=True)
class OldLine:
    """A line of an old log: where it stands in it, the day it tells of, and its words."""

    place: int
    day: date
    words: str


@dataclass(frozen=True)
class Aside:
    """What could not be taken over, where it stands, and why."""

    place: int
    words: str
    why: str


@dataclass
class OldLog:
    """An old log, read. `guessed` where nothing told which number of a date is the day.

    `unread` are the columns of a table that are not taken over.
    """

    lines: list[OldLine] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    order: Order = "day first"
    guessed: bool = False
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Piece:
    """Words, and the day they stand under as it is written; None where they stand under none."""

    place: int
    written: Written | None
    words: str


def read_old(text: str, today: date, order: Order | None = None) -> OldLog:
    """The lines of an old log, whatever form it has.

    `order` says which number of a date like 9/10/2026 is the day; without it the dates themselves tell, and
    where they do not, the day is taken to come first.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    taken_along = _of_json(text)
    columns = None if taken_along else _columns(text)
    pieces = taken_along or list(_rows(text, *columns) if columns else _of_text(text))
    dated = [piece.written for piece in pieces if piece.written]
    told = order or order_of(dated)
    log = OldLog(order=told or "day first", guessed=told is None and any(each.numbers for each in dated))
    log.unread = _unread(text, *columns) if columns else []
    for piece in pieces:
        _take(log, piece, today)
    return log


def _take(log: OldLog, piece: _Piece, today: date) -> None:
    day = piece.written.day(log.order) if piece.written else None
    why = _why_not(piece, day, today)
    if why or day is None:
        log.asides.append(Aside(piece.place, piece.words, why))
    else:
        log.lines.append(OldLine(piece.place, day, piece.words))


def _why_not(piece: _Piece, day: date | None, today: date) -> str:
    if piece.written is None:
        return "it is a heading" if HEADING.match(piece.words) else "no day stands over it or before it"
    if day is None:
        return f"the calendar has no {piece.written.found[0].strip()}"
    if day > today:
        return f"{day} lies ahead"
    if day < EARLIEST:
        return f"{day} is before anybody’s time"
    if len(piece.words) > LONGEST:
        return f"it has {len(piece.words):,} letters; a line has {LONGEST:,} at most"
    return ""


def _of_json(text: str) -> list[_Piece]:
    """The present version of every line of a journal taken along."""
    try:
        told = json.loads(text) if text.lstrip().startswith("{") else {}
        versions = [each["versions"][-1] for each in told.get("lines", ())]
        return [
            _Piece(n, at_the_beginning(str(each["day"])), str(each["said"]["raw"]).strip())
            for n, each in enumerate(versions, 1)
        ]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return []


def _columns(text: str) -> tuple[str, int, int] | None:
    """What parts the cells of a table, and which columns hold the day and the words; None: it is none."""
    for by in ("\t", ";", ","):
        names = [name.casefold() for name in _names(text, by)]
        days = [n for n, name in enumerate(names) if name in DAY_NAMES]
        words = [n for n, name in enumerate(names) if name in TEXT_NAMES]
        if days and words:
            return by, days[0], words[0]
    return None


def _names(text: str, by: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([text.partition("\n")[0]], delimiter=by), [])]


def _unread(text: str, by: str, day: int, words: int) -> list[str]:
    return [name for n, name in enumerate(_names(text, by)) if n not in (day, words) and name]


def _rows(text: str, by: str, day: int, words: int) -> Iterator[_Piece]:
    """The rows of a table whose head names a day and words."""
    rows = csv.reader(text.splitlines(keepends=True), delimiter=by)
    next(rows)
    for row in rows:
        said = " ".join(row[words].split()) if len(row) > words else ""
        if said:
            written = at_the_beginning(row[day].strip()) if len(row) > day else None
            yield _Piece(rows.line_num, written, said)


def _of_text(text: str) -> Iterator[_Piece]:
    """The lines of a text: a day alone holds for those below it, one before words for these alone."""
    over: Written | None = None
    pending: _Piece | None = None
    for place, line in enumerate(text.split("\n"), 1):
        if _goes_on(line) and pending:
            pending = _Piece(pending.place, pending.written, f"{pending.words} {line.strip()}")
            continue
        if pending:
            yield pending
            pending = None
        words = BULLET.sub("", line).strip()
        heading = HEADING.match(words)
        bare = HEADING.sub("", words).strip("*_ ")
        written = at_the_beginning(bare)
        if written and (heading or not written.rest.strip(" :,.–—-*_")):
            over = written
            if not WEEKDAY_ALONE.fullmatch(written.rest):
                yield _Piece(place, None, words)
        elif heading:
            yield _Piece(place, None, words)
        elif words and not SEAL.match(words):
            pending = _Piece(place, *_dated(bare, written, over, words))
    if pending:
        yield pending


def _dated(
    bare: str, written: Written | None, over: Written | None, words: str
) -> tuple[Written | None, str]:
    rest = AFTER_DAY.sub("", written.rest) if written else ""
    return (written, rest) if written and rest else (over, words)


def _goes_on(line: str) -> bool:
    """Whether a line only goes on with the words of the one before: it stands in, and begins no point."""
    return line[:1].isspace() and bool(line.strip()) and not BULLET.match(line)


def in_order(lines: Iterable[OldLine]) -> list[OldLine]:
    """The earliest day first, and within a day as they stood."""
    return sorted(lines, key=lambda each: (each.day, each.place))
