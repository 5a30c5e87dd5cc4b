"""What an archive may hold: how much it unpacks to, how many members it has, and where their names point."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from unsung.ground.problems import Problem
from unsung.intake.unpacking import BROKEN

CHUNK = 1 << 18
ROOMY = 64 << 20
"""Bytes up to which it does not matter how far something unpacks: a small log packs very well."""
NOT_WHOLE = (*BROKEN, lzma.LZMAError, RuntimeError, NotImplementedError)
UNPACKS: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {
    ".tar": lambda packed: packed,
    ".tar.gz": lambda packed: cast(IO[bytes], gzip.GzipFile(fileobj=packed)),
    ".tgz": lambda packed: cast(IO[bytes], gzip.GzipFile(fileobj=packed)),
    ".tar.bz2": lambda packed: cast(IO[bytes], bz2.BZ2File(packed)),
    ".tar.xz": lambda packed: _xz(packed),
}
MOST_MEMORY = 128 << 20


@dataclass(frozen=True)
class Bounds:
    """Bytes an archive may unpack to, and how many times its size; its members, and the bytes of each.

    `workbook` is for a workbook, which is held whole while it is read.
    """

    unpacked: int
    ratio: int
    members: int
    member: int
    workbook: int


def check_archive(name: str, path: Path, bounds: Bounds) -> None:
    """See that a file can be unpacked without harm; raises Problem that says what in it is too much."""
    lower = name.lower()
    try:
        if zipfile.is_zipfile(path):
            _check_zip(name, path, bounds)
        elif ending := next((end for end in UNPACKS if lower.endswith(end)), ""):
            _check_tar(name, path, UNPACKS[ending], bounds)
        elif lower.endswith(".gz"):
            with path.open("rb") as packed, gzip.GzipFile(fileobj=packed) as plain:
                _Bounded(name, cast(IO[bytes], plain), _most(path.stat().st_size, bounds)).drain()
    except NOT_WHOLE as fault:
        raise Problem(
            f"{name} could not be unpacked to its end.",
            "Nothing was taken from it.",
            "Copy it again; it may have been cut off on the way, or need a password.",
        ) from fault


def _most(packed: int, bounds: Bounds) -> int:
    return min(bounds.unpacked, max(ROOMY, packed * bounds.ratio))


class _Bounded(io.RawIOBase):
    """A stream that raises Problem once more comes out of it than may."""

    def __init__(self, name: str, plain: IO[bytes], most: int) -> None:
        self.name, self.plain, self.most, self.came = name, plain, most, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, never more than may still come and one."""
        left = self.most - self.came + 1
        chunk = self.plain.read(left if size < 0 else min(size, left))
        self.came += len(chunk)
        if self.came > self.most:
            raise _too_much(self.name, self.most)
        return chunk

    def drain(self) -> None:
        """Read it to its end, keeping nothing."""
        while self.read(CHUNK):
            pass


def _xz(packed: IO[bytes]) -> IO[bytes]:
    # What an xz file declares as its dictionary is laid out in memory before a byte of it is known.
    lzma.LZMADecompressor(memlimit=MOST_MEMORY).decompress(packed.read(CHUNK), max_length=1)
    packed.seek(0)
    return cast(IO[bytes], lzma.LZMAFile(packed))


def _check_zip(name: str, path: Path, bounds: Bounds) -> None:
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.filename.endswith("/")]
        is_workbook = "xl/workbook.xml" in archive.namelist() or name.lower().endswith(".ods")
        _check_count(name, len(members), bounds)
        most = min(_most(path.stat().st_size, bounds), bounds.workbook if is_workbook else bounds.unpacked)
        # Declared sizes hold: nothing is read of a member beyond what it declares.
        if sum(member.file_size for member in members) > most:
            raise _too_much(name, most)
        for member in members:
            _check_name(name, member.filename)
            _check_member(name, member.filename, member.file_size, bounds)
        for member in members:
            if member.filename.lower().endswith(".gz"):
                with archive.open(member) as packed, gzip.GzipFile(fileobj=packed) as plain:
                    _Bounded(name, cast(IO[bytes], plain), min(most, bounds.member)).drain()


def _check_tar(name: str, path: Path, unpack: Callable[[IO[bytes]], IO[bytes]], bounds: Bounds) -> None:
    most = _most(path.stat().st_size, bounds)
    with path.open("rb") as packed:
        plain = _Bounded(name, unpack(packed), most)
        with tarfile.open(fileobj=cast(IO[bytes], plain), mode="r|") as archive:
            for number, member in enumerate(archive, 1):
                _check_count(name, number, bounds)
                _check_name(name, member.name)
                _check_member(name, member.name, member.size, bounds)
                inner = archive.extractfile(member) if member.name.lower().endswith(".gz") else None
                if inner is not None and member.isfile():
                    with gzip.GzipFile(fileobj=inner) as unpacked:
                        _Bounded(name, cast(IO[bytes], unpacked), min(most, bounds.member)).drain()


def _check_count(name: str, members: int, bounds: Bounds) -> None:
    if members > bounds.members:
        raise Problem(
            f"{name} holds more than {bounds.members:,} files.",
            "Nothing was taken from it.",
            "Pack fewer into one archive, or bring an mbox.",
        )


def _check_name(name: str, member: str) -> None:
    parts = PurePosixPath(member.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in parts.parts[0] or "\0" in member:
        raise Problem(
            f"{name} holds a file whose name points out of the archive: “{member[:80]}”.",
            "Nothing was taken from it.",
            "Pack the files anew, without the folders above them.",
        )


def _check_member(name: str, member: str, size: int, bounds: Bounds) -> None:
    if size > bounds.member:
        raise Problem(
            f"{name} holds “{member[:80]}”, which unpacks to more than {_said(bounds.member)}.",
            "Nothing was taken from it.",
            "Bring that file by itself.",
        )


def _too_much(name: str, most: int) -> Problem:
    return Problem(
        f"{name} unpacks to more than {_said(most)}, far more than it weighs.",
        "Nothing was taken from it.",
        "Bring the files themselves, or pack fewer into one archive.",
    )


def _said(size: int) -> str:
    return f"{size / (1 << 30):.3g} GB" if size >= 1 << 30 else f"{max(1, size >> 20)} MB"
