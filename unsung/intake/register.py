"""The list of the ways in, in the order in which they are asked whether they know a piece."""

from unsung.ground.problems import Problem
from unsung.intake.source import Piece, Source
from unsung.intake.sources.calls import CALLS
from unsung.intake.sources.chats import CHATS
from unsung.intake.sources.mailbox import MAILBOX
from unsung.intake.sources.table import TABLE

SOURCES: tuple[Source, ...] = (MAILBOX, CHATS, CALLS, TABLE)
BY_NAME: dict[str, Source] = {source.name: source for source in SOURCES}


def way_of(piece: Piece) -> Source:
    """The way in that knows this piece; raises Problem naming it when none does."""
    head = piece.head()
    for source in SOURCES:
        if source.knows(piece, head):
            return source
    kind = (
        "looks like a program, a picture or another binary file" if b"\0" in head else "is of no kind known"
    )
    raise Problem(
        f"{piece.name} {kind} to us.",
        "Nothing was taken from it.",
        "Bring mails (mbox, .eml, Maildir), tables (CSV, TSV, XLSX, JSON lines), call records or chats.",
    )
