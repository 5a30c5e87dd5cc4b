"""Brings a folder of mails into an empty home that was made before, and times nothing else."""

from pathlib import Path

from benchmarks.django_ready import migrate
from benchmarks.stopwatch import say, watched
from unsung import flow
from unsung.flow import Taking


def main(folder: str) -> None:
    """Bring the folder in and say how long that took, the start of the process left out."""
    migrate()
    with watched() as watch:
        brought = flow.bring_in(Taking([Path(folder)]))
    say(watch, new=brought.new, known=brought.known, rejected=brought.rejected)
