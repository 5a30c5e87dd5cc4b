"""The program as its user runs it: a process of its own, with a home of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import postgres as servers


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code and what it said."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, object]:
        """Standard output, which is one JSON object and nothing else."""
        told = json.loads(self.out)
        assert isinstance(told, dict)
        return told


Unsung = Callable[..., Ended]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a user whose home for Unsung is `home`."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("UNSUNG_", "DATABASE_URL"))
    }
    return {**kept, "UNSUNG_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path), **more}


def killed_after(seconds: float, home: Path, cwd: Path, *words: object) -> bool:
    """Start `unsung` with these words and kill it with no warning; True if it was still running then."""
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", "unsung", *map(str, words)]
    running = subprocess.Popen(command, env=environment(home), cwd=cwd, stdout=quiet, stderr=quiet)
    time.sleep(seconds)
    alive = running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.wait()
    return alive


@pytest.fixture
def unsung(tmp_path: Path) -> Unsung:
    """Run `unsung` with these words; `home` names another home than the test's own."""

    def run(*words: object, home: Path | None = None, **more: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "unsung", *map(str, words)],
            env=environment(home or tmp_path / "home", **more),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=900,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server that all tests of a run share."""
    with servers.running() as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str, tmp_path: Path) -> str:
    """The address of an empty database on it."""
    return servers.new_database(postgres_server, tmp_path.name[-40:])
