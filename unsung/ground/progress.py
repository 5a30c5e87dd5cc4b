"""How far long work has got: what is told on the way, and to whom."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One report on the way: what is being done, how much of it, and how many items so far.

    `done` and `total` are in one unit (bytes, months); `total` 0 means it is not known beforehand.
    """

    doing: str
    done: int = 0
    total: int = 0
    items: int = 0
    finished: bool = False


Tell = Callable[[Step], None]


def silent(step: Step) -> None:
    """Tell nobody."""
