"""The files of a folder that is handed in: neither what is half delivered nor what is Unsung's own."""

import os
from collections.abc import Iterator
from pathlib import Path

OF_A_HOME = ("unsung.sqlite3", "in-use.lock")
"""A folder with one of these is the home of a desk, or the working place of a review of files."""
KEPT_THERE = ("unsung.sqlite3", "secret.", "setup-code", "demo-", "files.json", "files.half")
LOCKS = ("in-use.lock", "worker.lock")
FOLDERS_THERE = {"tables", "static", "faces", "outbox", "uploads"}
OF_A_REVIEW = {"review.html", "review.txt", "figures.json", "figures.xlsx"}


def walked(folder: Path) -> Iterator[Path]:
    """The files below a folder, whichever order the disk has them in."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:], names = _not_ours(folders, names)
        yield from (
            file for file in map(here.joinpath, names) if not _half_delivered(file) and file.is_file()
        )


def _not_ours(folders: list[str], names: list[str]) -> tuple[list[str], list[str]]:
    if set(names) >= OF_A_REVIEW:
        names = [name for name in names if name not in OF_A_REVIEW]
    if any(mark in names for mark in OF_A_HOME):
        folders = [name for name in folders if name not in FOLDERS_THERE]
        names = [name for name in names if name not in LOCKS and not name.startswith(KEPT_THERE)]
    return folders, names


def _half_delivered(file: Path) -> bool:
    # Maildir: tmp holds mails still being written; hidden files are the system's own.
    return file.parent.name == "tmp" or file.name.startswith(".")
