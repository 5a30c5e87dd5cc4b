"""Writing the made-up desk down: its months as the Parquet tables that the ledger lays out."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.made_up.answers import rating_columns, tally_columns
from benchmarks.made_up.chance import Chance, Column, Columns
from benchmarks.made_up.coming import came, coming_columns, customer_columns
from benchmarks.made_up.desk import MONTHS, months
from benchmarks.made_up.messages import answer_columns, message_columns, written
from benchmarks.made_up.settling import (
    call_columns,
    episode_columns,
    settled,
    settled_columns,
    team_columns,
)
from unsung.ledger.tables import CONTACTS, EPISODES, MESSAGES, RATINGS, TALLIES, Table
from unsung.ledger.warehouse.parquet import schema_of, write_empty

SEED = 20_240_101
MONTH_OF = {"messages": "at_s", "episodes": "started_s", "ratings": "at_s"}
"""The moment that puts a row into its month; the rows of the other tables are all of the month itself."""


def make_up(folder: Path, contacts: int) -> None:
    """Write tables with so many contacts, spread evenly over the months, with what belongs to them."""
    write_empty(folder)
    bounds = [contacts * place // MONTHS for place in range(MONTHS + 1)]
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("spawn")) as pool:
        list(pool.map(make_month, range(MONTHS), repeat(folder), bounds, bounds[1:]))


def make_month(place: int, folder: Path, first: int, after: int) -> None:
    """Write the month at `place`: the conversations numbered from `first` up to, not with, `after`."""
    month, chance, customers = months()[place], Chance(SEED, place), 6 * (after - first)
    here = came(chance, month, first, after - first)
    said, ended = written(chance, here), settled(chance, here)
    columns: dict[Table, Columns] = {
        CONTACTS: coming_columns(here)
        | customer_columns(chance, here, customers)
        | answer_columns(said)
        | settled_columns(ended, here)
        | team_columns(chance, here)
        | call_columns(chance, here),
        MESSAGES: message_columns(chance, said, here),
        EPISODES: episode_columns(ended, here),
        RATINGS: rating_columns(chance, here),
        TALLIES: tally_columns(chance, month),
    }
    for table, held in columns.items():
        _write(table, held, folder, month.label)


def _write(table: Table, columns: Columns, folder: Path, part: str) -> None:
    schema = schema_of(table)
    held = pa.table([_array(columns[field.name], field.type) for field in schema], schema=schema)
    for label, rows in _by_month(held, MONTH_OF.get(table.name), part):
        target = folder / table.name / f"month={label}" / f"of-{part}.parquet"
        target.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, target, compression="zstd")


def _array(column: Column, kind: pa.DataType) -> pa.Array:
    if isinstance(column, pa.Array):
        return column
    mask = np.ma.getmaskarray(column)
    narrow = np.ma.getdata(column).astype("int32" if kind == pa.date32() else kind.to_pandas_dtype())
    return pa.array(narrow, mask=mask).cast(kind)


def _by_month(rows: pa.Table, moment: str | None, part: str) -> Iterator[tuple[str, pa.Table]]:
    if moment is None:
        yield part, rows
        return
    month = rows[moment].to_numpy().astype("datetime64[s]").astype("datetime64[M]")
    for label in np.unique(month):
        yield str(label), rows.filter(pa.array(month == label))
