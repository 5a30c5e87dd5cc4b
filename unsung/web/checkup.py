"""The doctor's look: is everything here that Unsung needs, and well?"""

import os
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.models import DBTaskResult, get_date_max

from unsung.flow.measures import engine_answers
from unsung.ground import clock
from unsung.ground.home import home
from unsung.ground.problems import Problem
from unsung.rooms.post.models import Letter
from unsung.web.keeping import locks

ROOM = 1 << 30
UNITS = ((86_400, "days"), (3600, "hours"), (60, "minutes"))


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, and what was found."""

    well: bool
    said: str


def look() -> list[Finding]:
    """Everything looked at, in order; a look that fails is a finding, not an end."""
    found = [_found(each) for each in (_python, _place, _room, _database, _shape, _engine)]
    # In a home that was never opened there is nobody's letter and no job, and no table of them either.
    return found + [_found(each) for each in (_post, _jobs) if not _is_new()]


def _is_new() -> bool:
    try:
        return "django_migrations" not in connection.introspection.table_names()
    except DatabaseError:
        return False


def _found(look_at: Callable[[], Finding]) -> Finding:
    try:
        return look_at()
    except Problem as problem:
        return Finding(False, str(problem))
    except Exception as fault:  # the doctor goes on whatever one organ does
        return Finding(False, f"{look_at.__name__.strip('_')}: {type(fault).__name__}: {fault}")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(sys.version_info >= (3, 11), f"Python {version}; 3.11 or later is needed.")


def _place() -> Finding:
    place = home().make().folder
    others = stat.S_IMODE(place.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    if others and os.name == "posix":
        # Homes made by earlier releases were open to everybody who can sign in to the machine.
        return Finding(False, f"The home {place} can be entered by others on this machine: chmod 700 {place}")
    return Finding(True, f"The home is {place}.")


def _room() -> Finding:
    free = shutil.disk_usage(home().make().folder).free
    return Finding(free > ROOM, f"{free / ROOM:.1f} GB of disk are free; one is needed at least.")


def _database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    kind = connection.vendor
    if kind != "sqlite":
        return Finding(True, f"The database is {kind} and answers.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        (said,) = cursor.fetchone()
    return Finding(said == "ok", f"The database is SQLite and its check says {said}.")


def _shape() -> Finding:
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    done = "The database has its present shape."
    return Finding(
        True,
        f"The database is {len(behind)} steps behind; the next command brings it up." if behind else done,
    )


def _post() -> Finding:
    waiting = Letter.objects.filter(state=Letter.WAITS).exclude(problem="")
    if last := waiting.last():
        n = waiting.count()
        letters = "1 letter waits" if n == 1 else f"{n} letters wait"
        return Finding(False, f"{letters} for the mail server, which last said: {last.problem}")
    office = settings.OFFICE.host or f"none named, so that letters are laid into {settings.EMAIL_FILE_PATH}"
    return Finding(True, f"The mail server: {office}. No letter waits for it.")


def _jobs() -> Finding:
    due = DBTaskResult.objects.ready()
    n = due.count()
    jobs = "No job waits" if not n else "1 job waits" if n == 1 else f"{n:,} jobs wait"
    if locks.worked(home()):
        return Finding(True, f"{jobs}; a worker is there.")
    if not n:
        return Finding(True, f"{jobs}.")
    # A job that was to be done at a later time waits since then.
    since = min(job.enqueued_at if job.run_after == get_date_max() else job.run_after for job in due)
    return Finding(
        False,
        f"{jobs}, the oldest for {_long((clock.now() - since).total_seconds())}, and nobody on this machine "
        "is at them: “unsung serve” brings a worker, “unsung work” is one without pages.",
    )


def _long(seconds: float) -> str:
    for unit, name in UNITS:
        if seconds >= 2 * unit:
            return f"{int(seconds // unit)} {name}"
    return "less than two minutes"


def _engine() -> Finding:
    engine_answers(settings.ENGINE)
    return Finding(True, f"The engine {settings.ENGINE} answers.")
