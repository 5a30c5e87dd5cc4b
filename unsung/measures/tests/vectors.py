"""The measure vectors: numbers from published tables and second implementations, as data."""

import json
import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Inputs = dict[str, Any]
Run = Callable[[Inputs], object]


@dataclass(frozen=True)
class Vector:
    """One case: what goes into the measure and what must come out, within an absolute tolerance."""

    id: str
    measure: str
    inputs: Inputs
    expected: object
    tolerance: float


@dataclass(frozen=True)
class Trap:
    """A vector whose expected value is wrong on purpose: what a naive reckoning gives, and what ours does."""

    naive: Run
    ours: Run


def all_vectors() -> list[Vector]:
    """Every vector of the file beside this module."""
    text = pathlib.Path(__file__).with_name("measure_vectors.json").read_text(encoding="utf-8")
    names = Vector.__dataclass_fields__
    return [Vector(**{name: row[name] for name in names}) for row in json.loads(text)["vectors"]]


def agrees(found: object, expected: object, tolerance: float) -> bool:
    """Whether two values are alike in shape and every number is as near as the tolerance.

    The file prints six decimals, so that is what is compared.
    """
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(
            agrees(found[key], expected[key], tolerance) for key in expected
        )
    if isinstance(found, list | tuple) and isinstance(expected, list):
        return len(found) == len(expected) and all(
            agrees(one, other, tolerance) for one, other in zip(found, expected, strict=True)
        )
    if isinstance(found, int | float) and isinstance(expected, int | float):
        return abs(round(found, 6) - expected) <= tolerance + 1e-12
    return found == expected
