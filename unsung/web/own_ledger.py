"""A review of files works in a ledger of its own: the same program, run again with a home of its own."""

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from unsung.ground.problems import Problem

MARK = "UNSUNG_OWN_LEDGER"
WORK = ".work"
NOTE = "files.json"


def inside(out: Path) -> bool:
    """True when this process already works in the ledger beside `out`."""
    return os.environ.get(MARK) == str(_work(out))


def go_inside(out: Path, files: Sequence[Path], taking: Iterable[str]) -> NoReturn:
    """Become the same program with its home in `out`/.work; what was begun there goes on.

    A ledger left there by other files, or by files taken in another way (`taking`: mapping, zone, desk), is
    thrown away first. Settings are read once, when the program starts, so a home is changed by starting anew.
    """
    work = _work(out)
    try:
        _make(work, _note_of(files, taking))
    except OSError as fault:
        raise Problem(
            f"The folder {out} could not be made: {fault.strerror}.", "", "Name another with --out."
        ) from fault
    here = dict(os.environ)
    here.pop("DATABASE_URL", None)
    here |= {"UNSUNG_HOME": str(work), MARK: str(work)}
    os.execve(sys.executable, [sys.executable, "-m", "unsung", *sys.argv[1:]], here)


def _note_of(files: Sequence[Path], taking: Iterable[str]) -> str:
    states = [file.stat() if file.exists() else None for file in files]
    known = [
        (str(f.absolute()), s and s.st_size, s and s.st_mtime_ns) for f, s in zip(files, states, strict=True)
    ]
    return json.dumps([known, list(taking)])


def _make(work: Path, note: str) -> None:
    held = work / NOTE
    if work.exists() and (not held.exists() or held.read_text("utf-8") != note):
        shutil.rmtree(work)
    work.mkdir(parents=True, exist_ok=True)
    held.write_text(note, "utf-8")


def leave(out: Path) -> None:
    """Take the ledger away once the review is printed."""
    shutil.rmtree(_work(out), ignore_errors=True)


def _work(out: Path) -> Path:
    return (out / WORK).absolute()
