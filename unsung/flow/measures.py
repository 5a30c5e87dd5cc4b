"""The measures, listed and written out; and whether the engine that counts them answers."""

from pathlib import Path

from unsung.ground.home import home
from unsung.ledger.warehouse.parquet import write_empty
from unsung.measures.connect import connect
from unsung.measures.pages import EVERY, write_pages


def measure_lines() -> list[str]:
    """Every measure in a line: id, name, units, what it says, its source, the least n it is had from."""
    width = max(len(measure.id) for measure in EVERY)
    return [
        f"{measure.id:<{width}}  {measure.name} ({', '.join(sorted({g.unit for g in measure.gives}))}): "
        f"{measure.definition.rstrip('.')}. Source: {measure.source}. Least n: {measure.min_n}."
        for measure in EVERY
    ]


def write_measure_pages(folder: Path) -> None:
    """Write the page of each measure into `folder`."""
    write_pages(folder)


def engine_answers(engine: str) -> None:
    """Raise Problem unless the engine can be opened over the tables."""
    write_empty(home().tables)
    connect(home().tables, engine)
