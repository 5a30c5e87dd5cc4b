"""Kinship of processes: a child ends when the one that started it is gone, killed ones included."""

import os
import threading
import time

PAUSE_S = 0.5


def end_with(parent: int) -> None:
    """End this process, whatever it does, soon after the parent of this number has ended.

    The number is told and not asked for: a parent that was killed early is gone before we can ask.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PAUSE_S)
    os._exit(1)
