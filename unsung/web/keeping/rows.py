"""The rows of every table, written as JSON lines and read back into either database, in bounded memory."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connections
from django.db.models import Field, GeneratedField, Model
from django.db.utils import DEFAULT_DB_ALIAS

BATCH = 2000
Row = list[Any]


def models_of(apps: Apps) -> list[type[Model]]:
    """Every table of a state of the house, those before that others point at."""
    waiting = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    waiting.sort(key=lambda model: model._meta.db_table)
    found: list[type[Model]] = []
    while waiting:
        ready = [model for model in waiting if not _points_at(model) & set(waiting)] or waiting[:1]
        found += ready
        waiting = [model for model in waiting if model not in ready]
    return found


def _points_at(model: type[Model]) -> set[type[Model]]:
    pointing = (field.related_model for field in model._meta.concrete_fields)
    return {other for other in pointing if isinstance(other, type) and other is not model}


def fields_of(model: type[Model]) -> "list[Field[Any, Any]]":
    """The columns a row has a value for."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, GeneratedField)]


def rows(model: type[Model], alias: str = DEFAULT_DB_ALIAS) -> Iterator[Row]:
    """Every row of a table by its key, as Python values in the order of `fields_of`."""
    names = [field.attname for field in fields_of(model)]
    told = model._base_manager.using(alias).order_by("pk").values_list(*names)
    yield from (list(row) for row in told.iterator(chunk_size=BATCH))


def lines(model: type[Model], alias: str = DEFAULT_DB_ALIAS) -> Iterator[bytes]:
    """A table as JSON lines: the names of its columns, then a row a line."""
    yield _line([field.attname for field in fields_of(model)])
    for row in rows(model, alias):
        yield _line(row)


def _line(values: Sequence[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, default=_told).encode("utf-8", "surrogatepass") + b"\n"


def _told(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, timedelta):
        return value / timedelta(microseconds=1)
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in a backup yet.")


def read_lines(model: type[Model], written: Iterable[bytes]) -> Iterator[Row]:
    """The rows of a table back from its JSON lines; raises ValueError where its columns are others."""
    fields = fields_of(model)
    told = (json.loads(line.decode("utf-8", "surrogatepass")) for line in written)
    if next(told, None) != [field.attname for field in fields]:
        raise ValueError(f"{model._meta.db_table} has other columns in the backup.")
    readers = [_reader(field) for field in fields]
    for row in told:
        yield [
            value if value is None or read is None else read(value)
            for read, value in zip(readers, row, strict=True)
        ]


def _reader(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    column = _pointed_at(field)
    kind = str(column.get_internal_type())
    if kind == "DurationField":
        return lambda value: timedelta(microseconds=value)
    plain = ("JSONField", "TextField", "CharField", "IntegerField", "BigIntegerField", "BooleanField")
    return None if kind in plain else column.to_python


def _pointed_at(field: "Field[Any, Any]") -> "Field[Any, Any]":
    while field.remote_field is not None:
        field = field.target_field  # type: ignore[attr-defined]  # of every field that points at another
    return field


def load(model: type[Model], told: Iterable[Row], alias: str = DEFAULT_DB_ALIAS) -> int:
    """Write rows into an empty table as they are, keys and all; returns how many."""
    connection = connections[alias]
    fields = fields_of(model)
    count, waiting = 0, iter(told)
    while batch := list(islice(waiting, BATCH)):
        prepared = [
            [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
            for row in batch
        ]
        _write(model, [str(field.column) for field in fields], prepared, alias)
        count += len(batch)
    return count


def _write(model: type[Model], columns: Sequence[str], batch: Sequence[Row], alias: str) -> None:
    connection = connections[alias]
    name = connection.ops.quote_name
    place = f"{name(model._meta.db_table)} ({', '.join(map(name, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            values = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {place} VALUES ({values})", batch)
            return
        # Five times as quick as inserting, where a million rows are brought at once.
        with cursor.copy(f"COPY {place} FROM STDIN") as copy:
            for row in batch:
                copy.write_row(row)


def clear(models: Sequence[type[Model]], alias: str = DEFAULT_DB_ALIAS) -> None:
    """Empty these tables; what a migration wrote goes as well, since a backup has it."""
    connection = connections[alias]
    names = [connection.ops.quote_name(model._meta.db_table) for model in models]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What was written just before has its checks still to come, and they bar the emptying.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return
        for name in reversed(names):
            cursor.execute(f"DELETE FROM {name}")


def settle(models: Sequence[type[Model]], alias: str = DEFAULT_DB_ALIAS) -> None:
    """Let the next key of each table come after the last one loaded."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
