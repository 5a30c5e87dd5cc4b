"""Faults on their way to a person: what can be mended is said in plain words, the rest is left whole."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, OperationalError

from unsung.ground.problems import Problem
from unsung.web.telling import say_problem

ROOM = 1 << 20
DAMAGED = ("not a database", "malformed", "disk image")


@contextmanager
def told() -> Iterator[None]:
    """Say a problem and end with exit code 2."""
    try:
        yield
    except Problem as problem:
        say_problem(problem)
        sys.exit(2)
    except DatabaseError as fault:
        if not is_of_the_database(fault):
            raise
        say_problem(of_the_database(fault))
        sys.exit(2)
    except OSError as fault:
        say_problem(_of_the_system(fault))
        sys.exit(2)


def is_of_the_database(fault: DatabaseError) -> bool:
    """Whether the database could not be used or is damaged, so that the fault is none of ours."""
    return isinstance(fault, OperationalError) or any(word in str(fault) for word in DAMAGED)


def of_the_database(fault: DatabaseError) -> Problem:
    """What to say when the database could not be used."""
    words = str(fault)
    if any(word in words for word in DAMAGED):
        name = settings.DATABASES["default"]["NAME"]
        return Problem(
            f"The database {name} is damaged or no database: {words.strip()}.",
            "Nothing was changed by this command.",
            "Put your last copy of it in its place; “unsung doctor” looks closer.",
        )
    if "locked" in words:
        return Problem(
            "The database is locked by another program.",
            "Nothing was changed by this command.",
            "Wait until the other one is done, or end it, and run this again.",
        )
    if "full" in words or ("disk I/O" in words and _no_room()):
        return Problem(
            "The disk that holds the database, or the one for temporary files (TMPDIR), is full.",
            "What was on record before is safe; the last batch was not kept.",
            "Make room and run the same command again; it goes on from where it was.",
        )
    return Problem(f"The database could not be used: {words.strip()}.", "", "“unsung doctor” looks closer.")


def _no_room() -> bool:
    # With not a byte left SQLite cannot even open its log, and says no more than that the disk failed.
    return shutil.disk_usage(settings.HOME.folder).free < ROOM


def _of_the_system(fault: OSError) -> Problem:
    which = f"{fault.filename}: " if fault.filename else ""
    return Problem(f"{which}{fault.strerror or fault}.", "", "Mend that and run the same command again.")
