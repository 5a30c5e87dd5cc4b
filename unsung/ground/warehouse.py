"""The one door to DuckDB: an engine in this process over one folder, with no network and no other files."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from unsung.ground.problems import Problem

SPILL = ".spill"
NO_ROOM = ("No space left on device", "failed to offload data block", "Disk quota exceeded")


def open_warehouse(
    folder: Path, threads: int | None = None, memory: str = "2GB"
) -> duckdb.DuckDBPyConnection:
    """A new engine that may read and write in `folder` alone, and spills into its `.spill`.

    `threads` None: as many as there are processors. Nothing is fetched: extensions are neither installed
    nor loaded, and files outside the folder are closed to it. Raises Problem where it cannot be opened.
    """
    with troubles(folder):
        engine = duckdb.connect(
            ":memory:",
            config={
                "threads": threads or os.cpu_count() or 1,
                "memory_limit": memory,
                "temp_directory": str(folder / SPILL),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
        engine.execute("SET allowed_directories = [$1]", [str(folder)])
        engine.execute("SET parquet_metadata_cache = true")
        engine.execute("SET enable_external_access = false")
    return engine


@contextmanager
def troubles(folder: Path) -> Iterator[None]:
    """Turns what DuckDB raises over `folder` into a Problem: full disk, too little memory, broken file."""
    try:
        yield
    except duckdb.OutOfMemoryException as fault:
        raise (_no_room(folder, fault) if _full(fault) else _no_memory(fault)) from fault
    except duckdb.IOException as fault:
        raise (_no_room(folder, fault) if _full(fault) else _unreadable(folder, fault)) from fault
    except (duckdb.InvalidInputException, duckdb.BinderException, duckdb.PermissionException) as fault:
        raise _unreadable(folder, fault) from fault


def _full(fault: Exception) -> bool:
    return any(words in str(fault) for words in NO_ROOM)


def _said(fault: Exception) -> str:
    return str(fault).splitlines()[0].rstrip(". ") + "."


def _no_room(folder: Path, fault: Exception) -> Problem:
    return Problem(
        f"There is no room left on the disk that holds {folder}.",
        f"Nothing was counted. DuckDB said: {_said(fault)}",
        "Free some space there, or move the folder to a larger disk, and ask again.",
    )


def _no_memory(fault: Exception) -> Problem:
    return Problem(
        "There was too little memory to count this.",
        f"Nothing was counted. DuckDB said: {_said(fault)}",
        "Close other programs, or run it on a machine with more memory.",
    )


def _unreadable(folder: Path, fault: Exception) -> Problem:
    return Problem(
        f"A table in {folder} could not be read.",
        f"DuckDB said: {_said(fault)}",
        "The tables can be laid out again from the ledger: delete the folder and repeat the command.",
    )
