"""The worker: does the jobs that wait, and takes up again those that a killed one left behind."""

import fcntl
import logging
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connections
from django_tasks_db.models import DBTaskResult

from unsung.flow.keeping import want_up_to_date
from unsung.ground.home import home
from unsung.web.daily import want_daily
from unsung.web.keeping.locks import WORKER
from unsung.web.trying import Tries

log = logging.getLogger("unsung")
PAUSE_S = 0.3


def work() -> None:
    """Do jobs until told to stop; where another worker of this home is at it, once that has ended.

    While the database cannot be used it is tried again, after a pause that grows to half a minute.
    """
    tries = Tries()
    with _alone():
        while True:
            tries.begin()
            try:
                _begin()
                _go_on()
                return
            except (OperationalError, InterfaceError) as fault:
                pause = tries.fail()
                if tries.first:
                    log.warning("Jobs wait until the database can be used again: %s", str(fault).strip())
                # A connection that was lost stays lost; the next try opens another.
                connections.close_all()
            time.sleep(pause)


def _begin() -> None:
    if left := take_up(_here()):
        log.warning("Taking up %s cut off.", "1 job that was" if left == 1 else f"{left:,} jobs that were")
    # Records may have come in while nobody was at work.
    want_up_to_date()
    want_daily()


def _go_on() -> None:
    call_command(
        "db_worker",
        interval=PAUSE_S,
        worker_id=f"{_here()}-{os.getpid()}",
        reload=False,
        startup_delay=False,
        verbosity=0,
    )


def take_up(here: str) -> int:
    """Make jobs ready again whose worker, on this machine and home, is gone; returns how many.

    The caller holds the lock of this home, so none of them can still be at work. A job is written so that
    doing it again does nothing twice.
    """
    cut_off = [
        job
        for job in DBTaskResult.objects.filter(status="RUNNING")
        if not job.worker_ids or str(job.worker_ids[-1]).startswith(here)
    ]
    return DBTaskResult.objects.filter(pk__in=[job.pk for job in cut_off]).update(
        status="READY", started_at=None, worker_ids=[]
    )


def _here() -> str:
    return f"{socket.gethostname()[:40]}"


@contextmanager
def _alone() -> Iterator[None]:
    # The system lets go of the lock when the process ends, however it ends.
    with (home().folder / WORKER).open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            log.warning("Another is at the jobs of %s; this worker waits for it to end.", home().folder)
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
