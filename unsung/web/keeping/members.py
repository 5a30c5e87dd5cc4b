"""What of a home is kept: everything in it but what can be made again, what is locked, and the database."""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from unsung.ground.home import Home

DATABASE = "database"
"""The folder of the backup in which the database lies."""
HOME = "home"
"""The folder of the backup in which everything else lies."""
MADE_AGAIN = {"static", "faces"}
_HOME = Home(Path())
OWN = {
    _HOME.tables.name,
    _HOME.secret.name,
    _HOME.outbox.name,
    _HOME.uploads.name,
    _HOME.setup_code.name,
    _HOME.demo.name,
    _HOME.sign_ins.name,
}
"""What Unsung itself lays down at the top of a home, besides what can be made again."""
MARK = ".restoring.json"
AT_WORK = re.compile(r"\.(backup|restoring|before)[-.]")
"""In the names of what keeping is at work on, or was when it was cut off."""


def kept(home: Home, database: Path | None) -> list[Path]:
    """What stands at the top of a home and is the desk's own; `database` is the embedded one, if any."""
    if not home.folder.is_dir():
        return []
    return [path for path in sorted(home.folder.iterdir()) if _is_kept(path, database)]


def is_own(path: Path) -> bool:
    """Whether Unsung itself lays something of this name down at the top of a home."""
    return path.name in OWN or path in _names(path.with_name(_HOME.database.name))


def _is_kept(path: Path, database: Path | None) -> bool:
    name = path.name
    of_the_database = database is not None and path in _names(database)
    return not (
        of_the_database or name in MADE_AGAIN or name.endswith((".lock", ".half")) or AT_WORK.search(name)
    )


def database_files(database: Path) -> list[Path]:
    """The files an embedded database consists of, those that are there."""
    return [path for path in _names(database) if path.exists()]


def _names(database: Path) -> list[Path]:
    return [database.with_name(database.name + end) for end in ("", "-wal", "-shm", "-journal")]


def files_of(path: Path) -> Iterator[Path]:
    """Every plain file at or below a path; links are left alone, so that a backup never leaves the home."""
    if path.is_symlink():
        return
    if path.is_file():
        yield path
        return
    for folder, _, names in os.walk(path):
        yield from (
            file for name in sorted(names) if (file := Path(folder, name)).is_file() and not _is_link(file)
        )


def _is_link(path: Path) -> bool:
    return path.is_symlink()


def is_safe(name: str) -> bool:
    """Whether a member's name leads to a place inside of the home, and can lead nowhere else."""
    parts = PurePosixPath(name).parts
    return (
        len(parts) >= 2
        and parts[0] in (DATABASE, HOME)
        and "/".join(parts) == name
        and not {"..", "."} & set(parts)
        and not any(letter in name for letter in "\\\0:")
    )
