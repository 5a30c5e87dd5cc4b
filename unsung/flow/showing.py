"""Showing by a demo: make the records of Larkfield Mutual, set its desk up, and bring them in."""

from pathlib import Path
from tempfile import TemporaryDirectory

from unsung.demo.desk import Demo, write_demo
from unsung.flow.bringing import Brought, Taking, bring_in
from unsung.ground import clock
from unsung.ground.home import home
from unsung.ground.periods import month_of, parse_month
from unsung.ground.problems import Problem
from unsung.ground.progress import Tell, silent
from unsung.intake.desk_plan import read_plan, set_up
from unsung.ledger.queries.desks import desk
from unsung.ledger.queries.people import anybody_known
from unsung.ledger.queries.reach import reach

DEMO_TABLES = {"walk-ins.xlsx": "walk-ins", "surveys.csv": "surveys"}
"""The names that the demo desk's tables go by; other ways in have names of their own."""

EARLIEST, LATEST = 2000, 2090
"""The years the demo desk's holidays and hours are known for."""


def write_demo_files(folder: Path, until: str) -> Demo:
    """Write the demo desk's records up to `until`, the last whole month if empty."""
    return write_demo(folder, until=until or _last_month())


def _last_month() -> str:
    return month_of(clock.now().date()).before().label


def _asked_month(until: str) -> str:
    year = until[:4]
    if year.isdigit() and not EARLIEST <= int(year) <= LATEST:
        raise Problem(
            f"The month {until} is too far off for the demo desk.",
            "Nothing was made.",
            f"Name one between {EARLIEST} and {LATEST}, for example 2025-10.",
        )
    return parse_month(until).label


def _claim_home(month: str) -> None:
    note = home().demo
    if reach().first is None and desk() is None and not anybody_known():
        half = note.with_suffix(".half")
        half.write_text(month + "\n", "utf-8")
        half.replace(note)
        return
    made = note.read_text("utf-8").strip() if note.exists() else ""
    if not made:
        raise Problem(
            f"The home {home().folder} holds a desk or records that are not the demo’s.",
            "The demo would mix with them, so nothing was changed.",
            "Name another home for it with UNSUNG_HOME.",
        )
    if made != month:
        raise Problem(
            f"The home {home().folder} holds the demo desk made until {made}.",
            f"Made until {month} it has other records for the same months, so nothing was changed.",
            f"Name another home for it with UNSUNG_HOME, or say --until {made}.",
        )


def bring_in_demo(until: str, tell: Tell = silent) -> Brought:
    """Make the demo desk, its settings and its records, and bring them in.

    Raises Problem where the home holds the demo made until another month, or records of somebody else.
    """
    month = _asked_month(until) if until else _last_month()
    with TemporaryDirectory(prefix="unsung-demo-") as folder:
        demo = write_demo_files(Path(folder), month)
        _claim_home(month)
        set_up(read_plan(demo.settings_file))
        parts = [bring_in(Taking([file], source=DEMO_TABLES.get(file.name, "")), tell) for file in demo.files]
    return Brought(
        new=sum(part.new for part in parts),
        known=sum(part.known for part in parts),
        rejected=sum(part.rejected for part in parts),
        notes=[note for part in parts for note in part.notes],
        rejects=[sentence for part in parts for sentence in part.rejects],
    )
