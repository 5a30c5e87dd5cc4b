"""Pages under load: a full desk on the embedded database, fifty visitors, and what each page took.

The home takes a quarter of an hour to make; UNSUNG_BENCH_HOME names a folder to keep it in for the next time.
"""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.asking_pages.visitors import EVERY_S, Asked, visit
from benchmarks.results import Section, table
from benchmarks.rounds import ROOT, ItFailedError, calling, run

CONTACTS = 1_000_000
VISITORS = 50
FOR_S = 90.0
BEFORE_S = 15.0
GOAL_S = 0.150
HEADS = ("", "asked", "p50 ms", "p95 ms", "max ms")
LISTS = ("list of cases", "list, filtered", "list, searched", "list, searched and filtered")
GOALS = {"list": LISTS, "case": ("case",), "review": ("review",)}
STEPS = "made.json"


def measure(contacts: int = CONTACTS, seconds: float = FOR_S) -> Section:
    """Make the home unless it is there, serve it, and let the visitors in."""
    with _home(contacts) as home:
        made = json.loads((home / STEPS).read_text())
        with _served(home) as address:
            visit(address, home, BEFORE_S)
            asked = visit(address, home, seconds)
        size = (home / "unsung.sqlite3").stat().st_size
    return Section("Pages of a full desk", _said(contacts, made, size, seconds, asked))


@contextmanager
def _home(contacts: int) -> Iterator[Path]:
    kept = os.environ.get("UNSUNG_BENCH_HOME", "")
    with TemporaryDirectory(prefix="unsung-bench-") as folder:
        home = Path(kept or folder) / f"home-{contacts}"
        if not (home / STEPS).exists():
            surroundings = {"UNSUNG_HOME": str(home), "DATABASE_URL": ""}
            done = run(
                calling("benchmarks.asking_pages.preparing", str(contacts), str(VISITORS)), surroundings
            )
            steps = [json.loads(line) for line in done.out.splitlines() if line.startswith("{")]
            (home / STEPS).write_text(json.dumps(steps))
        yield home


@contextmanager
def _served(home: Path) -> Iterator[str]:
    """A real `unsung serve`, once it answers and its worker has nothing more to do."""
    command = [sys.executable, "-u", "-m", "unsung", "serve", "--port", str(_free_port())]
    surroundings = os.environ | {"UNSUNG_HOME": str(home), "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
    log = home / "serve.log"
    with log.open("w") as said:
        served = subprocess.Popen(command, stdout=said, stderr=said, cwd=ROOT, env=surroundings)
    try:
        address = _ready(log)
        _rest(home)
        yield address
    finally:
        served.terminate()
        served.wait(timeout=30)


WAITS = """
    SELECT COUNT(*) FROM django_tasks_database_dbtaskresult
    WHERE status IN ('READY', 'RUNNING') AND task_path NOT LIKE '%.each_day'
"""
"""What is still to be done now; the job of the day always waits for tomorrow."""


def _rest(home: Path) -> None:
    """Wait until the worker has looked through what there is; it prints nothing, all is printed."""
    end = time.monotonic() + 300
    with sqlite3.connect(f"file:{home / 'unsung.sqlite3'}?mode=ro", uri=True) as at:
        while time.monotonic() < end:
            if at.execute(WAITS).fetchone() == (0,):
                return
            time.sleep(0.5)
    raise ItFailedError("The worker did not come to rest in five minutes.")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _ready(log: Path) -> str:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        found = re.search(r"ready (http\S+)", log.read_text())
        if found:
            return found[1]
        time.sleep(0.2)
    raise ItFailedError(f"unsung serve did not get ready: {log.read_text()[-500:]}")


def _said(contacts: int, made: Sequence[dict[str, object]], size: int, seconds: float, asked: Asked) -> str:
    head = (
        f"{contacts:,} contacts of 24 months in SQLite, {size / 1e9:.1f} GB with their card index; a "
        f"real “unsung serve” on loopback, its worker beside it. {VISITORS} visitors, signed in, each ask "
        f"for a page every {EVERY_S:.0f} seconds, for {seconds:.0f} s, from the same machine."
    )
    ahead = os.getpriority(os.PRIO_PROCESS, 0)
    if ahead < 0:
        head += f" Server and visitors went before other work on the machine (niceness {ahead})."
    rows = [_row(kind, asked.took[kind]) for kind in asked.took]
    many = sum(len(took) for took in asked.took.values())
    wrong = "No answer was an error." if not asked.wrong else f"Errors: {'; '.join(asked.wrong[:5])}."
    goals = [
        _goal(name, [s for kind in held for s in asked.took.get(kind, ())]) for name, held in GOALS.items()
    ]
    steps = table(("making the home", "s", "what came of it"), [_step(each) for each in made])
    return "\n\n".join([head, table(HEADS, rows), f"{many:,} pages. {wrong}", *goals, steps])


def _row(kind: str, took: Sequence[float]) -> list[str]:
    held = [_at(took, 0.5), _at(took, 0.95), max(took)]
    return [kind, f"{len(took):,}", *(f"{1000 * each:,.0f}" for each in held)]


def _at(took: Sequence[float], share: float) -> float:
    ordered = sorted(took)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _goal(name: str, took: Sequence[float]) -> str:
    p95 = _at(took, 0.95)
    met = "Met" if p95 < GOAL_S else "Missed"
    return f"Goal for {name}: p95 under {1000 * GOAL_S:.0f} ms. **{met}: {1000 * p95:,.0f} ms.**"


def _step(told: dict[str, object]) -> list[str]:
    return [str(told["step"]), f"{float(str(told['seconds'])):,.0f}", str(told["came"])]
