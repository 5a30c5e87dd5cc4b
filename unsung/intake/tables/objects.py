"""Rows of JSON lines: one object a line, what is nested in it flattened to "customer.name"."""

import json
import re
from collections.abc import Iterator

UNFIT = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
"""Escapes that may stand for half a letter or for NUL, which no database takes."""


def object_of(line: str) -> dict[str, object] | None:
    """The object on this line; None where there is none."""
    try:
        found = json.loads(line)
        if UNFIT.search(line):
            found = _fit(found)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def row_of(line: str) -> dict[str, str] | None:
    """The object on this line as a row: null is empty, lists stay as JSON; None where there is none."""
    found = object_of(line)
    try:
        return None if found is None else dict(_leaves("", found))
    except RecursionError:
        return None


def is_json_lines(head: str) -> bool:
    """Whether the first line that is not blank is an object (of a line longer than the head: begins one)."""
    first = head.lstrip("\ufeff \t\r\n")
    line, newline, _ = first.partition("\n")
    if newline or not first.startswith('{"'):
        return first.startswith("{") and object_of(line) is not None
    return object_of(line) is not None or len(head) >= 1 << 15


def _fit(value: object) -> object:
    match value:
        case str():
            return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
        case dict():
            return {str(_fit(key)): _fit(inner) for key, inner in value.items()}
        case list():
            return [_fit(inner) for inner in value]
    return value


def _leaves(name: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from _leaves(f"{name}.{key}" if name else str(key), inner)
        case None:
            yield name, ""
        case str():
            yield name, value
        case bool() | list():
            yield name, json.dumps(value, ensure_ascii=False)
        case _:
            yield name, str(value)
