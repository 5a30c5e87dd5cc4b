"""Rows exactly alike in one file, numbered: where they have no id, nothing else tells them apart."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from unsung.intake.source import Item


def numbered(items: Iterable[Item], mark: Callable[[dict[str, str]], str]) -> Iterator[Item]:
    """The items, each told how many with the same mark stood before it; an empty mark needs no number.

    Counted anew in each file, so that the same file again, or a longer one, gives each the same number.
    """
    met: dict[str, int] = {}
    for item in items:
        said = mark(item.raw) if isinstance(item.raw, dict) else ""
        before = met.get(said, 0)
        if said:
            met[said] = before + 1
        yield replace(item, again=before) if before else item


def told_apart(name: str, again: int) -> str:
    """The id of the row that has this made-up name and so many alike before it."""
    return f"{name}/{again + 1}" if again else name
