"""Running the contestants side by side: each as a process of its own, in turns, round after round."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent


class ItFailedError(Exception):
    """A contestant ended with an error; its last words are told."""


@dataclass(frozen=True)
class Run:
    """One process from its start to its end: wall seconds, processor seconds, peak memory, what it said.

    `peak_mb` is that of the largest process where it starts others.
    """

    seconds: float
    processor_s: float
    peak_mb: float
    out: str


@dataclass
class Contestant:
    """Who takes part: a name, and the command and surroundings of a round in its empty folder.

    `ready` puts into the folder what must lie there, before the clock starts.
    """

    name: str
    command: Callable[[Path], Sequence[str]]
    surroundings: Callable[[Path], Mapping[str, str]] = lambda folder: {}
    ready: Callable[[Path], object] = lambda folder: None
    runs: list[Run] = field(default_factory=list)


def run(command: Sequence[str], surroundings: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end; raises ItFailedError where it ends badly."""
    with TemporaryDirectory(prefix="unsung-bench-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        with out.open("wb") as said, err.open("wb") as complained:
            start = perf_counter()
            process = subprocess.Popen(
                command, stdout=said, stderr=complained, cwd=ROOT, env={**os.environ, **(surroundings or {})}
            )
            _, status, used = os.wait4(process.pid, 0)
            seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            last = err.read_text("utf-8", "replace")[-2000:]
            raise ItFailedError(f"{' '.join(command[:4])} ended with {process.returncode}: {last}")
        told = out.read_text("utf-8", "replace")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, told)


def calling(module: str, *given: str) -> list[str]:
    """The command that calls `main` of a module, which the processes it starts then need not load again."""
    return [sys.executable, "-c", f"import sys; from {module} import main; main(*sys.argv[1:])", *given]


def race(contestants: Sequence[Contestant], rounds: int, before: int = 1) -> None:
    """Let each run once a round, another one first each time; the rounds `before` do not count."""
    for number in range(-before, rounds):
        shift = number % len(contestants)
        for contestant in (*contestants[shift:], *contestants[:shift]):
            done = _one_round(contestant)
            if number >= 0:
                contestant.runs.append(done)


def _one_round(contestant: Contestant) -> Run:
    with TemporaryDirectory(prefix="unsung-bench-") as folder:
        contestant.ready(Path(folder))
        return run(contestant.command(Path(folder)), contestant.surroundings(Path(folder)))


@dataclass(frozen=True)
class Spread:
    """The middle of some numbers and how far they reach."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> "Spread":
        """The spread of at least one number."""
        return cls(median(numbers), min(numbers), max(numbers))
