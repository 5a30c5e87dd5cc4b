"""Writing tables: declared columns become Parquet files, whole or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from unsung.ground.problems import NoRoom
from unsung.ledger.tables import TABLES, Table

Row = Mapping[str, object]

ARROW = {
    "text": pa.string(),
    "whole": pa.int64(),
    "real": pa.float64(),
    "flag": pa.int8(),
    "day": pa.date32(),
}
NO_MONTH = "0000-00"
"""The partition that is always there and always empty, so that a table is never without a file."""


def schema_of(table: Table) -> pa.Schema:
    """The columns of a table as Arrow kinds."""
    return pa.schema([(column.name, ARROW[column.kind]) for column in table.columns])


def write(table: Table, folder: Path, month: str, part: str, rows: Iterable[Row]) -> Path:
    """Write the rows of one part of one month; raises Problem when the disk will not take them."""
    schema = schema_of(table)
    held = list(rows)
    columns = [pa.array([row[name] for row in held], schema.field(name).type) for name in schema.names]
    target = folder / table.name / f"month={month}" / f"of-{part}.parquet"
    _write_whole(pa.table(columns, schema=schema), target)
    return target


def _write_whole(content: pa.Table, target: Path) -> None:
    half = target.with_suffix(".half")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(content, half, compression="zstd")
        half.replace(target)
    except OSError as fault:
        half.unlink(missing_ok=True)
        raise NoRoom(
            f"The table {target.parent.parent.name} could not be written: {fault.strerror or fault}.",
            "The facts are safe in the ledger; the tables were left as they were.",
            f"Make room on the disk of {target.parent}, or name another home with UNSUNG_HOME; run it again.",
        ) from fault


def parts(table: Table, folder: Path, part: str) -> set[Path]:
    """The files that a part of a table takes up, in whatever months."""
    return set((folder / table.name).glob(f"month=*/of-{part}.parquet"))


def read(table: Table, folder: Path, part: str, columns: Sequence[str]) -> list[Row]:
    """These columns of the rows of a part, wherever they lie."""
    files = sorted(parts(table, folder, part))
    return [row for file in files for row in pq.ParquetFile(file).read(list(columns)).to_pylist()]


def write_empty(folder: Path) -> None:
    """See that every table has its empty partition."""
    for table in TABLES:
        if not parts(table, folder, NO_MONTH):
            write(table, folder, NO_MONTH, NO_MONTH, ())
