"""Splitting a mailbox file (mbox) into its mails as it streams by, in constant memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from unsung.ground.problems import Problem

CHUNK = 1 << 20
LARGEST = 16 << 20
"""Bytes of one mail that are kept: what was written stands before what was attached."""

LONGEST_LINE = 1000
DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
SEPARATOR = re.compile(
    rb"From (?:.*?\s)?(?:"
    + (DAY + rb",?\s+(?:" + MONTH + rb"\s+\d{1,2}|\d{1,2}\s+" + MONTH + rb"),?\s+")
    + rb"(?=.*\b\d{4}\b)(?:\d{4}\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s+[\w+-]+){0,4}"
    + rb"|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}\S*(?:\s+\S+)?"
    + rb")\s*"
)
"""The first line of a mail in an mbox: who handed it over and when, in the shapes of ctime or ISO 8601."""

FIELD = re.compile(rb"[!-9;-~]{1,76}[ \t]*:|>From ")
BROKEN_OFF = re.compile(rb"[!-9;-~]{0,76}\Z")
"""Where a file ends in the middle of the first line of a head, or before it."""
TRACE = re.compile(
    rb"(?i)(?:return-path|delivered-to|received|envelope-to|x-original-to|x-mozilla-status)\s*:"
)
ESCAPED = re.compile(rb"(?m)^>(?=>*From )")


@dataclass(frozen=True, slots=True)
class Cut:
    """One mail of a mailbox with the line it begins at, from 1; `whole` is False where the file broke off."""

    line: int
    raw: bytes
    whole: bool = True


def is_separator(line: bytes) -> bool:
    """Whether a line can be the first of a mail in an mbox."""
    return len(line) <= LONGEST_LINE and SEPARATOR.fullmatch(line.rstrip(b"\r\n")) is not None


def holds_separator(head: bytes) -> bool:
    """Whether a mail begins somewhere in these bytes: so it is with a mailbox whose beginning is missing."""
    return is_separator(head.partition(b"\n")[0]) or any(_openings(head, 0, len(head)))


def split(stream: IO[bytes]) -> Iterator[Cut]:
    """The mails of an mbox one after the other.

    A separator counts only after an empty line (or straight before a line of transport, as where files
    were put together carelessly) and before a line of a head, so that a sentence beginning with "From "
    splits nothing. What stands before the first separator comes as a mail whose beginning is missing.
    Where the stream breaks, what stood before comes first; the Problem is raised after it.
    """
    line, dropped, scanned, buffer = 1, 0, 0, bytearray()
    breaks: list[Problem] = []
    for chunk, ended in _chunks(stream, breaks):
        buffer += chunk
        limit = len(buffer) if ended else max(0, len(buffer) - 2 * LONGEST_LINE)
        start = 0
        for end in list(_openings(buffer, scanned, limit)):
            yield Cut(line, bytes(buffer[start : min(end, start + LARGEST)]))
            line += buffer.count(b"\n", start, end) + dropped
            start, dropped = end, 0
        del buffer[:start]
        scanned = limit - start
        if len(buffer) > LARGEST + 4 * CHUNK:
            surplus = slice(LARGEST, len(buffer) - CHUNK)
            dropped += buffer.count(b"\n", surplus.start, surplus.stop)
            scanned -= surplus.stop - surplus.start
            del buffer[surplus]
    if buffer:
        yield Cut(line, bytes(buffer[:LARGEST]), whole=buffer.endswith(b"\n") and not breaks)
    if breaks:
        raise breaks[0]


def _chunks(stream: IO[bytes], breaks: list[Problem]) -> Iterator[tuple[bytes, bool]]:
    # Old Macintosh mailboxes end their lines in a carriage return alone.
    chunk = stream.read(CHUNK)
    lone_returns = b"\r" in chunk and b"\n" not in chunk
    while chunk:
        try:
            following = stream.read(CHUNK)
        except Problem as problem:
            breaks.append(problem)
            following = b""
        yield (chunk.replace(b"\r", b"\n") if lone_returns else chunk), not following
        chunk = following


def _openings(buffer: bytes | bytearray, begin: int, limit: int) -> Iterator[int]:
    # One that reached over the end of what was searched before begins a little earlier.
    at = buffer.find(b"\nFrom ", max(0, begin - len(b"\nFrom ")), limit)
    while at != -1:
        if _opens_a_mail(buffer, at + 1):
            yield at + 1
        at = buffer.find(b"\nFrom ", at + 1, limit)


def _opens_a_mail(buffer: bytes | bytearray, at: int) -> bool:
    end = buffer.find(b"\n", at, at + LONGEST_LINE)
    if end == -1 or not is_separator(bytes(buffer[at:end])):
        return False
    if buffer.endswith((b"\n\n", b"\n\r\n"), max(0, at - 3), at):
        return FIELD.match(buffer, end + 1) is not None or BROKEN_OFF.match(buffer, end + 1) is not None
    return TRACE.match(buffer, end + 1) is not None


def unescape(raw: bytes) -> bytes:
    """A mail out of an mbox with its escaped lines (">From ") as they were written.

    A line within a quotation is left alone: there the mark was the writer's.
    """
    if b">From " not in raw:
        return raw
    return ESCAPED.sub(lambda found: b">" if _within_quotation(raw, found.start()) else b"", raw)


def _within_quotation(raw: bytes, at: int) -> bool:
    before = raw.rfind(b"\n", 0, max(0, at - 1))
    after = raw.find(b"\n", at)
    return raw[before + 1 : before + 2] == b">" or raw[after + 1 : after + 2] == b">"
