"""The whole road of the demo desk: its records made, brought in, laid out, reckoned and printed."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.archive import DEMO_UNTIL
from benchmarks.results import Section, table
from benchmarks.rounds import Run, calling, run

STRETCHES = ("make", "bring_in", "print_month")
HEADS = ("", "s", "processor s", "peak MB", "what came of it")


def measure(until: str = DEMO_UNTIL) -> Section:
    """Walk the road once, each stretch in a process of its own."""
    with TemporaryDirectory(prefix="unsung-bench-") as folder:
        home = {"UNSUNG_HOME": str(Path(folder) / "home"), "DATABASE_URL": ""}
        walks = [calling("benchmarks.walking", stretch, folder, until) for stretch in STRETCHES]
        walked = [run(walk, home) for walk in walks]
    rows = [row for stretch in walked for row in _rows(stretch)]
    whole = sum(stretch.seconds for stretch in walked)
    head = (
        f"The demo desk's fourteen months until {until}, from nothing to a printed review, one walk. Making, "
        "bringing in and printing are a process each; its whole time has its start too."
    )
    said = f"From nothing to a printed review: **{whole:.0f} s.**"
    return Section("The whole road", "\n\n".join([head, table(HEADS, rows), said]))


def _rows(stretch: Run) -> list[list[str]]:
    steps = [json.loads(line) for line in stretch.out.splitlines() if line.startswith("{")]
    rows = [_row(step["step"], step, str(step["came"])) for step in steps]
    return [*rows, _row("*the process*", vars(stretch), "")]


def _row(name: str, told: dict[str, float], came: str) -> list[str]:
    return [name, f"{told['seconds']:.1f}", f"{told['processor_s']:.1f}", f"{told['peak_mb']:,.0f}", came]
