"""Stopping from the keyboard: whatever becomes of a Ctrl-C on its way, it ends the process."""

import subprocess
import sys

import pytest

BEGIN = "import os, signal, sys, time\nfrom unsung.ground import stopping\nstopping.listen()\n"
PRESS = "os.kill(os.getpid(), signal.SIGINT)\n"


def ended(text: str) -> tuple[int, str]:
    """Exit code and standard error of a process that does this."""
    fresh = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    done = subprocess.run(
        [sys.executable, "-c", fresh + BEGIN + text], capture_output=True, text=True, timeout=20
    )
    return done.returncode, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "swallowed",
    [
        "    try: time.sleep(9)\n    except BaseException: pass\n",
        "    try: time.sleep(9)\n    except BaseException: raise ImportError('half loaded') from None\n",
        "    class Dropped:\n        def __del__(self): os.kill(os.getpid(), signal.SIGINT); time.sleep(9)\n"
        "    Dropped()\n    time.sleep(9)\n",
        "    try: time.sleep(9)\n    except BaseException: time.sleep(9)\n",
    ],
    ids=["swallowed", "come out as another fault", "dropped by Python", "followed by a wait"],
)
def test_a_stop_ends_with_one_sentence_although_it_is(swallowed: str) -> None:
    text = (
        "stopping.watch()\nimport threading\n"
        "threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        f"with stopping.heard():\n{swallowed}"
    )
    assert ended(text) == (130, "Stopped. What is on record stays; the same command goes on from there.\n")


def test_a_stop_waits_while_another_process_is_started_and_is_not_lost() -> None:
    text = (
        "with stopping.heard():\n"
        "    with stopping.unheard():\n"
        f"        {PRESS}"
        "        os.write(2, b'started\\n')\n"
    )
    assert ended(text)[0] == 130
    assert ended(text)[1].startswith("started\nStopped.")


def test_a_stop_that_comes_when_all_is_done_changes_nothing() -> None:
    text = f"import atexit\natexit.register(lambda: {PRESS.strip()})\nwith stopping.heard(): pass\n"
    assert ended(text) == (0, "")


def test_whoever_is_told_to_ignore_ctrl_c_goes_on_ignoring_it() -> None:
    text = (
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\nstopping.listen()\nstopping.watch()\n"
        f"with stopping.heard(): {PRESS}"
    )
    assert ended(text) == (0, "")
