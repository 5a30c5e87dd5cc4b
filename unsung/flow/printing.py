"""Printing a month: lay the ledger out, reckon what is asked, and print the review of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from unsung.flow.months import conversations_reach, holds_anything, latest_month, whole_months
from unsung.ground import clock
from unsung.ground.home import home
from unsung.ground.hours import OpeningHours, holidays_of, parse_hours
from unsung.ground.periods import Period, checked_zone, parse_month
from unsung.ground.problems import Problem
from unsung.ground.progress import Tell, silent
from unsung.intake.asides import rejects_explained
from unsung.ledger.queries.dense import Dense, dense, not_yet, strays
from unsung.ledger.queries.desks import Week, desk, desks_between, week_of
from unsung.ledger.queries.reach import Reach, reach
from unsung.ledger.queries.spans import Told, told_of_channels
from unsung.ledger.queries.standing import moment
from unsung.ledger.warehouse.calendars import opening_hours
from unsung.ledger.warehouse.laying import lay_out
from unsung.measures.asked import Asked, Span, ask
from unsung.measures.cases import conversations, messages, ratings, settled, tallies, waiting
from unsung.measures.connect import Tables, connect
from unsung.publishing.desks import heading, together
from unsung.publishing.press import print_review
from unsung.publishing.provenance import made_of
from unsung.publishing.publication import Review
from unsung.publishing.publications import monthly


@dataclass(frozen=True)
class Order:
    """What is to be printed: which month (the last whole one if empty), where, and with which engine.

    `hours` and `holidays` go before those of the desk's calendar; `zone` is for a desk that has none.
    `unread` are files that could not be read, to be told in the review. `orders` are those of the month, None
    where nobody gave them; `nps` asks for the net promoter score.
    """

    out: Path
    month: str = ""
    zone: str = ""
    hours: str = ""
    holidays: str = ""
    from_files: bool = False
    engine: str = "duckdb"
    unread: Sequence[Problem] = ()
    orders: int | None = None
    nps: bool = False


@dataclass(frozen=True)
class Printed:
    """A printed review and its files, with the tables and the question it was reckoned from."""

    review: Review
    files: list[Path]
    tables: Tables
    asked: Asked


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


def print_month(order: Order, tell: Tell = silent) -> Printed:
    """Lay the ledger out, reckon the month that is asked for, and print its review."""
    zone, hours = _calendar(order)
    lay_out(home().tables, zone, hours, tell)
    tables = connect(home().tables, order.engine)
    asked = _asked(order, dense(), zone, hours)
    desks = _desks_in(order, asked.period)
    # Hours or a zone named with the order are no desk's.
    counted_by = "" if order.hours or order.zone else _first_desk()
    said = [*_said_of(order, zone, hours), *together(desks, counted_by, hours is not None)]
    made = made_of([*map(str, order.unread), *rejects_explained()], said)
    review = monthly.draft(tables, asked, made, order.from_files, heading(desks))
    behind = {
        "Messages": messages(tables, asked),
        "Ratings": ratings(tables, asked),
        "Waiting": waiting(tables, asked),
        "Settled": settled(tables, asked),
        "Tallies": tallies(tables, asked),
    }
    files = print_review(review, order.out, conversations(tables, asked), behind)
    return Printed(review, files, tables, asked)


def lay_tables_out(tell: Tell = silent) -> None:
    """Bring the tables into line with the ledger by the desk's own calendar."""
    zone, hours = _calendar(Order(Path()))
    lay_out(home().tables, zone, hours, tell)


def months_to_print(most: int) -> list[Period]:
    """The latest whole months with anything to review, the latest first; none where nothing is on record."""
    within = dense()
    talk = conversations_reach(within, told_of_channels(within))
    return whole_months(most, talk, *_calendar(Order(Path()))) if talk else []


def _seconds(span: Reach) -> tuple[int, int]:
    if span.first is None or span.last is None:
        raise Problem(
            "There is nothing on record yet.",
            "A review needs conversations.",
            "Bring records in with “unsung import FILE”, or name files: “unsung review FILE --out DIR”.",
        )
    return int(span.first.timestamp()), int(span.last.timestamp())


def _calendar(order: Order) -> tuple[str, OpeningHours | None]:
    held = week_of(desk())
    zone = order.zone or (held.zone if held else "UTC")
    versions = ((date.min, order.hours),) if order.hours else (held.versions if held else ())
    holidays = order.holidays or (held.holidays if held else "")
    week = Week(zone, versions, held.exceptions if held else (), holidays)
    span = reach()
    # Where everything was taken back nothing reaches anywhere, and any years do.
    first, last = ((at or clock.now()).year for at in (span.first, span.last))
    return zone, opening_hours(week, range(first, last + 2))


def _asked(order: Order, within: Dense, zone: str, hours: OpeningHours | None) -> Asked:
    told = told_of_channels(within)
    talk = conversations_reach(within, told) or _seconds(within.conversing)
    period = parse_month(order.month, zone) if order.month else latest_month(talk, zone, hours)
    if not holds_anything(period):
        raise _empty(period, _seconds(within.conversing), zone)
    question = ask(period, *_seconds(within.everything), hours, map(_span, told))
    return replace(question, orders=order.orders, nps=order.nps)


def _span(told: Told) -> Span:
    moments = (told.first, told.begins, told.ends, told.known_to)
    first_s, from_s, to_s, known_to_s = (int(at.timestamp()) for at in moments)
    return Span(told.source, told.channel, first_s, from_s, to_s, known_to_s, told.counted, told.n)


def _empty(period: Period, reach: tuple[int, int], zone: str) -> Problem:
    first, last = (f"{moment(at_s):%Y-%m}" for at_s in reach)
    span = f"are all of {first}" if first == last else f"reach from {first} to {last}"
    within = first < period.label < last
    return Problem(
        f"There is nothing on record for {period.label}.",
        f"The records {span} ({zone}){', with none of this month' if within else ''}.",
        f"Name {'that month' if first == last else 'a month on record'} with --month, or leave it out.",
    )


def _said_of(order: Order, zone: str, hours: OpeningHours | None) -> list[str]:
    said = []
    if order.from_files and not order.zone:
        said.append("No time zone was given, so times without one are read as UTC (--tz names the desk’s).")
    if hours is None:
        said.append(f"No opening hours are known, so waiting is told in calendar time, in {zone}.")
    return [*said, *strays(), *not_yet()]


def _desks_in(order: Order, period: Period) -> tuple[str, ...]:
    """The desks that a review of the ledger is of; none is named by one of files."""
    if order.from_files:
        return ()
    first = _first_desk()
    found = desks_between(moment(period.start_s), moment(period.end_s))
    return found or ((first,) if first else ())


def _first_desk() -> str:
    place = desk()
    return place.name if place else ""
