"""Chance that always falls the same way: columns of numbers and words drawn from one seed."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]
Masked = np.ma.MaskedArray[tuple[int], np.dtype[np.int64]]
"""Whole numbers of which some are not known."""
Column: TypeAlias = Numbers | Masked | pa.Array
Columns: TypeAlias = dict[str, Column]


class Chance:
    """Draws whole columns; the same seeds draw the same columns."""

    def __init__(self, *seeds: int) -> None:
        self.random = np.random.default_rng(seeds)

    def whether(self, share: float, n: int) -> Truths:
        """True for about that share of n cases."""
        return self.random.random(n) < share

    def number(self, weights: Sequence[float], n: int) -> Numbers:
        """Numbers from 0, as often as their weights say."""
        upto = np.cumsum(weights) / sum(weights)
        return np.searchsorted(upto, self.random.random(n), side="right").astype(np.int64)

    def seconds(self, median: float | NDArray[np.float64], spread: float, n: int) -> Numbers:
        """Times with a long tail (log-normal): half of them under the median, at least one second."""
        drawn = median * np.exp(spread * self.random.standard_normal(n))
        return np.maximum(1, np.minimum(drawn, 400 * 86_400)).astype(np.int64)


def known(values: Numbers, where: Truths) -> Masked:
    """The values where they are known, nothing elsewhere."""
    return np.ma.masked_array(values, mask=~where)


def flag(truths: Truths, where: Truths | None = None) -> Column:
    """1 and 0 for true and false, nothing where it is not known."""
    values = truths.astype(np.int64)
    return values if where is None else known(values, where)


def words(names: Sequence[str], number: Numbers, where: Truths | None = None) -> pa.Array:
    """The name of each number, nothing where it is not known."""
    place = pa.array(number, mask=None if where is None else ~where)
    return pa.array(names, pa.string()).take(place)


def numbered(letter: str, number: Numbers, where: Truths | None = None) -> pa.Array:
    """A letter and the number, as "c4711"."""
    digits = pa.array(number, mask=None if where is None else ~where).cast(pa.string())
    return pc.binary_join_element_wise(letter, digits, "")
