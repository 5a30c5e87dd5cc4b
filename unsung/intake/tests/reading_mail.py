"""What the tests of mail share: a mail written in a line, and reading one to its message."""

import io

from unsung.ground.problems import Problem
from unsung.intake.source import Item, MailHeads, MessageRecord, Piece, Place, Read, Reading
from unsung.intake.sources.mailbox import MAILBOX

DATE = "Wed, 1 Oct 2025 09:30:00 +0100"


def mail(body: str = "Good morning.\n", **fields: str) -> bytes:
    """A mail of June's with this body; fields by name with "_" for "-", an empty one is left out."""
    head = {
        "Date": DATE,
        "From": "June <june@mail.example>",
        "Subject": "Cover",
        "Message-ID": "<1@mail.example>",
    }
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}\n" for name, value in head.items() if value]
    return ("".join(lines) + "\n" + body).encode()


def piece(name: str, content: bytes) -> Piece:
    """A piece that holds these bytes."""
    return Piece(name, len(content), lambda: io.BytesIO(content))


def reads(of: Piece, reading: Reading | None = None) -> list[Read]:
    """Everything read in the piece."""
    prepared = MAILBOX.prepare(of, reading or Reading())
    return [MAILBOX.read(item, prepared) for item in MAILBOX.cut(of, prepared)]


def message(raw: bytes, zone: str = "UTC") -> MessageRecord:
    """The message of one mail; a mail put aside fails the test."""
    read = MAILBOX.read(Item(Place("a.eml", 1), raw), Reading(zone))
    assert read.problem is None
    (record,) = read.records
    assert isinstance(record, MessageRecord)
    return record


def heads(raw: bytes) -> MailHeads:
    """What filing is told of one mail."""
    found = message(raw).heads
    assert found is not None
    return found


def problem(raw: bytes) -> Problem:
    """Why one mail was put aside; a mail that was read fails the test."""
    read = MAILBOX.read(Item(Place("a.eml", 1), raw), Reading())
    assert read.problem is not None
    return read.problem
