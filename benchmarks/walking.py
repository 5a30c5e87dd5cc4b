"""One stretch of the road in a process of its own: the demo made, or brought in, or its month printed."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import ParamSpec, TypeVar

from benchmarks.django_ready import migrate
from benchmarks.stopwatch import say, watched
from unsung.flow import bringing, printing, showing
from unsung.flow.bringing import Taking
from unsung.flow.printing import Order
from unsung.intake.desk_plan import read_plan, set_up
from unsung.publishing.publication import Review
from unsung.publishing.publications import monthly

P = ParamSpec("P")
T = TypeVar("T")

STEPS: tuple[tuple[str, ModuleType, str], ...] = (
    ("lay the tables out", printing, "lay_out"),
    ("reckon and compose the month", monthly, "draft"),
    ("print the review", printing, "print_review"),
)
"""The steps inside the printing of a month: what each is called here, and the function that does it."""


def make(folder: Path, until: str) -> None:
    """Write the demo desk's records."""
    with watched() as watch:
        demo = showing.write_demo_files(_records(folder), until)
    size = sum(file.stat().st_size for file in demo.files) / 1e6
    say(watch, step="make the records", came=f"{sum(demo.counts.values()):,} items, {size:.0f} MB")


def bring_in(folder: Path, until: str) -> None:
    """Bring them into an empty ledger."""
    with watched() as watch:
        migrate()
        set_up(read_plan(_records(folder) / "desk.toml"))
        files = sorted(file for file in _records(folder).rglob("*.*") if file.name != "desk.toml")
        brought = bringing.bring_in(Taking(files))
    items = brought.new + brought.known + brought.rejected
    came = f"{items:,} items, {items / watch.seconds:,.0f} a second; {brought.rejected:,} put aside"
    say(watch, step="bring them in", came=came)


def print_month(folder: Path, until: str) -> None:
    """Print its latest month, saying how long each step took."""
    for step, home, name in STEPS:
        setattr(home, name, _timed(step, getattr(home, name)))
    printing.print_month(Order(folder / "review", until))


def _timed(step: str, work: Callable[P, T]) -> Callable[P, T]:
    def timed(*given: P.args, **named: P.kwargs) -> T:
        with watched() as watch:
            done = work(*given, **named)
        say(watch, step=step, came=_came(done))
        return done

    return timed


def _came(done: object) -> str:
    """What came of a step, in numbers: contacts laid out, figures reckoned, files printed."""
    if isinstance(done, list):
        return f"{len(done)} files"
    if isinstance(done, Review):
        return f"{len(done.figures)} figures"
    return f"{getattr(done, 'contacts', 0):,} conversations"


def _records(folder: Path) -> Path:
    return folder / "records"


STRETCHES = {"make": make, "bring_in": bring_in, "print_month": print_month}


def main(stretch: str, folder: str, until: str) -> None:
    """Walk one stretch; `folder` holds the records and what is printed, `until` is the last month."""
    STRETCHES[stretch](Path(folder), until)
