"""What the tests of tables, calls and chats share: a piece made of bytes, and reading one to its end."""

import io

from unsung.ground.problems import Problem
from unsung.intake.source import Piece, Read, Reading, Record, Source


def piece(name: str, content: str | bytes) -> Piece:
    """A piece that holds this content."""
    raw = content.encode() if isinstance(content, str) else content
    return Piece(name, len(raw), lambda: io.BytesIO(raw))


def reads(source: Source, of: Piece, reading: Reading | None = None) -> list[Read]:
    """Everything this way in reads in the piece."""
    prepared = source.prepare(of, reading or Reading())
    return [source.read(item, prepared) for item in source.cut(of, prepared)]


def records(source: Source, of: Piece, reading: Reading | None = None) -> list[Record]:
    """The records; a row that was put aside fails the test."""
    found = reads(source, of, reading)
    assert [read.problem for read in found if read.problem] == []
    return [record for read in found for record in read.records]


def problems(found: list[Read]) -> list[Problem]:
    """The problems of the rows that were put aside."""
    return [read.problem for read in found if read.problem is not None]
