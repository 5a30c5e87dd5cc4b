"""Our side of the measures' race, in a process of its own: from the tables to every figure."""

import sys
from collections.abc import Iterator
from pathlib import Path

import ibis
import scipy

from benchmarks.asking import asked
from benchmarks.stopwatch import say, watched
from unsung.ground.figures import Figure
from unsung.measures.catalogue import reckon
from unsung.measures.connect import connect

Values = dict[str, float | None]

LOADED = (ibis.duckdb, scipy.stats)
"""Loaded when first asked for, which is now: the loading of libraries is timed on neither side."""


def values_of(figures: list[Figure]) -> Values:
    """Every value by "id now channel", as the other side calls it."""
    return dict(pair for figure in figures for pair in _values(figure))


def _values(figure: Figure) -> Iterator[tuple[str, float | None]]:
    for channel, told in {"all": figure, **figure.by.get("channel", {})}.items():
        yield f"{figure.id} 1 {channel}", told.value
        if told.previous:
            yield f"{figure.id} 0 {channel}", told.previous.value


def main(folder: Path, case: str) -> None:
    """Reckon the figures of a case and print them with the time they took."""
    with watched() as watch:
        figures = reckon(connect(folder), asked(case))
    say(watch, values=values_of(figures), figures=len(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
