"""Brings a folder of mails into an empty home that was made before, and times nothing else."""

from pathlib import Path
from time import perf_counter

from benchmarks.django_ready import migrate
from benchmarks.stopwatch import say, watched
from unsung.flow.bringing import Taking, bring_in
from unsung.ground.progress import Step


def main(folder: str) -> None:
    """Bring the folder in and say how long that took, and its filing; the start is left out."""
    migrate()
    begun: dict[str, float] = {}
    with watched() as watch:
        brought = bring_in(Taking([Path(folder)]), lambda step: _note(begun, step))
        ended = perf_counter()
    counts = {"new": brought.new, "known": brought.known, "rejected": brought.rejected}
    say(watch, filing_s=ended - begun.get("filing", ended), **counts)


def _note(begun: dict[str, float], step: Step) -> None:
    begun.setdefault(step.doing, perf_counter())
