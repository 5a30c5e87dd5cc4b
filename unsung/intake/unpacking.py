"""Unpacking: packed files and archives become pieces; what is damaged is read up to where it breaks."""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from unsung.ground.problems import Problem
from unsung.intake.source import Piece

CHUNK = 1 << 20
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile)
"""What reading a damaged file raises."""

TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
TAKEN_BEFORE = "What could be read before that point, if anything, is on record."
Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Unopened:
    """A file, or the rest of an archive, that could not be opened, and why."""

    name: str
    problem: Problem


class UpToTheBreak(io.BufferedIOBase):
    """A packed stream read plain: everything before a break is given, and only then is the Problem raised.

    The library's own buffered readers lose what they had read when a later part of the same read fails.
    """

    def __init__(self, name: str, packed: IO[bytes], plain: IO[bytes]) -> None:
        self._name = name
        self._packed = packed
        self._plain = plain
        self._problem: Problem | None = None

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """As many bytes as are asked for, fewer at the end or at a break; at the break raises Problem."""
        wanted = -1 if size is None else size
        got = bytearray()
        while wanted < 0 or len(got) < wanted:
            part = self._part(CHUNK if wanted < 0 else wanted - len(got))
            if not part:
                break
            got += part
        return self._given(bytes(got))

    def read1(self, size: int = -1, /) -> bytes:
        """The next bytes, as many as come at once; at the break raises Problem."""
        return self._given(self._part(size if size > 0 else CHUNK))

    def _part(self, size: int) -> bytes:
        if self._problem:
            return b""
        try:
            return cast(io.BufferedIOBase, self._plain).read1(size)
        except Problem as problem:
            self._problem = problem
        except BROKEN as fault:
            self._problem = broken(self._name, fault)
        return b""

    def _given(self, got: bytes) -> bytes:
        if self._problem and not got:
            raise self._problem
        return got

    def close(self) -> None:
        """Close both streams."""
        self._plain.close()
        self._packed.close()
        super().close()


def broken(name: str, fault: Exception) -> Problem:
    """The problem of a file that cannot be read to its end."""
    said = str(fault) or "it ends too early"
    return Problem(
        f"{name} could not be opened to its end: {said.rstrip('.')}.",
        TAKEN_BEFORE,
        "Copy the file again; it may have been cut off or damaged on the way.",
    )


def unpacked(name: str, size: int, open_it: Opener) -> Iterator[Piece | Unopened]:
    """The pieces a file holds: itself, plain, or its members; raises one of BROKEN where it breaks off."""
    lower = name.lower()
    if lower.endswith(TARS):
        yield from _tar_members(name, open_it)
    elif lower.endswith(".zip"):
        yield from _zip_members(name, open_it)
    else:
        yield _plain(name, size, open_it)


def _plain(name: str, size: int, open_it: Opener) -> Piece:
    if not name.lower().endswith(".gz"):
        return Piece(name, size, open_it)

    def plain() -> IO[bytes]:
        packed = open_it()
        return cast(IO[bytes], UpToTheBreak(name, packed, cast(IO[bytes], gzip.GzipFile(fileobj=packed))))

    return Piece(name[: -len(".gz")], size, plain)


def _tar_members(name: str, open_it: Opener) -> Iterator[Piece | Unopened]:
    with open_it() as stream, tarfile.open(fileobj=stream, mode="r|*") as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None and not _hidden(member.name):
                yield _nested(f"{name}:{member.name}") or _held(f"{name}:{member.name}", content.read())


def _zip_members(name: str, open_it: Opener) -> Iterator[Piece | Unopened]:
    with open_it() as stream, zipfile.ZipFile(stream) as archive:
        if "xl/workbook.xml" in archive.namelist():
            yield Piece(name, 0, open_it)
            return
        for member in sorted(archive.infolist(), key=lambda m: m.filename):
            if not member.filename:
                yield Unopened(name, _nameless(name))
            elif not member.is_dir() and not _hidden(member.filename):
                inner = f"{name}:{member.filename}"
                yield _nested(inner) or _zip_member(inner, archive, member)


def _nameless(name: str) -> Problem:
    do = "Pack it anew where something in it is missed."
    return Problem(f"{name} holds something without a name.", "That was left out; its files are read.", do)


def _zip_member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Piece | Unopened:
    try:
        return _held(name, archive.read(member))
    except NotImplementedError:
        wrong = f"{name} is packed in a way that cannot be opened here."
        return Unopened(name, Problem(wrong, "Nothing was taken from it.", "Pack it as an ordinary ZIP."))
    except RuntimeError:
        wrong = f"{name} is locked with a password."
        return Unopened(name, Problem(wrong, "Nothing was taken from it.", "Pack it without a password."))
    except BROKEN as fault:
        return Unopened(name, broken(name, fault))


def _nested(name: str) -> Unopened | None:
    # What an archive may unpack to is seen to beforehand, and that reaches no deeper than its members.
    if not name.lower().endswith((*TARS, ".zip")):
        return None
    wrong = f"{name} is an archive within an archive."
    do = "Unpack the outer one and bring the inner one, or its files, by itself."
    return Unopened(name, Problem(wrong, "Nothing was taken from it; the files beside it are read.", do))


def _hidden(name: str) -> bool:
    return Path(name).name.startswith(".")


def _held(name: str, content: bytes) -> Piece:
    # A stream cannot be opened twice, so an archive's member is held while it is being read.
    return _plain(name, len(content), lambda: io.BytesIO(content))
