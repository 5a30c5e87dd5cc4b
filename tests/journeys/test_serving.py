"""Serving: one command brings up pages and jobs, says when it is ready, and ends cleanly."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import environment
from tests.served import Served, alive, serving

pytestmark = pytest.mark.slow


def asked(served: Served, path: str) -> tuple[int, str]:
    """The status and the text of a page."""
    with urllib.request.urlopen(served.address + path, timeout=20) as answer:
        return answer.status, answer.read().decode()


def gone(family: list[int], within_s: float = 60) -> list[int]:
    """Which of these processes still run after a while."""
    end = time.monotonic() + within_s
    while (left := [pid for pid in family if alive(pid)]) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def test_it_says_ready_once_pages_answer_and_ends_with_all_its_children(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as served:
        assert f"ready {served.address}" in served.said
        assert asked(served, "/healthz") == (200, "ok")
        family = served.family()
        assert len(family) >= 3, "pages, jobs, and who looks after both"
        assert served.end() == 0
        assert gone(family) == []


def test_children_end_when_their_parent_is_killed_and_a_new_one_can_begin_at_once(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as served:
        family = served.family()
        served.kill()
        assert gone(family) == []
    with serving(tmp_path / "home") as again:
        assert asked(again, "/healthz") == (200, "ok")


def test_a_taken_port_is_said_before_any_work_is_done(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as served:
        port = served.address.rpartition(":")[2]
        second = subprocess.run(
            [sys.executable, "-m", "unsung", "serve", "--port", port],
            env=environment(tmp_path / "other"),
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert second.returncode == 2
    assert f"Port {port} of 127.0.0.1 cannot be had" in second.stderr
    assert "Name another: unsung serve --port" in second.stderr
    assert not (tmp_path / "other" / "unsung.sqlite3").exists()


def test_a_job_whose_worker_was_killed_is_taken_up_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as served:
        served.kill()
        assert gone(served.family()) == []
    with sqlite3.connect(home / "unsung.sqlite3") as ledger:
        ledger.execute(LEFT_RUNNING)
    with serving(home):
        assert finished(home) == ("FAILED", 1), "it was taken up, and a job of no known name fails"


def test_a_worker_that_was_killed_is_replaced_and_its_jobs_are_done(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as served:
        first = worker_of(served)
        with sqlite3.connect(home / "unsung.sqlite3", timeout=20) as ledger:
            ledger.execute(LEFT_RUNNING)
        os.kill(first, signal.SIGKILL)
        assert finished(home) == ("FAILED", 1), "another worker took it up"
        assert worker_of(served) != first
        (said,) = [line for line in served.said if "The worker ended" in line]
        assert said.endswith("The worker ended, killed by signal 9. Another takes its place.")
        family = served.family()
        assert served.end() == 0
        assert gone(family) == []


def test_a_stop_is_prompt_while_a_worker_is_about_to_be_replaced(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as served:
        os.kill(worker_of(served), signal.SIGKILL)
        family = served.family()
        began = time.monotonic()
        assert served.end() == 0
        assert gone(family) == []
        assert time.monotonic() - began < 15, "no pause is waited for"


def test_a_second_server_takes_over_the_jobs_when_the_first_ends(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as first, serving(home) as second:
        assert until(lambda: any("this worker waits for it to end" in line for line in second.said))
        with sqlite3.connect(home / "unsung.sqlite3", timeout=20) as ledger:
            ledger.execute(LEFT_RUNNING)
        assert first.end() == 0
        assert finished(home) == ("FAILED", 1), "the second took it up"
        assert not any("The worker ended" in line for line in second.said)
        family = second.family()
        assert second.end() == 0
        assert gone(family) == []


def test_a_server_whose_worker_waits_for_another_ends_at_once(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as first, serving(tmp_path / "home") as second:
        assert until(lambda: any("this worker waits for it to end" in line for line in second.said))
        family = second.family()
        assert second.end() == 0
        assert gone(family, within_s=5) == []
        assert alive(worker_of(first))


def worker_of(served: Served, within_s: float = 60) -> int:
    """The process that does the jobs of a server, once it is there."""
    found: list[int] = []

    def there() -> bool:
        found[:] = [pid for pid in served.family() if b"\0work\0" in words_of(pid)]
        return bool(found)

    assert until(there, within_s)
    return found[0]


def words_of(pid: int) -> bytes:
    """The words a process was started with."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def until(told: Callable[[], bool], within_s: float = 60) -> bool:
    """Whether something comes true before long."""
    end = time.monotonic() + within_s
    while not (so := told()) and time.monotonic() < end:
        time.sleep(0.1)
    return so


LEFT_RUNNING = """
INSERT INTO django_tasks_database_dbtaskresult
  (id, status, enqueued_at, started_at, args_kwargs, priority, task_path, queue_name, backend_name,
   exception_class_path, traceback, run_after, return_value, worker_ids)
VALUES ('5f0c0a4e2d1b4c5e8f7a6b5c4d3e2f1a', 'RUNNING', '2026-01-01', '2026-01-01',
  '{"args": [], "kwargs": {}}', 0, 'unsung.web.worker.no_such_job', 'default', 'default',
  '', '', '2026-01-01', NULL, '[]')
"""


def finished(home: Path, within_s: float = 60) -> tuple[str, int]:
    """How the job that was left ended, and after how many tries; the worker has jobs of its own besides."""
    end = time.monotonic() + within_s
    while True:
        with sqlite3.connect(home / "unsung.sqlite3", timeout=20) as ledger:
            status, tries = ledger.execute(
                "SELECT status, json_array_length(worker_ids) FROM django_tasks_database_dbtaskresult"
                " WHERE task_path = 'unsung.web.worker.no_such_job'"
            ).fetchone()
        if status in ("FAILED", "SUCCESSFUL") or time.monotonic() > end:
            return status, tries
        time.sleep(0.1)
