"""A review of files works in a ledger of its own: the same program, run again with a home of its own."""

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

from unsung.ground.problems import Problem

MARK = "UNSUNG_OWN_LEDGER"
WORK = ".work"


def inside(out: Path) -> bool:
    """True when this process already works in the ledger beside `out`."""
    return os.environ.get(MARK) == str(_work(out))


def go_inside(out: Path) -> NoReturn:
    """Become the same program with its home in `out`/.work; what was begun there goes on.

    Settings are read once, when the program starts, so a home is changed by starting again.
    """
    work = _work(out)
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Problem(
            f"The folder {out} could not be made: {fault.strerror}.", "", "Name another with --out."
        ) from fault
    here = dict(os.environ)
    here.pop("DATABASE_URL", None)
    here |= {"UNSUNG_HOME": str(work), MARK: str(work)}
    os.execve(sys.executable, [sys.executable, "-m", "unsung", *sys.argv[1:]], here)


def leave(out: Path) -> None:
    """Take the ledger away once the review is printed."""
    shutil.rmtree(_work(out), ignore_errors=True)


def _work(out: Path) -> Path:
    return (out / WORK).absolute()
