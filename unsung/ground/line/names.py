"""The names that @name may mean, as they stand in a file: one a line, or a JSON list of them."""

import json
from collections.abc import Iterator
from typing import Any

from unsung.ground.problems import Problem


def names_in(text: str, file: str) -> tuple[str, ...]:
    """Every name in the text of `file`, in its order, each once.

    Plain text has one name a line, or several with commas; a line that begins with # is a remark. JSON is a
    list of names, or an object of such lists ({"people": […], "departments": […]}). Raises Problem for JSON
    that is neither.
    """
    body = text.lstrip("\ufeff").strip()
    found = _of_json(body, file) if body[:1] in ("[", "{") else _of_lines(body)
    return tuple(dict.fromkeys(name for each in found if (name := each.strip().removeprefix("@"))))


def _of_lines(body: str) -> Iterator[str]:
    for line in body.splitlines():
        if not line.lstrip().startswith("#"):
            yield from line.split(",")


def _of_json(body: str, file: str) -> Iterator[str]:
    try:
        yield from _told(json.loads(body))
    except (ValueError, RecursionError) as fault:
        raise Problem(
            f"{file} holds no list of names: {fault}.", "", "Write one name a line, or a JSON list of names."
        ) from fault


def _told(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _told(each)
        case dict():
            for each in value.values():
                yield from _told(each)
        case _:
            raise ValueError(f"“{value}” is no name")
