"""Which preset fits a table without a mapping, by the names of its columns and a look at its rows."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from unsung.ground.problems import Problem
from unsung.intake.tables import amounts
from unsung.intake.tables.dates import moment
from unsung.intake.tables.fields import DATES
from unsung.intake.tables.mapping import TableMap, load_mapping, preset

IN_ORDER = ("servicenow", "plain", "survey", "reviews", "calls", "volumes")
"""The presets; of two that fit equally well the earlier is taken."""

REPEATED = re.compile(r" \(\d+\)$")
"""What a repeated name is given to tell it from the first."""


def plain_name(name: str) -> str:
    """A column's name without what people vary: case, underscores, signs."""
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def found_columns(mapping: TableMap, header: Sequence[str]) -> dict[str, str]:
    """The column of this header for each field that has one: exact names before similar ones."""
    similar: dict[str, str] = {}
    for column in header:
        similar.setdefault(plain_name(column), column)
    found: dict[str, str] = {}
    for field, names in mapping.columns.items():
        exact = (name for name in names if name in header)
        alike = (similar[plain_name(name)] for name in names if plain_name(name) in similar)
        if chosen := next(exact, None) or next(alike, None):
            found[field] = chosen
    return found


def twins(column: str, header: Sequence[str], taken: Collection[str]) -> list[str]:
    """The columns that are called the same but for case, signs and the number of a repetition, not taken."""
    name = plain_name(REPEATED.sub("", column))
    others = (other for other in header if other not in taken)
    return [other for other in others if plain_name(REPEATED.sub("", other)) == name]


def missing(need: Sequence[str], given: Mapping[str, object]) -> list[str]:
    """The needed fields ("a|b": either will do) that are not given."""
    return [either for either in need if not any(name in given for name in either.split("|"))]


def suggest(
    name: str, header: Sequence[str], sample: Sequence[Mapping[str, str]]
) -> tuple[dict[str, object], str]:
    """The preset that covers most columns, and a sentence that says so; raises Problem where none fits."""
    best, columns = _best(header, sample)
    if not columns:
        # The names fit and the values do not: each row then says which of its values could not be read.
        best, columns = _best(header, ())
    if not columns:
        raise nothing_fits(name, header)
    said = ", ".join(f"{column} is {field}" for field, column in columns.items() if column != field)
    sentence = f"{name} was read with the mapping “{best}”, which fits its columns"
    return load_mapping(best), f"{sentence}: {said}." if said else f"{sentence}."


def _best(header: Sequence[str], sample: Sequence[Mapping[str, str]]) -> tuple[str, dict[str, str]]:
    fits = ((name, fitting(name, header, sample)) for name in IN_ORDER)
    return max(fits, key=lambda found: len(found[1]))


def fitting(preset_name: str, header: Sequence[str], sample: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The columns this preset finds, none where it lacks one it needs or finds other things in it."""
    mapping = preset(preset_name)
    columns = found_columns(mapping, header)
    if missing(mapping.need, columns):
        return {}
    for either in mapping.need:
        for field in either.split("|"):
            if field in columns and not _plausible(
                mapping, field, [row.get(columns[field], "") for row in sample]
            ):
                return {}
    return columns


def _plausible(mapping: TableMap, field: str, values: list[str]) -> bool:
    filled = [value.strip() for value in values if value.strip() and value.strip() not in mapping.empty]
    if field in DATES:
        return _mostly(moment, filled)
    return field not in ("score", "count") or _mostly(amounts.whole, filled)


def _mostly(read: Callable[[str], object], values: list[str]) -> bool:
    failed = 0
    for value in values:
        try:
            read(value)
        except ValueError:
            failed += 1
    # A month-first date is read day first here and may fail; that is no reason to give the table up.
    return not values or failed < len(values) or (read is moment and any("/" in value for value in values))


def nothing_fits(name: str, header: Sequence[str]) -> Problem:
    """The problem of a table whose columns no preset knows."""
    return Problem(
        f"{name} is a table, but nothing says what its columns mean: {', '.join(header[:60])}.",
        "Nothing was taken from it.",
        "Write a mapping that names the columns and give it with --map; docs/sources/table.md shows how.",
    )
