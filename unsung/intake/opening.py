"""Opening deliveries: files, folders, Maildirs and archives become pieces, one after the other."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

from unsung.ground.problems import Problem
from unsung.intake.source import Piece
from unsung.intake.unpacking import BROKEN, CHUNK, Unopened, broken, unpacked
from unsung.intake.walking import walked

SMALL = 1 << 18
"""Bytes up to which a file is read once and held: a way in looks at each file several times."""


Found = tuple[Path, int]
"""A file of a delivery and its size in bytes."""


@dataclass
class Gauge:
    """How many bytes of the deliveries have been read, of how many; `files` of each path, with sizes.

    `names` tells what a file is called where it lies under another name.
    `of` tells how much of each file was read since it was last opened.
    `changed` says when each file was last written to, in nanoseconds since 1970.
    """

    total: int = 0
    done: int = field(default=0, repr=False)
    files: dict[Path, list[Found]] = field(default_factory=dict, repr=False)
    names: dict[Path, str] = field(default_factory=dict, repr=False)
    changed: dict[Path, int] = field(default_factory=dict, repr=False)

    of: dict[Path, int] = field(default_factory=dict, repr=False)

    def begins(self, path: Path) -> None:
        """A file is read from its beginning; what was read of it before, for a look, does not count."""
        self.done -= self.of.get(path, 0)
        self.of[path] = 0

    def goes_on(self, path: Path, by: int) -> None:
        """So many bytes more of a file were read."""
        self.done += by
        self.of[path] += by

    def name(self, path: Path) -> str:
        """What a delivery or a file of it is called, as text that can be kept and shown."""
        return printable(self.names.get(path, path.name))


class Counted(io.BufferedReader):
    """A file that tells its gauge what is read from it."""

    def __init__(self, path: Path, gauge: Gauge) -> None:
        super().__init__(_Telling(path, gauge), CHUNK)


class _Telling(io.FileIO):
    def __init__(self, path: Path, gauge: Gauge) -> None:
        super().__init__(path, "rb")
        self._gauge, self._path = gauge, path
        gauge.begins(path)

    def readinto(self, buffer: "memoryview[int]", /) -> int | None:  # type: ignore[override]
        count = super().readinto(buffer)
        self._gauge.goes_on(self._path, count or 0)
        return count


def measure(paths: list[Path]) -> Gauge:
    """A gauge that knows what lies ahead; raises Problem for a path that is not there or holds no file."""
    # A folder of many thousand mails is listed once: everything later goes by this list.
    gauge = Gauge()
    for path in paths:
        states = [(file, file.stat()) for file in files_of(path)]
        gauge.files[path] = [(file, state.st_size) for file, state in states]
        gauge.changed.update((file, state.st_mtime_ns) for file, state in states)
    gauge.total = sum(size for found in gauge.files.values() for _, size in found)
    return gauge


def files_of(path: Path) -> list[Path]:
    """The files of a delivery in a fixed order; raises Problem when there is none."""
    if not path.exists():
        raise Problem(f"There is no file or folder {path}.", "", "Check the name and try again.")
    if path.is_file():
        return [path]
    if not path.is_dir():
        # It would be read more than once, and what a pipe gave is gone.
        what = f"{path} is neither a file nor a folder but a pipe or a device."
        raise Problem(what, "", "Write what it gives into a file and name that file.")
    found = sorted(walked(path), key=lambda file: file.parts)
    if not found:
        raise Problem(f"The folder {path} holds no files.", "", "Name a folder that holds mails or exports.")
    return found


def printable(name: str) -> str:
    """A file's name as text that can be kept and shown, whatever bytes it is made of."""
    return name.encode("utf-8", "replace").decode("utf-8")


def fingerprint(path: Path, gauge: Gauge) -> str:
    """What tells this delivery's content from another's: of a file its bytes, of a folder its listing.

    The listing has each file's name, size and when it was last written to: what was edited is another.
    """
    seal = sha256()
    if path.is_dir():
        for file, size in gauge.files[path]:
            seal.update(
                f"{file.relative_to(path)}\0{size}\0{gauge.changed[file]}\n".encode(
                    "utf-8", "surrogateescape"
                )
            )
        return seal.hexdigest()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            seal.update(chunk)
    return seal.hexdigest()


def pieces(path: Path, gauge: Gauge) -> Iterator[Piece | Unopened]:
    """Every piece of a delivery, archives unpacked; one that cannot be opened never stops the others."""
    alone = path.is_file()
    for file, size in gauge.files[path]:
        name = gauge.name(file) if alone else printable(str(file.relative_to(path.parent)))
        try:
            if size == 0:
                raise Problem(
                    f"{name} is empty.", "Nothing was taken from it.", "Bring it again when it is whole."
                )
            yield from unpacked(name, size, _opener(file, size, gauge))
        except Problem as problem:
            yield Unopened(name, problem)
        except BROKEN as fault:
            yield Unopened(name, broken(name, fault))


def _opener(file: Path, size: int, gauge: Gauge) -> Callable[[], IO[bytes]]:
    if size > SMALL:
        return lambda: Counted(file, gauge)
    held: list[bytes] = []

    def open_it() -> IO[bytes]:
        if not held:
            held.append(file.read_bytes())
            gauge.done += len(held[0])
        return io.BytesIO(held[0])

    return open_it
