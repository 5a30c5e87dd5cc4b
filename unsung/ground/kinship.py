"""Kinship of processes: a child ends when the one that started it is gone, killed ones included."""

import os
import threading
import time

PAUSE_S = 0.5


def end_with_parent() -> None:
    """End this process, whatever it does, soon after its parent has ended."""
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PAUSE_S)
    os._exit(1)
