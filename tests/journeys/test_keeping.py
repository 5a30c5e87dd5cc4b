"""A backup taken while Unsung runs, and the same home again from it: same facts, same figures by the byte."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.journeys.conftest import Unsung, environment
from tests.journeys.test_killed import MAILS, mailbox
from tests.ports import free_port
from tests.postgres import new_database
from unsung.ground.home import Home
from unsung.web.keeping import locks

pytestmark = pytest.mark.slow
ROWS = """id,opened_at,channel,customer,category,resolved_at
V1,2025-10-06 09:00,walkin,Mrs Darko,Claims,2025-10-06 09:20
V2,2025-10-06 10:00,walkin,Mr Osei,Billing,
V3,2025-10-07 11:00,call,Ms Lind,Billing,2025-10-08 11:00
V4,never,call,Ms Lind,Billing,
"""
LATER = """id,opened_at,channel,customer,category,resolved_at
V9,2025-10-09 09:00,walkin,Mrs Darko,Claims,2025-10-09 09:20
"""


@pytest.fixture
def records(tmp_path: Path) -> list[str]:
    """A table with a row that cannot be read, the same desk's mails, and a later table."""
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    (tmp_path / "later.csv").write_text(LATER, "utf-8")
    mailbox(tmp_path / "box.mbox")
    return ["v.csv", "box.mbox", "--desk", "desk@y.example"]


@contextmanager
def going_on(home: Path, cwd: Path, *words: object) -> "Iterator[subprocess.Popen[str]]":
    """`unsung` with these words at work in the background, killed at the end."""
    command = [sys.executable, "-m", "unsung", *map(str, words)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environment(home), cwd=cwd, stdout=pipe, stderr=subprocess.DEVNULL, text=True
    ) as running:
        try:
            yield running
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(timeout=60)


def figures(unsung: Unsung, out: Path, month: str, home: Path, **more: str) -> bytes:
    """The figures of a month's review, as bytes."""
    ended = unsung("review", "--month", month, "--out", out, home=home, **more)
    assert ended.code == 0, ended.err
    return (out / "figures.json").read_bytes()


def digest(unsung: Unsung, home: Path, **more: str) -> object:
    """The digest of every fact, as an import of what is known already tells it."""
    told = unsung("import", "v.csv", "--json", home=home, **more).json()
    assert told["new"] == 0
    return told["digest"]


def test_a_restored_home_gives_the_same_figures_byte_for_byte(
    unsung: Unsung, tmp_path: Path, records: list[str]
) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    clean = unsung("import", *records, "--json").json()
    before = [figures(unsung, tmp_path / f"a{month}", month, home) for month in ("2025-09", "2025-10")]
    (home / "uploads").mkdir()
    (home / "uploads" / "waits.csv").write_text("id\n")
    kept = unsung("backup", "kept.zip")
    assert kept.code == 0, kept.err
    assert stat.S_IMODE((tmp_path / "kept.zip").stat().st_mode) == 0o600
    assert unsung("restore", "kept.zip", home=other).code == 0
    after = [figures(unsung, tmp_path / f"b{month}", month, other) for month in ("2025-09", "2025-10")]
    assert after == before
    assert digest(unsung, other) == digest(unsung, home) == clean["digest"]
    assert (other / "uploads" / "waits.csv").read_text() == "id\n"
    # Both go on in the same way from there.
    assert [unsung("import", "later.csv", "--json", home=at).json()["new"] for at in (home, other)] == [1, 1]
    again = [figures(unsung, tmp_path / f"c{at.name}", "2025-10", at) for at in (home, other)]
    assert again[0] == again[1] != before[1]


def test_nothing_is_written_over_unless_asked(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    (tmp_path / "later.csv").write_text(LATER, "utf-8")
    home = tmp_path / "home"
    assert unsung("backup", "kept.zip").code == 2
    first = unsung("import", "v.csv", "--json").json()
    assert "home/kept.zip lies in the home itself." in unsung("backup", "home/kept.zip").err
    assert unsung("backup", "kept.zip").code == 0
    bytes_before = (tmp_path / "kept.zip").read_bytes()
    second = unsung("import", "later.csv", "--json").json()
    again = unsung("backup", "kept.zip")
    assert (again.code, "kept.zip is there already." in again.err) == (2, True)
    assert (tmp_path / "kept.zip").read_bytes() == bytes_before
    assert unsung("backup", "kept.zip", "--replace").code == 0
    assert unsung("import", "later.csv", "--json").json()["digest"] == second["digest"] != first["digest"]
    (tmp_path / "first.zip").write_bytes(bytes_before)
    refused = unsung("restore", "first.zip")
    assert (refused.code, "holds records already" in refused.err) == (2, True)
    assert digest(unsung, home) == second["digest"]
    assert unsung("restore", "first.zip", "--replace").code == 0
    assert digest(unsung, home) == first["digest"]
    assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []
    assert [path.name for path in tmp_path.iterdir() if "half" in path.name] == []


def test_a_damaged_backup_leaves_the_home_as_it_was(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    first = unsung("import", "v.csv", "--json").json()
    assert unsung("backup", "kept.zip").code == 0
    held = bytearray((tmp_path / "kept.zip").read_bytes())
    held[len(held) // 3] ^= 1
    (tmp_path / "bad.zip").write_bytes(held)
    refused = unsung("restore", "bad.zip", "--replace")
    assert (refused.code, "Nothing was changed." in refused.err) == (2, True)
    assert digest(unsung, tmp_path / "home") == first["digest"]


def test_backups_taken_during_an_import_are_each_of_one_moment(unsung: Unsung, tmp_path: Path) -> None:
    words = ("import", mailbox(tmp_path / "box.mbox"), "--desk", "desk@y.example", "--json")
    clean = unsung(*words, home=tmp_path / "clean").json()
    taken: list[str] = []
    with going_on(tmp_path / "home", tmp_path, *words) as running:
        while running.poll() is None:
            name = f"{len(taken)}.zip"
            if unsung("backup", name).code == 0:
                taken.append(name)
        told = running.stdout.read() if running.stdout else ""
    assert f'"new": {MAILS}' in told
    assert taken
    for name in taken:
        home = tmp_path / f"from {name}"
        ended = unsung("restore", name, home=home)
        assert ended.code == 0, ended.err
        # What was cut off in it goes on from there, and ends where a clean import does.
        assert unsung(*words, home=home).json()["digest"] == clean["digest"]


def test_a_restore_waits_for_nobody_and_disturbs_nobody(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    home = tmp_path / "home"
    unsung("import", "v.csv")
    with going_on(home, tmp_path, "serve", "--port", free_port()) as serving:
        assert serving.stdout is not None
        assert any(line.startswith("ready ") for line in serving.stdout)
        assert unsung("backup", "kept.zip").code == 0
        refused = unsung("restore", "kept.zip", "--replace")
        assert (refused.code, "is at work in" in refused.err) == (2, True)
    with going_on(home, tmp_path, "work"):
        end = time.monotonic() + 30
        while unsung("restore", "kept.zip", "--replace").code == 0 and time.monotonic() < end:
            time.sleep(0.1)
        assert "is at work in" in unsung("restore", "kept.zip", "--replace").err
    with locks.alone(Home(home)):
        assert "A backup is being put into" in unsung("import", "v.csv").err
    assert unsung("restore", "kept.zip", "--replace").code == 0


def test_a_restore_killed_at_any_moment_leaves_one_home_or_the_other(
    unsung: Unsung, tmp_path: Path, records: list[str]
) -> None:
    unsung("import", *records)
    home = tmp_path / "home"
    assert unsung("backup", "all.zip").code == 0
    every = digest(unsung, home)
    few = unsung("import", "v.csv", "--json", home=tmp_path / "few").json()["digest"]
    assert unsung("backup", "few.zip", home=tmp_path / "few").code == 0
    command = [sys.executable, "-m", "unsung", "restore", "few.zip", "--replace"]
    for after in range(12):
        running = subprocess.Popen(
            command, env=environment(home), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(0.4 + after * 0.15)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert digest(unsung, home) in (every, few)
        assert unsung("restore", "all.zip", "--replace").code == 0
        assert digest(unsung, home) == every
        assert [path.name for path in home.iterdir() if path.name.startswith(".")] == []


def test_a_home_moves_from_sqlite_to_postgresql_and_back(
    unsung: Unsung, tmp_path: Path, records: list[str], postgres: str
) -> None:
    clean = unsung("import", *records, "--json").json()
    month = "2025-09"
    before = figures(unsung, tmp_path / "before", month, tmp_path / "home")
    assert unsung("backup", "lite.zip").code == 0
    other = tmp_path / "other"
    moved = unsung("restore", "lite.zip", home=other, DATABASE_URL=postgres)
    assert moved.code == 0, moved.err
    assert figures(unsung, tmp_path / "there", month, other, DATABASE_URL=postgres) == before
    assert digest(unsung, other, DATABASE_URL=postgres) == clean["digest"]
    later = unsung("import", "later.csv", "--json", home=other, DATABASE_URL=postgres).json()
    assert (later["new"], later["rejected"]) == (1, 0)
    kept = unsung("backup", "post.zip", home=other, DATABASE_URL=postgres)
    assert kept.code == 0, kept.err
    back = unsung("restore", "post.zip", home=tmp_path / "back")
    assert back.code == 0, back.err
    assert digest(unsung, tmp_path / "back") == later["digest"]
    assert unsung("import", "later.csv", "--json", home=tmp_path / "back").json()["known"] == 1


def test_a_postgresql_database_is_replaced_whole_or_not_at_all(
    unsung: Unsung, tmp_path: Path, postgres: str
) -> None:
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    (tmp_path / "later.csv").write_text(LATER, "utf-8")
    at = {"DATABASE_URL": postgres}
    first = unsung("import", "v.csv", "--json", **at).json()
    assert unsung("backup", "first.zip", **at).code == 0
    second = unsung("import", "later.csv", "--json", **at).json()
    assert second["digest"] != first["digest"]
    assert "holds records already" in unsung("restore", "first.zip", **at).err
    with psycopg.connect(postgres):
        assert "other connections" in unsung("restore", "first.zip", "--replace", **at).err
    assert digest(unsung, tmp_path / "home", **at) == second["digest"]
    ended = unsung("restore", "first.zip", "--replace", **at)
    assert ended.code == 0, ended.err
    assert digest(unsung, tmp_path / "home", **at) == first["digest"]
    empty = new_database(postgres.rpartition("/")[0], "another")
    assert unsung("restore", "first.zip", home=tmp_path / "new", DATABASE_URL=empty).code == 0
    assert digest(unsung, tmp_path / "new", DATABASE_URL=empty) == first["digest"]
