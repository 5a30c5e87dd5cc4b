"""A look at a file before it is brought in: what it is understood as, what its first rows would become."""

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, cast

from unsung.ground.problems import Problem
from unsung.intake import opening
from unsung.intake.describing import described
from unsung.intake.register import BY_NAME, way_of
from unsung.intake.source import Item, Piece, Reading, Source
from unsung.intake.tables.look import shape_of
from unsung.intake.tables.plan import plan_in
from unsung.intake.tables.sheets import is_workbook
from unsung.intake.unpacking import Unopened

SAMPLE = 1 << 20
"""Bytes of a file that are looked at; a workbook cannot be cut and is looked at whole."""
MOST_FILES = 24
"""Members of an archive that are looked at."""
ROWS = 6
CELLS = 60
"""Cells of a row that are shown."""
"""Rows that are shown."""
READ = 400
"""Rows that are read to see how many would be put aside."""
WORDS = {"mail": "mails", "chats": "chats", "calls": "call records", "table": "rows"}


@dataclass
class Seen:
    """One row or mail: its line, what lies there by column, what it becomes, or why it cannot be read."""

    line: int | None
    raw: list[tuple[str, str]]
    becomes: list[str] = field(default_factory=list)
    problem: str = ""


@dataclass
class Look:
    """What a look at a file showed; plain values, so that it can be kept as JSON.

    `way` is empty where nothing could be made of it; then `problem` (what, means, do) says why. `items` were
    counted in what was looked at, `whole` says whether that was all of it, `about` is how many there are
    likely to be in all (0: cannot be told). Of the `read` first ones `aside` would be put aside. `columns` is
    the column of each field, `header` every column of the table, `values` what stands in each field's column.
    """

    way: str = ""
    name: str = ""
    row: str = ""
    notes: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[Seen] = field(default_factory=list)
    items: int = 0
    whole: bool = True
    about: int = 0
    read: int = 0
    aside: int = 0
    files: int = 1
    unknown: list[str] = field(default_factory=list)
    problem: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)

    @property
    def things(self) -> str:
        """What its items are called; one alone is not called as many."""
        called = WORDS.get(self.way, "rows")
        alone = self.items == 1 if self.whole else self.about == 1
        return called.removesuffix("s") if alone else called

    def kept(self) -> dict[str, object]:
        """The look as JSON keeps it, in letters that every database takes."""
        return cast(dict[str, object], _fit(asdict(self)))


def _fit(value: object) -> object:
    match value:
        case str():
            return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
        case dict():
            return {str(_fit(key)): _fit(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_fit(inner) for inner in value]
    return value


def told(problem: Problem) -> list[str]:
    """A problem as JSON keeps it: what, means, do."""
    return [problem.what, problem.means, problem.do]


def look(path: Path, name: str, zone: str, mapping: Mapping[str, object] | None = None) -> Look:
    """Look at the beginning of a file called `name`, with this mapping if given; never raises Problem."""
    seen = Look()
    gauge = opening.measure([path])
    gauge.names[path] = name
    try:
        found = list(islice(opening.pieces(path, gauge), MOST_FILES + 1))
        seen.files, seen.whole = len(found), len(found) <= MOST_FILES
        for piece in found[:MOST_FILES]:
            _look_at(seen, piece, Reading(zone, dict(mapping) if mapping else None))
    except Problem as problem:
        seen.problem = told(problem)
    if seen.files > 1 and seen.way:
        seen.problem = []
    return seen


def _look_at(seen: Look, found: "Piece | Unopened", reading: Reading) -> None:
    try:
        if isinstance(found, Unopened):
            raise found.problem
        _understand(seen, found, reading)
    except Problem as problem:
        seen.unknown.append(problem.what)
        seen.problem = seen.problem or told(problem)


def _understand(seen: Look, piece: Piece, reading: Reading) -> None:
    way = BY_NAME["table"] if reading.mapping else way_of(piece)
    sampled, cut_off = _sampled(piece)
    if way.name == "table" and not seen.header:
        # Known before it is prepared: a table of which nothing says what it means is still a table.
        seen.way, seen.header = seen.way or way.name, list(shape_of(sampled).header)
    reading = way.prepare(sampled, reading)
    seen.notes += [note for note in reading.notes if note not in seen.notes]
    items = list(way.cut(sampled, reading))
    items = items[:-1] if cut_off and len(items) > 1 else items
    if not seen.items:
        _show_first(seen, way, items, reading)
    _show(seen, way, items, reading)
    seen.items, seen.whole = seen.items + len(items), seen.whole and not cut_off
    seen.about = _about(piece, items, cut_off) if seen.files == 1 else 0


def _show_first(seen: Look, way: Source, items: list[Item], reading: Reading) -> None:
    seen.way, seen.name = way.name, str((reading.mapping or {}).get("name") or way.name)
    if way.name == "table":
        _show_plan(seen, items, reading)


def _sampled(piece: Piece) -> tuple[Piece, bool]:
    """The beginning of a piece as a piece, and whether there is more of it."""
    head = piece.head()
    if is_workbook(piece.name, head):
        return piece, False
    with piece.open() as stream:
        held = stream.read(SAMPLE + 1)
    if len(held) <= SAMPLE:
        return piece, False
    # Cut at the end of a line, so that the last row of what is looked at is whole.
    held = held[: held.rfind(b"\n") + 1] or held

    def beginning() -> IO[bytes]:
        return io.BytesIO(held)

    return Piece(piece.name, len(held), beginning), True


def _about(piece: Piece, items: list[Item], cut_off: bool) -> int:
    if not cut_off:
        return len(items)
    with piece.open() as stream:
        packed = not isinstance(stream, opening.Counted)
    return 0 if packed else round(len(items) * piece.size / SAMPLE)


def _show(seen: Look, way: Source, items: list[Item], reading: Reading) -> None:
    for item in items[: max(0, READ - seen.read)]:
        read = way.read(item, reading)
        seen.read += 1
        seen.aside += read.problem is not None
        if len(seen.rows) < ROWS:
            seen.rows.append(
                Seen(
                    item.place.line,
                    _raw(item),
                    described(read.records, reading.zone),
                    " ".join((read.problem.what, read.problem.do)) if read.problem else "",
                )
            )


def _raw(item: Item) -> list[tuple[str, str]]:
    if isinstance(item.raw, dict):
        told = [(column, value[:400]) for column, value in item.raw.items() if value]
        more = len(told) - CELLS
        return told if more <= 0 else [*told[:CELLS], ("", f"And {more:,} more.")]
    lines = item.raw[:4000].decode("utf-8", "replace").splitlines()
    return [("", line[:200]) for line in lines if line.strip()][:7]


def _show_plan(seen: Look, items: list[Item], reading: Reading) -> None:
    plan = plan_in(reading)
    seen.header, seen.columns, seen.row = list(plan.shape.header), plan.columns, plan.mapping.row
    for name, column in plan.columns.items():
        cells = (item.raw.get(column, "").strip() for item in items if isinstance(item.raw, dict))
        seen.values[name] = [value for value, _ in Counter(filter(None, cells)).most_common(30)]
