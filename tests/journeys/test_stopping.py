"""Stopped from the keyboard at any moment: soon, with exit code 130, one sentence, and nobody left behind."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import Unsung, environment

SAID = "Stopped. What is on record stays; the same command goes on from there.\n"
MAILS = 9_000
LONG = 24_000
"""Mails enough that no machine is done before it is stopped."""
SOON_S = 5
"""Far longer than it takes, for machines that are busy."""

pytestmark = pytest.mark.slow


def mailbox(path: Path, mails: int = LONG) -> Path:
    """Mails enough to be read by another process while this one records."""
    with path.open("w", encoding="utf-8") as box:
        for n in range(mails):
            at = f"{1 + n // 1000} Sep 2025 09:{n % 60:02}:00 +0000"
            box.write(
                f"From a Mon Sep  1 09:00:00 2025\nFrom: customer{n % 301}@x.example\nTo: desk@y.example\n"
                f"Subject: Matter {n}\nDate: {at}\nMessage-ID: <{n}@x.example>\n\n{'Where is it? ' * 12}\n\n"
            )
    return path


def stopped_after(
    seconds: float, home: Path, *words: object, times: int = 1, **more: str
) -> tuple[int | None, str, float]:
    """Press Ctrl-C in a run's terminal; exit code (None: never ended), standard error, seconds it took."""
    # Whoever runs these tests in the background ignores Ctrl-C, and so would all that is started from here.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "unsung", *map(str, words)]
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    running = subprocess.Popen(
        command, env=environment(home, **more), stdout=quiet, stderr=pipe, text=True, start_new_session=True
    )
    signal.signal(signal.SIGINT, before)
    time.sleep(seconds)
    for _ in range(times):
        os.killpg(running.pid, signal.SIGINT)
    began = time.monotonic()
    try:
        # Standard error ends once everybody who could write to it is gone.
        said = running.communicate(timeout=SOON_S)[1]
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        return None, running.communicate()[1], SOON_S
    # The line on which progress stood may have been ended just before.
    return running.returncode, said.lstrip("\n"), time.monotonic() - began


@pytest.mark.parametrize("seconds", [0.3, 0.6, 1.0, 1.4, 1.8, 2.2])
def test_an_import_is_stopped_at_any_moment(tmp_path: Path, seconds: float) -> None:
    box = mailbox(tmp_path / "box.mbox")
    code, said, _ = stopped_after(seconds, tmp_path / "home", "import", box, "--desk", "desk@y.example")
    assert (code, said.lstrip("\n")) == (130, SAID)


@pytest.mark.parametrize("seconds", [0.4, 1.2, 2.0])
def test_a_review_of_files_is_stopped_at_any_moment(tmp_path: Path, seconds: float) -> None:
    words = "review", mailbox(tmp_path / "box.mbox"), "--desk", "desk@y.example", "--out", tmp_path / "out"
    code, said, _ = stopped_after(seconds, tmp_path / "home", *words)
    assert (code, said.lstrip("\n")) == (130, SAID)


def test_a_stop_that_comes_while_a_review_becomes_its_own_program_is_told_like_any_other() -> None:
    text = (
        "import os, signal, sys\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})\nos.kill(os.getpid(), signal.SIGINT)\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'unsung', 'doctor'])\n"
    )
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (130, SAID)


def test_a_second_ctrl_c_ends_at_once(tmp_path: Path) -> None:
    box = mailbox(tmp_path / "box.mbox")
    code, said, _ = stopped_after(1.8, tmp_path / "home", "import", box, times=2)
    assert (code, said.lstrip("\n")) == (130, SAID)


def test_what_was_on_record_stays_and_the_same_command_goes_on(unsung: Unsung, tmp_path: Path) -> None:
    box = mailbox(tmp_path / "box.mbox", MAILS)
    words = "import", box, "--desk", "desk@y.example"
    clean = unsung(*words, "--json", home=tmp_path / "clean").json()
    for seconds in (1.6, 2.0):
        stopped_after(seconds, tmp_path / "home", *words)
    assert unsung(*words, "--json", home=tmp_path / "home").json()["digest"] == clean["digest"]


def test_a_stop_is_heard_where_the_program_only_waits(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("id,opened\n1,2025-01-02\n")
    assert unsung("import", tmp_path / "one.csv").code == 0
    with closing(sqlite3.connect(tmp_path / "home" / "unsung.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        words = "import", mailbox(tmp_path / "box.mbox", 1)
        code, said, took = stopped_after(4, tmp_path / "home", *words, UNSUNG_LOCK_WAIT="600")
    assert (code, said.lstrip("\n")) == (130, SAID)
    assert took < SOON_S
