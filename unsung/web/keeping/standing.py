"""What stands where a backup is to go, and whether the backup may take its place."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from unsung.ground.home import Home
from unsung.ground.problems import Problem
from unsung.web.keeping import members
from unsung.web.keeping.packing import embedded

TELLING = ("ledger_source", "ledger_person", "ledger_desk", "web_account")
"""Tables with a row in every home that somebody uses."""


def check_outside(home: Home, file: Path) -> None:
    """Raise Problem where a backup lies in the home whose place it is to take."""
    if file.resolve().is_relative_to(home.folder.resolve()):
        raise Problem(
            f"{file} lies in the home itself.",
            "Nothing was changed: it could be lost with the home whose place it takes.",
            "Move it elsewhere, best to another disk, then run this again.",
        )


def check_free(home: Home, replaces: bool) -> None:
    """Raise Problem where a backup would take the place of what nobody said it may take the place of."""
    if connection.vendor == "postgresql":
        _check_nobody_connected()
    found = members.kept(home, embedded())
    if found and not _is_home(home):
        raise Problem(
            f"The folder {home.folder} holds “{found[0].name}” and is no home of Unsung.",
            "Nothing was changed.",
            "Name an empty folder, or one that is not there yet, with UNSUNG_HOME.",
        )
    if replaces:
        return
    if _holds_records(home):
        raise Problem(
            f"The home {home.folder} holds records already.",
            "Nothing was changed.",
            "Add --replace to put the backup in its place, or name an empty home with UNSUNG_HOME.",
        )
    if foreign := [path for path in found if not members.is_own(path)]:
        raise Problem(
            f"The home {home.folder} holds “{foreign[0].name}”, which Unsung did not lay there.",
            "Nothing was changed.",
            "Name an empty home with UNSUNG_HOME, or add --replace: what the backup does not hold itself "
            "and Unsung did not lay there stays.",
        )


def _check_nobody_connected() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        (others,) = cursor.fetchone()
    if others:
        raise Problem(
            f"The database is in use: there are {others} other connections to it.",
            "Nothing was changed.",
            "End every server, worker and program that uses it, then run this again.",
        )


def _is_home(home: Home) -> bool:
    # The doctor looks before there is a key, and lays out tables with nothing in them.
    telling = (home.secret, home.database, embedded() or home.database, home.tables / "contacts")
    return any(path.exists() for path in telling)


def _holds_records(home: Home) -> bool:
    database = embedded()
    if database is None or database.exists():
        there = set(connection.introspection.table_names())
        if any(_first_row(table) for table in set(TELLING) & there):
            return True
        # A key nobody made for this database is another's, and journals open by it alone.
        if database is None and not there and home.secret.exists() and not home.database.exists():
            return True
    return database != home.database and _file_holds_records(home.database)


def _first_row(table: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
        return cursor.fetchone()


def _file_holds_records(database: Path) -> bool:
    """Whether an embedded database that is not the one in use holds anything; one that is damaged may."""
    if not database.exists():
        return False
    try:
        with closing(sqlite3.connect(database)) as aside:
            told = aside.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            there = {name for (name,) in told} & set(TELLING)
            return any(aside.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() for table in there)
    except sqlite3.Error:
        return True
