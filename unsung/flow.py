"""The whole product in one page: receive what came, lay it out, reckon the month, print the review."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from unsung.demo.desk import Demo, write_demo
from unsung.ground import clock
from unsung.ground.home import home
from unsung.ground.hours import OpeningHours, holidays_of, parse_hours
from unsung.ground.periods import Period, checked_zone, last_whole_month, month_of, parse_month
from unsung.ground.problems import Problem
from unsung.ground.progress import Tell, silent
from unsung.intake.asides import rejects_explained, rejects_of
from unsung.intake.desk_plan import know_desk, read_plan, set_up
from unsung.intake.receiving import Asking, Received, receive
from unsung.intake.tables.mapping import load_mapping
from unsung.ledger import queries
from unsung.ledger.warehouse.calendars import opening_hours
from unsung.ledger.warehouse.laying import lay_out
from unsung.ledger.warehouse.parquet import write_empty
from unsung.measures.asked import Asked, ask
from unsung.measures.cases import conversations, messages, ratings, waiting
from unsung.measures.catalogue import MEASURES
from unsung.measures.connect import connect
from unsung.measures.pages import write_pages
from unsung.publishing.press import print_review
from unsung.publishing.provenance import made_of
from unsung.publishing.publication import Review
from unsung.publishing.publications import monthly

DEMO_TABLES = {"walk-ins.xlsx": "walk-ins", "surveys.csv": "surveys"}
"""The names that the demo desk's tables go by; other ways in have names of their own."""


@dataclass(frozen=True)
class Taking:
    """How deliveries are to be taken in; every word may be left empty.

    `zone` is for times that name none (empty: the desk's); `map` names a preset or a TOML file; `digest`
    asks for the digest of all facts.
    """

    paths: Sequence[Path]
    zone: str = ""
    map: str = ""
    source: str = ""
    desk: Iterable[str] = ()
    correct: bool = False
    dry_run: bool = False
    digest: bool = False


@dataclass(frozen=True)
class Brought:
    """What came of it: counts of items, the digest of all facts, sentences, and what stopped a file."""

    new: int
    known: int
    rejected: int
    digest: str = ""
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rejects: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """True where at least one item could be read."""
        return self.new + self.known > 0

    def told(self) -> dict[str, object]:
        """The counts and the digest, as `--json` prints them."""
        return {"new": self.new, "known": self.known, "rejected": self.rejected, "digest": self.digest}


@dataclass(frozen=True)
class Order:
    """What is to be printed: which month (the last whole one if empty), where, and with which engine.

    `hours` and `holidays` go before those of the desk's calendar; `zone` is for a desk that has none.
    `unread` are files that could not be read, to be told in the review.
    """

    out: Path
    month: str = ""
    zone: str = ""
    hours: str = ""
    holidays: str = ""
    from_files: bool = False
    engine: str = "duckdb"
    unread: Sequence[Problem] = ()


@dataclass(frozen=True)
class Printed:
    """A printed review and its files."""

    review: Review
    files: list[Path]


def check(order: Order) -> None:
    """Raise Problem for an order that cannot be carried out, before any work is done."""
    if order.zone:
        checked_zone(order.zone)
    if order.month:
        parse_month(order.month)
    if order.hours:
        parse_hours(order.hours)
    if order.holidays:
        holidays_of(order.holidays, [2025])


def bring_in(taking: Taking, tell: Tell = silent) -> Brought:
    """Receive deliveries, knowing whose desk it is; a dry run keeps nothing."""
    mapping = load_mapping(taking.map) if taking.map else None
    asking = Asking(checked_zone(taking.zone or _zone()), mapping, taking.source, taking.correct)
    with transaction.atomic() if taking.dry_run else nullcontext():
        know_desk(taking.desk)
        received = receive(list(taking.paths), asking, tell)
        brought = _brought(received, queries.facts_digest() if taking.digest else "")
        if taking.dry_run:
            transaction.set_rollback(True)
    return brought


def _brought(received: Received, digest: str) -> Brought:
    count = received.count
    rejects = [sentence for each in received.deliveries for sentence in rejects_of(each.pk)]
    return Brought(
        count.new,
        count.known,
        count.rejected,
        digest,
        received.notes,
        received.problems,
        rejects,
    )


def _zone() -> str:
    held = queries.week_of(queries.desk())
    return held.zone if held else "UTC"


def print_month(order: Order, tell: Tell = silent) -> Printed:
    """Lay the ledger out, reckon the month that is asked for, and print its review."""
    reach = _reach()
    zone, hours = _calendar(order, reach)
    lay_out(home().tables, zone, hours, tell)
    tables = connect(home().tables, order.engine)
    asked = _asked(order, reach, zone, hours)
    made = made_of([*map(str, order.unread), *rejects_explained()], _said_of(order, zone, hours))
    review = monthly.draft(tables, asked, made, order.from_files, _desk_name(order))
    behind = {
        "Messages": messages(tables, asked),
        "Ratings": ratings(tables, asked),
        "Waiting": waiting(tables, asked),
    }
    return Printed(review, print_review(review, order.out, conversations(tables, asked), behind))


def _reach(families: Sequence[str] = queries.EVERYTHING) -> tuple[int, int]:
    reach = queries.reach(families)
    if reach.first is None or reach.last is None:
        raise Problem(
            "There is nothing on record yet.",
            "A review needs conversations.",
            "Bring records in with “unsung import FILE”, or name files: “unsung review FILE --out DIR”.",
        )
    return int(reach.first.timestamp()), int(reach.last.timestamp())


def _calendar(order: Order, reach: tuple[int, int]) -> tuple[str, OpeningHours | None]:
    held = queries.week_of(queries.desk())
    zone = order.zone or (held.zone if held else "UTC")
    versions = ((date.min, order.hours),) if order.hours else (held.versions if held else ())
    holidays = order.holidays or (held.holidays if held else "")
    week = queries.Week(zone, versions, held.exceptions if held else (), holidays)
    first, last = (queries.moment(at_s).year for at_s in reach)
    return zone, opening_hours(week, range(first, last + 2))


def _asked(order: Order, reach: tuple[int, int], zone: str, hours: OpeningHours | None) -> Asked:
    counting = [s for s in queries.sources() if s.counts_from and s.freshest]
    talk = _reach(queries.CONVERSING)
    period = parse_month(order.month, zone) if order.month else _last_month_with_anything(talk, zone)
    here = [s for s in counting if s.freshest and s.freshest.timestamp() >= period.start_s]
    # A comparison is fair only where every source that counts now counted then too.
    from_s = max((int(s.counts_from.timestamp()) for s in here if s.counts_from), default=reach[0])
    if not _holds_anything(period):
        raise _empty(period, talk, zone)
    return ask(period, from_s, reach[1], hours)


def _last_month_with_anything(reach: tuple[int, int], zone: str) -> Period:
    period = last_whole_month(*reach, zone)
    while not _holds_anything(period) and period.start_s > reach[0]:
        period = period.before()
    return period


def _holds_anything(period: Period) -> bool:
    return queries.anything_between(queries.moment(period.start_s), queries.moment(period.end_s))


def _empty(period: Period, reach: tuple[int, int], zone: str) -> Problem:
    first, last = (f"{queries.moment(at_s):%Y-%m}" for at_s in reach)
    return Problem(
        f"There is nothing on record for {period.label}.",
        f"The records reach from {first} to {last} ({zone}).",
        "Name a month in between with --month.",
    )


def _said_of(order: Order, zone: str, hours: OpeningHours | None) -> list[str]:
    said = []
    if order.from_files and not order.zone:
        said.append("No time zone was given, so times without one are read as UTC (--tz names the desk’s).")
    if hours is None:
        said.append(f"No opening hours are known, so waiting is told in calendar time, in {zone}.")
    return said


def _desk_name(order: Order) -> str:
    place = queries.desk()
    return place.name if place and not order.from_files else "At the desk"


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


def measure_lines() -> list[str]:
    """Every measure in a line: id, name, and what it says."""
    width = max(len(measure.id) for measure in MEASURES)
    return [f"{measure.id:<{width}}  {measure.name}: {measure.definition}" for measure in MEASURES]


def write_measure_pages(folder: Path) -> None:
    """Write the page of each measure into `folder`."""
    write_pages(folder)


def engine_answers(engine: str) -> None:
    """Raise Problem unless the engine can be opened over the tables."""
    write_empty(home().tables)
    connect(home().tables, engine)
