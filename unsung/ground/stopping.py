"""Stopping from the keyboard: at any moment, soon, in one sentence, and with no process left behind."""

import _thread
import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

STOPPED = 130
"""The exit code of a stop from the keyboard."""
PATIENCE_S = 1.5
"""So long may what was going on tidy up before the process ends without it."""
SAID = "Stopped. What is on record stays; the same command goes on from there.\n"
SHOW_CURSOR = "\x1b[?25h"

_ending = _thread.allocate_lock()
_also: list[Callable[[], None]] = []
_asked = [False]


def listen() -> None:
    """Hear Ctrl-C from here on, one that came before as well, where whoever started us does not ignore it."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _hear)
        sys.unraisablehook = _unraisable
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def watch() -> None:
    """See that a Ctrl-C ends this process soon, also where it is waiting or lost in somebody else's code."""
    if signal.getsignal(signal.SIGINT) is not _hear:
        return
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    # The byte is written by the system's own handler, while ours waits for the next step of Python.
    signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    threading.Thread(target=_end_when, args=(told,), daemon=True).start()


@contextmanager
def heard() -> Iterator[None]:
    """End with the one sentence where a Ctrl-C came, whatever became of it on its way here."""
    try:
        yield
    except KeyboardInterrupt:
        end()
    except BaseException as fault:
        # In somebody else's code it may have come out as another fault.
        if _asked[0] or (isinstance(fault, SystemExit) and fault.code == STOPPED):
            end()
        _be_done()
        raise
    if _asked[0]:
        end()
    _be_done()


@contextmanager
def unheard() -> Iterator[None]:
    """Keep Ctrl-C waiting; a process started meanwhile, or become by `exec`, hears none until it listens."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def also_end(kill: Callable[[], None]) -> None:
    """Call this when we are stopped: it ends a process that works for us."""
    _also.append(kill)


def end() -> NoReturn:
    """End this process at once, and those that work for it, with the one sentence."""
    if not _ending.acquire(blocking=False):
        time.sleep(0.2)
        os._exit(STOPPED)
    for kill in _also:
        with contextlib.suppress(Exception):
            kill()
    # Not through Python's own streams: whoever was interrupted may hold their locks.
    with contextlib.suppress(OSError):
        os.write(2, ((SHOW_CURSOR if os.isatty(2) else "") + SAID).encode())
    os._exit(STOPPED)


def _be_done() -> None:
    """All is done and said; while Python takes itself down, Ctrl-C would change nothing but the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _hear(_number: int, _frame: object) -> None:
    if _asked[0]:
        end()
    _asked[0] = True
    raise KeyboardInterrupt


def _unraisable(lost: "sys.UnraisableHookArgs") -> None:
    """A Ctrl-C that came where Python drops faults is not lost."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        end()
    sys.__unraisablehook__(lost)


def _end_when(told: int) -> None:
    while signal.SIGINT not in os.read(told, 64):
        pass
    select.select([told], [], [], PATIENCE_S)
    end()
