"""Minding the worker beside the pages: whenever it ends another takes its place, while pages are served."""

import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from unsung.web.trying import Tries

log = logging.getLogger("unsung")
LOOK_S = 0.3
PATIENCE_S = 10


@contextmanager
def minded_worker() -> Iterator[None]:
    """A worker is at work, or about to be, for as long as this goes on; at the end it is ended."""
    over = threading.Event()
    # The first one is started before there is another thread, or any process of the pages.
    minding = threading.Thread(target=_mind, args=(_started(), over), daemon=True)
    minding.start()
    try:
        yield
    finally:
        over.set()
        minding.join()


def _started() -> "subprocess.Popen[bytes] | None":
    try:
        # A group of its own: Ctrl-C reaches us alone, and we end the worker when pages are no longer served.
        return subprocess.Popen([sys.executable, "-m", "unsung", "work"], start_new_session=True)
    except OSError as fault:  # no memory, or too many processes: what ends a worker bars the next as well
        log.warning("The worker could not be started: %s.", fault.strerror)
        return None


def _mind(running: "subprocess.Popen[bytes] | None", over: threading.Event) -> None:
    tries = Tries()
    while running is None or _has_ended(running, over):
        pause = tries.fail()
        if tries.first:
            log.warning("The worker ended%s. Another takes its place.", _how(running))
        if over.wait(pause):
            return
        tries.begin()
        running = _started()
    _end(running)


def _has_ended(running: "subprocess.Popen[bytes]", over: threading.Event) -> bool:
    """Wait until it ends (True) or is no longer wanted (False)."""
    while running.poll() is None:
        if over.wait(LOOK_S):
            return False
    return not over.is_set()


def _how(ended: "subprocess.Popen[bytes] | None") -> str:
    code = ended.returncode if ended else 0
    return f", killed by signal {-code}" if code < 0 else f" with code {code}" if code else ""


def _end(running: "subprocess.Popen[bytes]") -> None:
    running.send_signal(signal.SIGTERM)
    try:
        running.wait(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
