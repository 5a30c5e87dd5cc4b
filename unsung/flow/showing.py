"""Showing by a demo: make the records of Larkfield Mutual, set its desk up, and bring them in."""

from pathlib import Path
from tempfile import TemporaryDirectory

from unsung.demo.desk import Demo, write_demo
from unsung.flow.bringing import Brought, Taking, bring_in
from unsung.ground import clock
from unsung.ground.periods import month_of
from unsung.ground.progress import Tell, silent
from unsung.intake.desk_plan import read_plan, set_up

DEMO_TABLES = {"walk-ins.xlsx": "walk-ins", "surveys.csv": "surveys"}
"""The names that the demo desk's tables go by; other ways in have names of their own."""


def write_demo_files(folder: Path, until: str) -> Demo:
    """Write the demo desk's records up to `until`, the last whole month if empty."""
    return write_demo(folder, until=until or _last_month())


def _last_month() -> str:
    return month_of(clock.now().date()).before().label


def bring_in_demo(until: str, tell: Tell = silent) -> Brought:
    """Make the demo desk, its settings and its records, and bring them in."""
    with TemporaryDirectory(prefix="unsung-demo-") as folder:
        demo = write_demo_files(Path(folder), until)
        set_up(read_plan(demo.settings_file))
        parts = [bring_in(Taking([file], source=DEMO_TABLES.get(file.name, "")), tell) for file in demo.files]
    return Brought(
        new=sum(part.new for part in parts),
        known=sum(part.known for part in parts),
        rejected=sum(part.rejected for part in parts),
        notes=[note for part in parts for note in part.notes],
        rejects=[sentence for part in parts for sentence in part.rejects],
    )
