"""The worker takes up what was cut off on this machine, and says how much that is."""

import logging
import socket
from uuid import UUID

import pytest
from django_tasks_db.models import DBTaskResult

from unsung.web import worker

pytestmark = pytest.mark.django_db


def cut_off(by: str) -> UUID:
    """The number of a job that this worker was at."""
    job = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        task_path="a.b",
        queue_name="default",
        status="RUNNING",
        worker_ids=[by],
    )
    return job.pk


@pytest.mark.parametrize(
    ("jobs", "said"),
    [
        (0, []),
        (1, ["Taking up 1 job that was cut off."]),
        (2, ["Taking up 2 jobs that were cut off."]),
    ],
)
def test_what_was_cut_off_is_taken_up_and_said(
    jobs: int, said: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    elsewhere = cut_off("another-machine-7")
    for _ in range(jobs):
        cut_off(f"{socket.gethostname()[:40]}-7")
    with caplog.at_level(logging.WARNING, "unsung"):
        worker._begin()
    assert [record.getMessage() for record in caplog.records] == said
    assert [job.pk for job in DBTaskResult.objects.filter(status="RUNNING")] == [elsewhere]
