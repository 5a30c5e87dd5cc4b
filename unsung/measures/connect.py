"""The declared tables as Ibis tables, whichever engine reads them."""

import warnings
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from unsung.ground.problems import Problem
from unsung.ground.warehouse import open_warehouse, troubles
from unsung.ledger import tables as declared
from unsung.ledger.tables import Table

MONTH = "month"
DTYPES = {"text": "string", "whole": "int64", "real": "float64", "flag": "int8", "day": "date"}
READING = {
    "duckdb": {"hive_partitioning": True, "hive_types_autocast": False},
    "polars": {"hive_partitioning": True, "try_parse_hive_dates": False},
}


@dataclass(frozen=True)
class Tables:
    """The five declared tables, each with its declared columns and `month` ("2025-10")."""

    contacts: ir.Table
    messages: ir.Table
    episodes: ir.Table
    ratings: ir.Table
    tallies: ir.Table
    guard: Callable[[], AbstractContextManager[None]] = nullcontext
    """Entered around everything the engine is asked, so that its troubles reach people as a Problem."""

    def fetch(self, asked: ir.Table) -> pa.Table:
        """What the engine answers; raises Problem for a full disk or a table that cannot be read."""
        with self.guard():
            return asked.to_pyarrow()

    @classmethod
    def of(
        cls,
        contacts: ir.Table | None = None,
        messages: ir.Table | None = None,
        episodes: ir.Table | None = None,
        ratings: ir.Table | None = None,
        tallies: ir.Table | None = None,
    ) -> "Tables":
        """Tables that already lie somewhere, a warehouse of the company's for instance; none stays empty.

        Each needs the columns of `unsung.ledger.tables` and `month`, the local month of the row as text.
        Raises Problem naming the first column that is missing.
        """
        given = {
            "contacts": contacts,
            "messages": messages,
            "episodes": episodes,
            "ratings": ratings,
            "tallies": tallies,
        }
        return cls(**_checked(given))


def connect(folder: Path, engine: str = "duckdb", threads: int | None = None, memory: str = "2GB") -> Tables:
    """The tables laid out under `folder` as `<table>/month=2025-10/*.parquet`, read by `engine`.

    `engine` is the name of an Ibis backend that reads Parquet; `threads` and `memory` are for DuckDB.
    Raises Problem where the engine is unknown or not installed, or a table cannot be read.
    """
    if engine != "duckdb":
        return Tables(**_checked(_read(_backend(engine), folder, engine)))
    guard = partial(troubles, folder)
    with guard():
        backend = ibis.duckdb.from_connection(open_warehouse(folder, threads, memory))
        return Tables(**_checked(_read(backend, folder, engine)), guard=guard)


def _backend(engine: str) -> ibis.BaseBackend:
    try:
        return getattr(ibis, engine).connect()
    except AttributeError as fault:
        raise Problem(
            f"There is no engine called “{engine}”.", "", "Set UNSUNG_ENGINE to duckdb, or leave it out."
        ) from fault
    except ImportError as fault:
        raise Problem(
            f"The engine “{engine}” is not installed here.",
            "",
            f"Install {engine} beside Unsung, or leave UNSUNG_ENGINE out to count with DuckDB.",
        ) from fault


def _read(backend: ibis.BaseBackend, folder: Path, engine: str) -> dict[str, ir.Table]:
    files = "*/*.parquet" if engine in READING else ""
    with warnings.catch_warnings():
        # Ibis 12 asks DuckDB 2 for a table's columns by a name that DuckDB has since changed.
        warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)
        return {
            table.name: backend.read_parquet(
                str(folder / table.name / files), table_name=table.name, **READING.get(engine, {})
            )
            for table in declared.TABLES
        }


def _checked(given: Mapping[str, ir.Table | None]) -> dict[str, ir.Table]:
    return {table.name: _declared(table, given[table.name]) for table in declared.TABLES}


def _declared(table: Table, given: ir.Table | None) -> ir.Table:
    """`given` with exactly the declared columns and `month`, cast where their kinds differ."""
    kinds = {column.name: DTYPES[column.kind] for column in table.columns} | {MONTH: "string"}
    if given is None:
        return ibis.memtable([], schema=ibis.schema(kinds))
    for name in kinds:
        if name not in given.columns:
            raise Problem(
                f"The table {table.name} has no column “{name}”.",
                "Without it the measures cannot be counted.",
                f"Hand it over with every column of {table.name} that unsung/ledger/tables.py declares.",
            )
    if dict(given.schema().items()) == {name: ibis.dtype(kind) for name, kind in kinds.items()}:
        return given
    return given.select(**{name: _cast(given[name], kind) for name, kind in kinds.items()})


def _cast(column: ir.Value, kind: str) -> ir.Value:
    """The column as `kind`; truth values by way of 1 and 0, since not every engine casts them."""
    if column.type() == ibis.dtype(kind):
        return column
    return (column.ifelse(1, 0) if column.type().is_boolean() else column).cast(kind)
