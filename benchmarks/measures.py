"""The month's measures over ten million made-up conversations, beside the same in SQL written by hand."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.agreeing import Agreement, compare
from benchmarks.question import CASES
from benchmarks.results import Section, table
from benchmarks.rounds import Contestant, Run, Spread, race, run

CONTACTS = 10_000_000
ROUNDS = {"month": 7, "all": 2}
GOAL = 1.3
OURS, BY_HAND = "unsung.measures", "DuckDB SQL by hand"


@dataclass(frozen=True)
class Told:
    """What one process said of its own work."""

    seconds: Spread
    processor_s: Spread
    peak_mb: float
    whole_s: float

    @classmethod
    def of(cls, runs: Sequence[Run]) -> "Told":
        """Of its runs: the spread of what they said."""
        said = [json.loads(each.out) for each in runs]
        return cls(
            Spread.of([each["seconds"] for each in said]),
            Spread.of([each["processor_s"] for each in said]),
            max(each["peak_mb"] for each in said),
            Spread.of([each.seconds for each in runs]).median,
        )


def measure(contacts: int = CONTACTS) -> Section:
    """Make the tables up, race both sides over them, and take them away again."""
    with TemporaryDirectory(prefix="unsung-bench-") as folder:
        made = run([sys.executable, "-m", "benchmarks.made_up", folder, str(contacts)])
        size = sum(file.stat().st_size for file in Path(folder).rglob("*.parquet"))
        cases = [_case(Path(folder), case) for case in CASES]
    head = (
        f"{contacts:,} made-up conversations of 24 months with their messages, episodes and ratings, "
        f"{size / 1e6:,.0f} MB of Parquet (made in {made.seconds:.0f} s, not counted). Both sides read the "
        "same files in a process of their own with the same threads and memory limit, in turns; seconds are "
        "from opening the engine to the last value, without the start of the process, which “whole s” has. "
        "Our side also gives intervals, changes and reasons; the values of both are compared in every round."
    )
    return Section("The month’s measures", "\n\n".join([head, *cases]))


def agreement(folder: Path, case: str) -> Agreement:
    """Let both sides count a case once and compare; raises TheSidesDisagreeError."""
    sides = _sides(folder, case)
    race(sides, 1)
    return _compared(sides)


def _sides(folder: Path, case: str) -> list[Contestant]:
    put = run([sys.executable, "-m", "benchmarks.asking", case]).out
    return [
        Contestant(OURS, partial(_command, "benchmarks.reckoning", str(folder), case)),
        Contestant(BY_HAND, partial(_command, "benchmarks.by_hand", str(folder), put)),
    ]


def _command(module: str, folder: str, asked: str, _: Path) -> list[str]:
    return [sys.executable, "-m", module, folder, asked]


def _compared(sides: Sequence[Contestant]) -> Agreement:
    ours, by_hand = ([json.loads(each.out)["values"] for each in side.runs] for side in sides)
    return [compare(one, other) for one, other in zip(ours, by_hand, strict=True)][-1]


def _case(folder: Path, case: str) -> str:
    sides = _sides(folder, case)
    race(sides, ROUNDS[case])
    agreed = _compared(sides)
    ours, by_hand = (Told.of(side.runs) for side in sides)
    ratio = ours.seconds.median / by_hand.seconds.median
    rows = [_row(OURS, ours), _row(BY_HAND, by_hand), _ratios(ours, by_hand)]
    heads = ["", "s", "least to most", "processor s", "peak MB", "whole s"]
    said = f"{agreed.compared} values compared, all equal."
    if agreed.only_ours:
        said += f" Not compared: {', '.join(agreed.only_ours)}."
    title = f"### {CASES[case].capitalize()}"
    return "\n\n".join([title, table(heads, rows), f"{said} {ROUNDS[case]} rounds.", _goal(ratio)])


def _row(name: str, told: Told) -> list[str]:
    return [
        name,
        f"{told.seconds.median:.2f}",
        f"{told.seconds.least:.2f} to {told.seconds.most:.2f}",
        f"{told.processor_s.median:.2f}",
        f"{told.peak_mb:,.0f}",
        f"{told.whole_s:.2f}",
    ]


def _ratios(ours: Told, by_hand: Told) -> list[str]:
    return [
        "ours / by hand",
        f"{ours.seconds.median / by_hand.seconds.median:.2f}",
        "",
        f"{ours.processor_s.median / by_hand.processor_s.median:.2f}",
        f"{ours.peak_mb / by_hand.peak_mb:.2f}",
        f"{ours.whole_s / by_hand.whole_s:.2f}",
    ]


def _goal(ratio: float) -> str:
    said = "Met" if ratio <= GOAL else "Missed"
    return f"Goal: at most {GOAL:g} times the time by hand. **{said}: {ratio:.2f} times.**"
