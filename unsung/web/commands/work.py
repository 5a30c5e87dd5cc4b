"""unsung work: do the jobs that wait, without serving pages."""

import os

from unsung.ground.kinship import end_with
from unsung.web.worker import work


def run() -> None:
    """Do the jobs that wait, until Ctrl-C; “unsung serve” has a worker of its own."""
    if served_by := os.environ.get("UNSUNG_SERVED_BY"):
        end_with(int(served_by))
    work()
