"""The database goes away while jobs are done, and comes back: so do the jobs, by the same worker."""

import time
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.journeys.test_serving import gone, until, worker_of
from tests.served import Served, serving

pytestmark = pytest.mark.slow
WAITS = """
INSERT INTO django_tasks_database_dbtaskresult
  (id, status, enqueued_at, args_kwargs, priority, task_path, queue_name, backend_name,
   exception_class_path, traceback, run_after, return_value, worker_ids)
VALUES ('5f0c0a4e-2d1b-4c5e-8f7a-6b5c4d3e2f1a', 'READY', '2026-01-01',
  '{"args": [], "kwargs": {}}', 0, 'unsung.web.worker.no_such_job', 'default', 'default',
  '', '', '2026-01-01', NULL, '[]')
"""


def test_jobs_go_on_when_the_database_is_back(tmp_path: Path) -> None:
    with postgres.own() as server:
        database = postgres.new_database(server.address, "desk")
        with serving(tmp_path / "home", DATABASE_URL=database) as served:
            worker = worker_of(served)
            server.tell("-m", "fast", "stop")
            assert until(lambda: said(served) == 1)
            # Long enough for it to have tried in vain more than once.
            time.sleep(4)
            server.tell("start")
            with psycopg.connect(database, autocommit=True) as at:
                at.execute(WAITS)
                assert until(lambda: state(at) == "FAILED"), "it was done: a job of no known name fails"
            assert (said(served), worker_of(served)) == (1, worker)
            family = served.family()
            assert served.end() == 0
            assert gone(family) == []


def said(served: Served) -> int:
    """How often it was said that jobs wait for the database."""
    return sum("Jobs wait until the database can be used again" in line for line in served.said)


def state(at: "psycopg.Connection[tuple[str]]") -> str:
    """How the job stands."""
    found = at.execute(
        "SELECT status FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%no_such_job'"
    ).fetchone()
    return found[0] if found else ""
