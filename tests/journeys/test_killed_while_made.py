"""Killed while a home is being made: the next start finds it whole or not begun, never half made."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.conftest import environment
from unsung.ground.home import Home, secret_key

pytestmark = pytest.mark.slow
MAKE = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "unsung.settings"
django.setup()
from django.db.migrations.recorder import MigrationRecorder
from unsung.web.at_home import make_ready

noted, last = MigrationRecorder.record_applied, int(sys.argv[1])
def note(self, app, name, count=[0]):
    count[0] += 1
    if count[0] == last:
        os._exit(9)
    return noted(self, app, name)

MigrationRecorder.record_applied = note
make_ready()
"""


def made(home: Path, killed_at: int = 0) -> int:
    """Make a home, killed just before so many changes of its database are noted (0: not at all)."""
    return subprocess.run([sys.executable, "-c", MAKE, str(killed_at)], env=environment(home)).returncode


def tables(home: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(home / "unsung.sqlite3") as database:
        return database.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_killed_between_a_change_of_the_database_and_its_note_it_is_made_the_next_time(
    tmp_path: Path,
) -> None:
    assert made(tmp_path / "clean") == 0
    shape = tables(tmp_path / "clean")
    assert len(shape) > 60
    for change in (1, 2, 10, 14, 30, 55):
        home = tmp_path / f"killed at {change}"
        assert made(home, killed_at=change) == 9
        assert made(home) == 0
        assert tables(home) == shape


def test_a_key_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path / "home")

    def killed(*names: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(os, "link", killed)
        with pytest.raises(KeyboardInterrupt):
            secret_key(home)
    assert not home.secret.exists()
    key = secret_key(home)
    assert len(key) > 50
    assert secret_key(home) == key
    assert home.secret.stat().st_mode & 0o077 == 0
