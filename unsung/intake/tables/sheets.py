"""Rows of a workbook (XLSX, XLS, ODS): the first sheet that holds a table, every cell as text."""

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import closing

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from unsung.ground.problems import Problem
from unsung.intake.source import Piece
from unsung.intake.tables.text import BROKEN, broken

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def is_workbook(name: str, head: bytes) -> bool:
    """Whether the piece is a workbook, by its first bytes and either its name or what stands in it."""
    if not head.startswith(MARKS):
        return False
    return name.lower().endswith((*ENDINGS, ".csv", ".tsv")) or b"xl/" in head


def sheet_names(piece: Piece) -> list[str]:
    """The names of the sheets in their order; raises Problem if the workbook cannot be opened."""
    known = _opened(piece).sheets_metadata
    return [sheet.name for sheet in known if sheet.typ == SheetTypeEnum.WorkSheet]


def rows(piece: Piece, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet that are not blank, each with its number in the sheet."""
    for number, row in enumerate(_sheet(piece, sheet).iter_rows(), 1):
        cells = [as_text(cell) for cell in row]
        if any(cells):
            yield number, cells


def _opened(piece: Piece) -> CalamineWorkbook:
    try:
        with closing(piece.open()) as stream:
            return CalamineWorkbook.from_filelike(io.BytesIO(stream.read()))
    except BROKEN as fault:
        raise broken(piece, fault) from fault
    except CalamineError as fault:
        raise _unreadable(piece, fault) from fault


def _sheet(piece: Piece, sheet: str) -> CalamineSheet:
    try:
        return _opened(piece).get_sheet_by_name(sheet)
    except CalamineError as fault:
        raise _unreadable(piece, fault) from fault


def _unreadable(piece: Piece, fault: Exception) -> Problem:
    return Problem(
        f"{piece.name} could not be opened as a workbook: {fault}.",
        "Nothing was taken from it.",
        "Open it in a spreadsheet program, save it as XLSX or CSV without a password, and bring that.",
    )


def as_text(cell: Cell) -> str:
    """A cell as the text a CSV would hold: dates as ISO, whole numbers without a point."""
    match cell:
        case str():
            return cell.replace("\0", "")
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case dt.datetime():
            return cell.isoformat(" ")
        case dt.timedelta():
            return str(cell.total_seconds())
        case _:
            return str(cell)
