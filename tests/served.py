"""The application served as its user serves it: a tree of processes on loopback, with a home of its own."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.conftest import environment
from tests.ports import free_port

PATIENCE_S = 120


@dataclass
class Served:
    """A running server: its address, its process, and what it has said so far."""

    home: Path
    address: str
    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)

    def family(self) -> list[int]:
        """The process and everything it started that still runs."""
        return [self.process.pid, *_below(self.process.pid)]

    def end(self) -> int:
        """Ask it to end, as Ctrl-C in its terminal does; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_S)

    def kill(self) -> None:
        """End the parent with no warning."""
        self.process.kill()
        self.process.wait()


def alive(pid: int) -> bool:
    """Whether a process runs (one that only waits to be buried does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _below(pid: int) -> list[int]:
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == pid:
            child = int(stat.parent.name)
            found += [child, *_below(child)]
    return found


@contextmanager
def serving(home: Path, *words: str, **more: str) -> Iterator[Served]:
    """`unsung serve` over this home, once it says that it is ready; ended with its children afterwards."""
    with serving_at(free_port(), home, *words, **more) as served:
        yield served


@contextmanager
def serving_at(port: int, home: Path, *words: str, **more: str) -> Iterator[Served]:
    """The same at a port one knows already, as where it was ended before and is served again."""
    command = [sys.executable, "-m", "unsung", "serve", "--port", str(port), *words]
    running = subprocess.Popen(
        command,
        env=environment(home, PYTHONUNBUFFERED="1", **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    served = Served(home, f"http://127.0.0.1:{port}", running)
    ready = threading.Event()
    listening = threading.Thread(target=_listen, args=(served, ready), daemon=True)
    listening.start()
    try:
        assert ready.wait(PATIENCE_S), "\n".join(served.said)
        yield served
    finally:
        for pid in reversed(served.family()):
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        running.wait()
        listening.join(PATIENCE_S)
        assert running.stdout is not None
        running.stdout.close()


def _listen(served: Served, ready: threading.Event) -> None:
    assert served.process.stdout is not None
    for line in served.process.stdout:
        served.said.append(line.rstrip())
        if line.startswith("ready "):
            ready.set()


MAKE = """
import django; django.setup()
import sys
from unsung.intake.desk_plan import set_up
from unsung.ledger.actions.setting_up import DeskPlan
from unsung.ledger.models import Person
from unsung.web.at_home import make_ready
from unsung.web.models import Account
name, address, role, password = sys.argv[1:]
make_ready()
set_up(DeskPlan("Service desk", "Europe/London", people=((name, address, role),)))
Account.objects.create_user(address, password, person=Person.objects.get(address=address))
"""
PASSWORD = "a long enough phrase"


def know(home: Path, name: str, address: str, role: str) -> None:
    """See that somebody with this role, and an account with PASSWORD, is known in this home."""
    subprocess.run(
        [sys.executable, "-c", MAKE, name, address, role, PASSWORD],
        env=environment(home, DJANGO_SETTINGS_MODULE="unsung.settings"),
        check=True,
    )
