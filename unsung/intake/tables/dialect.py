"""How a table in text is written: what parts its fields, what quotes them, where its header stands."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
DATED = re.compile(r"\s*(\d{4}-\d\d?-\d\d?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b")
NUMBER = re.compile(r"\s*[-+]?\d+([.,:]\d+)*\s*%?\s*$")
PREAMBLE = 30


@dataclass(frozen=True, slots=True)
class Dialect:
    """The delimiter, the quotation mark and the escaping sign (empty: none) of a table in text."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""

    def split(self, lines: Iterable[str], strict: bool = False) -> "Reader":
        """A reader of these lines; a strict one raises csv.Error at a misplaced mark."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            escapechar=self.escape or None,
            strict=strict,
        )


def dialect_of(sample: Sequence[str]) -> Dialect | None:
    """The dialect that parts most of these first lines into the same number of fields; None: no table.

    Counting beats the standard library's sniffer, which is led astray by one odd line.
    """
    told = sample[0].strip() if sample else ""
    if re.fullmatch(r"sep=.", told, re.IGNORECASE):
        return Dialect(told[-1])
    escapes = ["", "\\"] if any('\\"' in line for line in sample) else [""]
    best = max(
        (_fitness(sample, Dialect(delimiter, '"', escape)) for delimiter in DELIMITERS for escape in escapes),
        key=lambda found: found[:2],
    )
    return _with_quotes(sample, best[2]) if best[1] > 1 else None


def _fitness(sample: Sequence[str], dialect: Dialect) -> tuple[float, int, Dialect]:
    widths = [len(row) for row in split(sample, dialect) if row]
    if not widths:
        return 0.0, 0, dialect
    width, count = Counter(widths).most_common(1)[0]
    # A decimal comma stands in every row but not in the header, so a header that fits tells more.
    fitness = count / len(widths) + (0.2 if widths[0] == width else 0.0)
    return (fitness if width > 1 else 0.0), width, dialect


def split(sample: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """The rows of these lines up to the first that cannot be split."""
    rows: list[list[str]] = []
    try:
        rows.extend(dialect.split(sample))
    except csv.Error:
        return rows
    return rows


def _with_quotes(sample: Sequence[str], dialect: Dialect) -> Dialect:
    first = sample[0].strip("\r\n").split(dialect.delimiter)
    if len(first) > 1 and all(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in first):
        return Dialect(dialect.delimiter, "'", dialect.escape)
    return dialect


def header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of these first rows is the header: as wide as most rows, no date in it, few numbers; or None."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return None
    width = widths.most_common(1)[0][0]
    for index, row in enumerate(rows[:PREAMBLE]):
        if len(row) == width and _names_columns(row):
            return index
    return None


def _names_columns(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    numbers = sum(bool(NUMBER.match(cell)) for cell in filled)
    return (
        len(filled) * 2 > len(row)
        and numbers * 2 < len(filled)
        and not any(DATED.match(cell) for cell in filled)
    )


def named(header: Sequence[str]) -> list[str]:
    """The header with a name for every column: blanks are "column 3", a repeated name is "Id (2)"."""
    seen: Counter[str] = Counter()
    names: list[str] = []
    for number, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or f"column {number}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names
