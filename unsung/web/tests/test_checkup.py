"""The doctor's look at the jobs: it says whether they wait, how long, and whether anybody is at them."""

import fcntl
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult, get_date_max

from unsung.ground import clock
from unsung.ground.home import home
from unsung.web import checkup
from unsung.web.checkup import Finding
from unsung.web.keeping.locks import WORKER

pytestmark = pytest.mark.django_db


def waits(asked: timedelta, wanted: timedelta | None = None) -> None:
    """A job that was asked for so long ago, to be done at once or so long ago (from now on: in future)."""
    after = get_date_max() if wanted is None else clock.now() - wanted
    job = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        task_path="a.b",
        queue_name="default",
        run_after=after,
    )
    DBTaskResult.objects.filter(pk=job.pk).update(enqueued_at=clock.now() - asked)


def jobs() -> Finding:
    """What the doctor says of the jobs."""
    (found,) = [each for each in checkup.look() if " job" in each.said]
    return found


def test_jobs_that_wait_with_nobody_at_them_are_said_with_how_long_they_wait() -> None:
    waits(timedelta(minutes=5))
    waits(timedelta(hours=3, minutes=10))
    assert jobs() == Finding(
        False,
        "2 jobs wait, the oldest for 3 hours, and nobody on this machine is at them: “unsung serve” brings a "
        "worker, “unsung work” is one without pages.",
    )


def test_a_job_that_was_to_be_done_later_waits_since_then_and_one_still_to_come_does_not_wait() -> None:
    waits(timedelta(days=9), timedelta(minutes=7))
    waits(timedelta(days=9), timedelta(days=-1))
    assert "1 job waits, the oldest for 7 minutes, and nobody" in jobs().said


def test_jobs_a_worker_is_at_are_well() -> None:
    waits(timedelta(hours=3))
    with (home().make().folder / WORKER).open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert jobs() == Finding(True, "1 job waits; a worker is there.")
    assert not jobs().well


def test_no_job_that_waits_is_well() -> None:
    assert jobs() == Finding(True, "No job waits.")
