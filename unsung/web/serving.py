"""Serving: pages and jobs in one tree of processes, told ready once pages answer, ended together."""

import os
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from granian import Granian
from granian.constants import Interfaces

from unsung.ground.problems import Problem
from unsung.web.minding import minded_worker

THREADS = 4
READY_S = 60
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""What a server that listens everywhere is reached by from here."""


def serve(host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until told to stop; `ready` is called with the address once /healthz answers 200."""
    # Whoever serves pages or does jobs ends when this process does, killed or not.
    os.environ["UNSUNG_SERVED_BY"] = str(os.getpid())
    threading.Thread(target=_tell_when_ready, args=(_address(host, port), ready), daemon=True).start()
    with minded_worker():
        Granian(
            "unsung.web.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            log_enabled=False,
        ).serve()


def _address(host: str, port: int) -> str:
    reached = ANYWHERE.get(host, host)
    return f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"


def check_port(host: str, port: int) -> None:
    """Raise Problem where the port cannot be had, before any work is done."""
    try:
        (family, *_), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as fault:
        raise Problem(
            f"Port {port} of {host} cannot be had: {getattr(fault, 'strerror', None) or fault}.",
            "Nothing was started.",
            "Name another: unsung serve --port 8001, or PORT=8001 make run.",
        ) from fault


def _tell_when_ready(address: str, ready: Callable[[str], None]) -> None:
    end = time.monotonic() + READY_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    ready(address)
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
