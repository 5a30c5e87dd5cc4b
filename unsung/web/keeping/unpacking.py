"""Unpacking: a backup is looked at whole, every name and every hash, before anything of it is laid down."""

import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from unsung.ground.problems import Problem
from unsung.ground.progress import Step, Tell, silent
from unsung.web.keeping import manifest, members
from unsung.web.keeping.manifest import Manifest, no_backup

CHUNK = 1 << 20


@dataclass(frozen=True)
class Pack:
    """A backup that was looked at and found whole."""

    name: str
    file: zipfile.ZipFile
    manifest: Manifest

    def read(self, name: str) -> "IO[bytes]":
        """A member, as a stream."""
        return self.file.open(name)

    def below(self, folder: str) -> list[str]:
        """The members in a folder of the backup."""
        return sorted(name for name in self.manifest.members if name.startswith(f"{folder}/"))

    def lay_down(self, name: str, place: Path) -> None:
        """Write a member to a place that must be new, readable by its owner alone."""
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as written, self.read(name) as parts:
            while part := parts.read(CHUNK):
                written.write(part)


@contextmanager
def opened(file: Path, tell: Tell = silent) -> Iterator[Pack]:
    """A backup, whole and as it was made; raises Problem for anything else."""
    try:
        with zipfile.ZipFile(file) as packed:
            yield _looked_at(file.name, packed, tell)
    except FileNotFoundError as fault:
        raise Problem(f"There is no file {file}.", "Nothing was changed.", "Name the backup.") from fault
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as fault:
        raise no_backup(file.name, "is no backup, or not a whole one") from fault


def _looked_at(name: str, packed: zipfile.ZipFile, tell: Tell) -> Pack:
    told = _entries(name, packed)
    if told.pop(manifest.NAME, manifest.MOST_BYTES + 1) > manifest.MOST_BYTES:
        raise no_backup(name, "has no manifest, so it is no backup of Unsung or not a whole one")
    pack = Pack(name, packed, manifest.read(packed.read(manifest.NAME), name))
    if told.keys() != pack.manifest.members.keys():
        odd = sorted(told.keys() ^ pack.manifest.members.keys())
        raise no_backup(name, f"and its manifest do not agree about “{odd[0]}”")
    _check_seals(pack, tell)
    return pack


def _entries(name: str, packed: zipfile.ZipFile) -> dict[str, int]:
    told: dict[str, int] = {}
    for entry in packed.infolist():
        plain = entry.filename == manifest.NAME or members.is_safe(entry.filename)
        # zipfile cuts a name at a NUL byte and turns separators: what was written is what counts.
        if not plain or entry.orig_filename != entry.filename or not _is_file(entry):
            raise no_backup(name, f"holds “{entry.orig_filename[:80]!a}”, which no backup of a home holds")
        if entry.filename in told:
            raise no_backup(name, f"holds “{entry.filename}” twice")
        told[entry.filename] = entry.file_size
    return told


def _is_file(entry: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return kind in (0, stat.S_IFREG) and not entry.is_dir()


def _check_seals(pack: Pack, tell: Tell) -> None:
    total, done = sum(member.size for member in pack.manifest.members.values()), 0
    for name, member in pack.manifest.members.items():
        seal, size = sha256(), 0
        with pack.read(name) as parts:
            # No more than was told: what unpacks to more is no backup, however small it looks.
            while size <= member.size and (part := parts.read(CHUNK)):
                seal.update(part)
                size += len(part)
                tell(Step("checking", done + size, total))
        if (seal.hexdigest(), size) != (member.sha256, member.size):
            raise no_backup(pack.name, f"was changed or damaged: “{name}” is not what was packed")
        done += size
    tell(Step("checking", total, total, finished=True))
