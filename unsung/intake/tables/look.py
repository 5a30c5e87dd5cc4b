"""A first look at a table: text, workbook or JSON lines, how it is written, its header and first rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from unsung.ground.problems import Problem
from unsung.intake.source import Item, Piece, Place
from unsung.intake.tables import lines as row_lines
from unsung.intake.tables import objects, sheets, text
from unsung.intake.tables.dialect import NAMES, Dialect, dialect_of, header_at, named, split
from unsung.intake.tables.endings import Ending, LastColumn

SAMPLE_LINES = 300
SAMPLE_ROWS = 200


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table lies in its file: `kind` is text, sheet or objects; `head_end` the header's last line."""

    kind: str
    header: tuple[str, ...]
    head_end: int = 0
    encoding: str = "utf-8"
    nul: bool = False
    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    sheet: str = ""
    guessed: bool = False
    """Whether the encoding is a guess."""

    @property
    def dialect(self) -> Dialect:
        """How its lines are split."""
        return Dialect(self.delimiter, self.quote, self.escape)

    @property
    def sentence(self) -> str:
        """How it was read, in words."""
        if self.kind == "sheet":
            return f"sheet “{self.sheet}” of a workbook"
        if self.kind == "objects":
            return "JSON lines"
        parted = NAMES.get(self.delimiter, self.delimiter)
        return f"{parted}-separated text in {text.called(self.encoding)}"


def shape_of(piece: Piece, encoding: str = "", sheet: str = "") -> Shape:
    """How the table in this piece lies, in this encoding or sheet if told; raises Problem for no table."""
    head = text.head_of(piece)
    if sheets.is_workbook(piece.name, head):
        return _shape_of_workbook(piece, sheet)
    coding = text.coding_of(piece, encoding)
    if objects.is_json_lines(text.decoded(head)):
        return _shape_of_objects(piece, coding)
    return _shape_of_text(piece, coding)


def _shape_of_text(piece: Piece, coding: text.Coding) -> Shape:
    sample = list(islice(text.up_to_a_break(text.lines(piece, coding)), SAMPLE_LINES))
    dialect = dialect_of([line for line in sample if line.strip()])
    rows = split(sample, dialect) if dialect else []
    index = header_at(rows)
    if dialect is None or index is None:
        raise no_header(piece.name)
    reader = dialect.split(sample)
    for _ in range(index + 1):
        next(reader)
    return Shape(
        "text", tuple(named(rows[index])), reader.line_num, coding.encoding, coding.nul,
        dialect.delimiter, dialect.quote, dialect.escape, guessed=coding.guessed,
    )  # fmt: skip


def _shape_of_workbook(piece: Piece, told: str) -> Shape:
    for sheet in [told] if told else sheets.sheet_names(piece):
        found = list(islice(sheets.rows(piece, sheet), SAMPLE_LINES))
        index = header_at([cells for _, cells in found])
        if index is not None:
            return Shape("sheet", tuple(named(found[index][1])), found[index][0], sheet=sheet)
    raise no_header(piece.name)


def _shape_of_objects(piece: Piece, coding: text.Coding) -> Shape:
    lines = islice(text.up_to_a_break(text.lines(piece, coding)), SAMPLE_LINES)
    found = (objects.row_of(line) for line in lines)
    keys = Counter(key for row in found if row is not None for key in row)
    if len(keys) < 2:
        raise no_header(piece.name)
    return Shape("objects", tuple(keys), 0, coding.encoding, coding.nul, guessed=coding.guessed)


def no_header(name: str) -> Problem:
    """The problem of a file in which no line of column names is to be found."""
    return Problem(
        f"{name} has no line with the names of its columns among its first lines.",
        "It cannot be read as a table, and nothing was taken from it.",
        "Export it with column names as CSV, TSV, XLSX or JSON lines, one object a line.",
    )


def items(piece: Piece, shape: Shape) -> Iterator[Item]:
    """The rows of the table with their lines; a row that does not fit the header stays bytes."""
    if shape.kind == "sheet":
        return _items_of_sheet(piece, shape)
    if shape.kind == "objects":
        return _items_of_objects(piece, shape)
    return _items_of_text(piece, shape)


def _items_of_text(piece: Piece, shape: Shape) -> Iterator[Item]:
    ending, last = Ending(text.lines(piece, text.Coding(shape.encoding, shape.nul))), LastColumn()
    source = iter(ending)
    for _ in islice(source, shape.head_end):
        pass
    name, header = piece.name, shape.header
    repeated = list(header)
    for line, row in row_lines.cut(source, shape.dialect, len(header), shape.head_end + 1):
        if isinstance(row, str):
            yield Item(Place(name, line), row.rstrip("\r\n").encode())
        elif any(row) and row != repeated:
            cells = dict(zip(header, row, strict=True))
            if ending.open:
                torn = not last.looks_whole(row[-1])
                yield Item(Place(name, line), cells, unended=True, torn=torn)
            else:
                last.see(row[-1])
                yield Item(Place(name, line), cells)


def _items_of_sheet(piece: Piece, shape: Shape) -> Iterator[Item]:
    for number, cells in sheets.rows(piece, shape.sheet):
        if number > shape.head_end:
            yield Item(Place(piece.name, number), dict(zip(shape.header, cells, strict=False)))


def _items_of_objects(piece: Piece, shape: Shape) -> Iterator[Item]:
    for number, line in enumerate(text.lines(piece, text.Coding(shape.encoding, shape.nul)), 1):
        if line.strip():
            row = objects.row_of(line)
            yield Item(Place(piece.name, number), line.rstrip("\r\n").encode() if row is None else row)


def sample_of(piece: Piece, shape: Shape) -> list[dict[str, str]]:
    """The first rows that fit the header."""
    rows = (item.raw for item in text.up_to_a_break(items(piece, shape)))
    return [row for row in islice(rows, SAMPLE_ROWS) if isinstance(row, dict)]
