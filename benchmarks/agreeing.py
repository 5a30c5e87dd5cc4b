"""Whether both sides of the measures' race counted the same: a race between different answers is none."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, float | None]


class TheSidesDisagreeError(Exception):
    """The two sides gave different values."""


@dataclass(frozen=True)
class Agreement:
    """How many values were compared, and the figures that one side alone gives."""

    compared: int
    only_ours: tuple[str, ...]


def compare(ours: Values, by_hand: Values) -> Agreement:
    """Compare value by value; raises TheSidesDisagreeError naming the first that differ.

    Where ours has no value and says why, the other side must have found nothing, or 0.
    """
    shared = sorted(ours.keys() & by_hand.keys())
    differ = [name for name in shared if not _agree(ours[name], by_hand[name])]
    missing = [name for name, value in by_hand.items() if value and name not in ours]
    if differ or missing:
        said = [
            f"{name}: ours {ours.get(name)}, by hand {by_hand[name]}" for name in (*differ, *missing)[:10]
        ]
        raise TheSidesDisagreeError(f"{len(differ) + len(missing)} differ. " + "; ".join(said))
    had = [name for name in shared if ours[name] is not None]
    return Agreement(len(had), _only(ours, by_hand))


def _agree(ours: float | None, by_hand: float | None) -> bool:
    if ours is None or by_hand is None:
        return not ours and not by_hand
    return math.isclose(ours, by_hand, rel_tol=1e-9)


def _only(ours: Values, by_hand: Values) -> tuple[str, ...]:
    known = {name.split()[0] for name in by_hand}
    had = {name.split()[0] for name, value in ours.items() if value is not None}
    return tuple(sorted(had - known))
