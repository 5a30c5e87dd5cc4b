"""Packing: the whole home into one file, as it is at one moment, while others go on working in it."""

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection, connections, transaction

from unsung.ground import clock
from unsung.ground.home import Home
from unsung.ground.problems import Problem
from unsung.ground.progress import Step, Tell, silent
from unsung.ledger.models import FAMILIES
from unsung.web.keeping import locks, manifest, members, rows, shapes
from unsung.web.keeping.manifest import Kind, Manifest, Member

CHUNK = 1 << 20
LEVEL = 3
"""Of the compression: twice as quick as the usual one, and a twentieth larger."""


def embedded() -> Path | None:
    """The embedded database's file; None where the database is PostgreSQL."""
    held = settings.DATABASES["default"]
    return Path(held["NAME"]).absolute() if held["ENGINE"].endswith("sqlite3") else None


def back_up(home: Home, file: Path, replaces: bool = False, tell: Tell = silent) -> Manifest:
    """Write the whole home into `file`; raises Problem where that cannot be, and leaves no half of it."""
    _check(home, file, replaces)
    locks.share(home)
    with locks.packing(home), _stage(home) as stage, _beside(file) as half:
        packed = Packed(half, tell)
        with packed:
            _fill(home, stage, packed)
        _put(half, file, replaces)
    return packed.manifest


def _check(home: Home, file: Path, replaces: bool) -> None:
    database = embedded()
    if not home.folder.is_dir() or (database and not database.exists()):
        raise Problem(f"There is nothing to keep in {home.folder} yet.", "", "Bring records in first.")
    place = file.absolute().parent
    if place.resolve().is_relative_to(home.folder.resolve()):
        raise Problem(
            f"{file} lies in the home itself.",
            "It would be lost with the home.",
            "Name a file elsewhere, best on another disk.",
        )
    if not place.is_dir():
        raise Problem(f"There is no folder {place}.", "Nothing was written.", "Make it, or name another.")
    if file.is_dir() or (file.exists() and not replaces):
        raise _is_there(file)


def _is_there(file: Path) -> Problem:
    return Problem(f"{file} is there already.", "It was left as it is.", "Name another, or add --replace.")


@contextmanager
def _stage(home: Home) -> Iterator[Path]:
    # Whatever a backup that was cut off left behind goes; the lock says that no other is at work.
    for left in home.folder.glob(".backup-*"):
        shutil.rmtree(left, ignore_errors=True)
    stage = home.folder / f".backup-{os.getpid()}"
    stage.mkdir(mode=0o700)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    half = file.absolute().with_name(f".{file.name}.{os.getpid()}.half")
    try:
        yield half
    finally:
        half.unlink(missing_ok=True)


def _put(half: Path, file: Path, replaces: bool) -> None:
    if replaces:
        half.replace(file)
        return
    try:
        os.link(half, file)
    except FileExistsError as fault:
        raise _is_there(file) from fault
    except OSError:  # a file system without links
        half.replace(file)


@dataclass
class Packed:
    """The file being written, and what it holds so far."""

    half: Path
    tell: Tell = silent
    members: dict[str, Member] = field(default_factory=dict)
    manifest: Manifest = field(init=False)

    def __enter__(self) -> "Packed":
        handle = os.open(self.half, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(handle, "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        return self

    def __exit__(self, *fault: object) -> None:
        try:
            self._zip.close()
            self._file.flush()
            os.fsync(self._file.fileno())
        finally:
            self._file.close()

    def add(self, name: str, parts: Iterable[bytes], total: int = 0) -> None:
        """One more member, streamed; `total` is its size where it is known beforehand."""
        seal, size = sha256(), 0
        with self._zip.open(_told(name), "w", force_zip64=True) as written:
            for part in parts:
                written.write(part)
                seal.update(part)
                size += len(part)
                self.tell(Step(f"packing {name.rpartition('/')[2]}", size, total))
        self.tell(Step(f"packing {name.rpartition('/')[2]}", size, size, finished=True))
        self.members[name] = Member(seal.hexdigest(), size)

    def end(self, kind: Kind, shape: list[str], facts: dict[str, int]) -> None:
        """Write the manifest, the last of the members."""
        self.manifest = Manifest(
            clock.now().isoformat(), manifest.own_version(), kind, shape, facts, dict(self.members)
        )
        self._zip.writestr(_told(manifest.NAME), self.manifest.written())


def _told(name: str) -> zipfile.ZipInfo:
    told = zipfile.ZipInfo(name, clock.now().timetuple()[:6])
    told.compress_type = zipfile.ZIP_DEFLATED
    told.external_attr = 0o600 << 16
    return told


def _fill(home: Home, stage: Path, packed: Packed) -> None:
    database = embedded()
    # Files are held before the database is, and those that came since after it: so nothing the database
    # speaks of is missing. Tables are held before it alone: none may be ahead of the facts it tells of.
    held = _hold(home, stage / members.HOME, members.kept(home, database))
    kind, shape, facts = _pack_file(database, stage, packed) if database else _pack_rows(packed)
    since = [path for path in members.kept(home, database) if path != home.tables]
    held = _hold(home, stage / members.HOME, since) | held
    for name in sorted(held):
        packed.add(f"{members.HOME}/{name}", _parts(held[name]), held[name].stat().st_size)
    packed.end(kind, shape, facts)


def _hold(home: Home, folder: Path, kept: list[Path]) -> dict[str, Path]:
    """Take hold of every file by a second name that outlives the first; the tables' note comes first."""
    held = {}
    found = [file for path in kept for file in members.files_of(path)]
    for file in sorted(found, key=lambda file: (file.suffix != ".json", file)):
        name = file.relative_to(home.folder).as_posix()
        if name.endswith(".half") or not members.is_safe(f"{members.HOME}/{name}"):
            continue
        second = folder / name
        second.parent.mkdir(parents=True, exist_ok=True)
        if second.exists() or _second_name(file, second):
            held[name] = second
    return held


def _second_name(file: Path, second: Path) -> bool:
    try:
        os.link(file, second)
    except FileNotFoundError:  # taken away since it was seen
        return False
    except OSError:  # a file system without links
        shutil.copyfile(file, second)
    return True


def _parts(file: Path) -> Iterator[bytes]:
    with file.open("rb") as read:
        while part := read.read(CHUNK):
            yield part


def _pack_file(database: Path, stage: Path, packed: Packed) -> tuple[Kind, list[str], dict[str, int]]:
    copy = stage / "unsung.sqlite3"
    connection.ensure_connection()
    # All at once: others may go on writing beside it, and the copy is what was on record at one moment.
    with closing(sqlite3.connect(copy)) as taken:
        connection.connection.backup(taken, pages=-1)
        taken.execute("PRAGMA journal_mode=DELETE")
    with shapes.opened(copy) as alias:
        shape, facts = shapes.seen_by(alias), count_facts(alias)
    packed.add(f"{members.DATABASE}/unsung.sqlite3", _parts(copy), copy.stat().st_size)
    copy.unlink()
    return "sqlite", shape, facts


def _pack_rows(packed: Packed) -> tuple[Kind, list[str], dict[str, int]]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        shape = shapes.seen_by()
        shapes.check_known(shape, "The database")
        for model in rows.models_of(shapes.tables_at(shape)):
            packed.add(f"{members.DATABASE}/{model._meta.label_lower}.jsonl", _batched(rows.lines(model)))
        return "rows", shape, count_facts("default")


def _batched(lines: Iterable[bytes]) -> Iterator[bytes]:
    waiting, size = [], 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size > CHUNK:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def count_facts(alias: str) -> dict[str, int]:
    """How many rows each family has, corrected and withdrawn ones too, where it has a table."""
    there = set(connections[alias].introspection.table_names())
    return {
        family: kind._default_manager.using(alias).count()
        for family, kind in FAMILIES.items()
        if kind._meta.db_table in there
    }
