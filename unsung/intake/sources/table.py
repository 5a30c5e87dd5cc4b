"""The way in for tables: CSV, TSV, XLSX and JSON lines, read by a mapping of columns to fields."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from unsung.ground.problems import Problem
from unsung.intake.source import Item, Piece, Read, Reading, Record
from unsung.intake.tables import (
    calls,
    contacts,
    events,
    messages,
    objects,
    ratings,
    sheets,
    tallies,
    text,
)
from unsung.intake.tables.alike import numbered
from unsung.intake.tables.asterisk import looks_like_master
from unsung.intake.tables.dialect import dialect_of, header_at, split
from unsung.intake.tables.look import items
from unsung.intake.tables.plan import Plan, carried, plan_in, planned
from unsung.intake.tables.row import PUT_ASIDE, Row, Unreadable
from unsung.intake.tables.suggest import IN_ORDER, fitting

READERS: dict[str, Callable[[Row], tuple[Record, ...]]] = {
    "contact": contacts.read,
    "event-log": events.read,
    "rating": ratings.read,
    "call": calls.read,
    "tally": tallies.read,
    "message": messages.read,
}
MADE_UP_IDS = ("rating", "call")
"""Kinds of row that may have no id, so that rows exactly alike are told apart by their number."""
TEXT_ENDINGS = (".csv", ".tsv", ".tab", ".psv")
MAIL_HEAD = re.compile(r"(?:>?From \S+ |[!-9;-~]+:\s)")
CHAT = re.compile(r'"turns"\s*:\s*\[')


class Table:
    """Tables of any sort; the mapping says what a row is."""

    name = "table"

    def knows(self, piece: Piece, head: bytes) -> bool:
        """Whether it is a workbook, JSON lines or text in columns, and no mail, chat or bare call record."""
        if sheets.is_workbook(piece.name, head):
            return True
        beginning = text.decoded(head)
        if objects.is_json_lines(beginning):
            return CHAT.search(beginning.partition("\n")[0]) is None
        if piece.name.lower().endswith(TEXT_ENDINGS):
            return not looks_like_master(beginning)
        return not text.is_binary(head) and _fits_a_preset(piece.name, beginning)

    def prepare(self, piece: Piece, reading: Reading) -> Reading:
        """The reading with the plan for this piece; raises Problem where no table or mapping fits."""
        plan = planned(piece, reading)
        return replace(reading, zone=plan.form.zone, mapping=carried(plan))

    def cut(self, piece: Piece, reading: Reading) -> Iterator[Item]:
        """The rows, one by one, with the line each begins on; raises Problem where the file breaks off."""
        plan = plan_in(reading)
        rows = items(piece, plan.shape)
        return numbered(rows, partial(_without_id, plan)) if plan.mapping.row in MADE_UP_IDS else rows

    def read(self, item: Item, reading: Reading) -> Read:
        """One row as records, or as the problem it was put aside for."""
        plan = plan_in(reading)
        if isinstance(item.raw, bytes):
            return Read(item, problem=_misfit(item, plan))
        if item.torn and plan.torn_misleads:
            return Read(item, problem=_torn(item, plan))
        try:
            found = READERS[plan.mapping.row](Row(item.raw, plan, item.again))
            return Read(item, found, doubtful=item.unended or plan.guessed)
        except Unreadable as fault:
            return Read(item, problem=fault.problem(item.place))


def _without_id(plan: Plan, cells: dict[str, str]) -> str:
    """What tells a row without an id from the others; empty where it has one."""
    row = Row(cells, plan)
    return "" if plan.has("id") and row.text("id") else row.fingerprint()


def _fits_a_preset(name: str, beginning: str) -> bool:
    lines = [line for line in beginning.splitlines(keepends=True)[:200] if line.strip()]
    if not lines or MAIL_HEAD.match(lines[0]) or looks_like_master(beginning):
        return False
    dialect = dialect_of(lines)
    rows = split(lines, dialect) if dialect else []
    index = header_at(rows)
    if index is None:
        return False
    sample = [dict(zip(rows[index], row, strict=False)) for row in rows[index + 1 :]]
    return any(fitting(preset, rows[index], sample) for preset in IN_ORDER)


def _misfit(item: Item, plan: Plan) -> Problem:
    if plan.shape.kind == "objects":
        return Problem(f"{item.place}: there is no JSON object on it.", PUT_ASIDE, "Write one object a line.")
    raw = item.raw.decode("utf-8", "replace") if isinstance(item.raw, bytes) else ""
    found, width = len(next(iter(split([raw], plan.shape.dialect)), [])), len(plan.shape.header)
    if not found and len(raw) > csv.field_size_limit():
        return Problem(
            f"{item.place}: it is {len(raw):,} characters long, more than a row can be read with.",
            PUT_ASIDE,
            "Look for line ends that are missing, or shorten it.",
        )
    wrong = f"it has {found} field{'s' * (found != 1)} where the header has {width}"
    return Problem(
        f"{item.place}: {wrong if found != width else 'a quotation mark in it is not closed'}.",
        PUT_ASIDE,
        "Look for a delimiter too many or too few, or a quotation mark that is not closed.",
    )


def _torn(item: Item, plan: Plan) -> Problem:
    place = replace(item.place, field=plan.shape.header[-1])
    return Problem(
        f"{place}: the file ends here, without the end of a line, and the field may be cut off.",
        PUT_ASIDE,
        "Copy the file again; if it is whole, add an empty line at its end and bring it again.",
    )


TABLE = Table()
