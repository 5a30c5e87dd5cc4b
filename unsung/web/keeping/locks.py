"""Who is in a home: all who use it share it, and whoever puts another in its place has it alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

from unsung.ground.home import Home
from unsung.ground.problems import Problem

IN_USE = "in-use.lock"
WORKER = "worker.lock"
BACKUP = "backup.lock"
_shared: dict[str, int] = {}
"""The homes this process uses; the system lets go of a lock when the process ends, however it ends."""


def share(home: Home) -> None:
    """Use this home for as long as the process runs; raises Problem where another takes its place."""
    if str(home.folder) in _shared:
        return
    held = os.open(home.folder / IN_USE, os.O_RDWR | os.O_CREAT, 0o600)
    if not _taken(held, fcntl.LOCK_SH):
        os.close(held)
        raise Problem(
            f"A backup is being put into {home.folder} right now.",
            "Nothing was done.",
            "Wait until that has ended, then run this again.",
        )
    _shared[str(home.folder)] = held


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Have a home for oneself; raises Problem where a server, a worker or an import is in it."""
    with ExitStack() as stack:
        for name in (IN_USE, WORKER):
            held = stack.enter_context((home.folder / name).open("a"))
            if not _taken(held, fcntl.LOCK_EX):
                raise Problem(
                    f"A server, a worker or another command is at work in {home.folder}.",
                    "Nothing was changed.",
                    "End it, then run this again.",
                )
        yield


def worked(home: Home) -> bool:
    """Whether a worker is at the jobs of this home, on this machine."""
    if not (home.folder / WORKER).exists():
        return False
    with (home.folder / WORKER).open("a") as held:
        return not _taken(held, fcntl.LOCK_SH)


@contextmanager
def packing(home: Home) -> Iterator[None]:
    """Take a backup of this home; raises Problem where another is being taken."""
    with (home.folder / BACKUP).open("a") as held:
        if not _taken(held, fcntl.LOCK_EX):
            raise Problem(
                f"Another backup of {home.folder} is being taken.",
                "This one was not begun.",
                "Wait until that has ended, then run this again.",
            )
        yield


def _taken(held: IO[str] | int, how: int) -> bool:
    try:
        fcntl.flock(held, how | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
