"""What an engine answered, held as columns of numbers: picked by key, summed, drawn up as histograms."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from unsung.ground.figures import CHANNELS

Numbers = NDArray[np.int64]


class Histogram(NamedTuple):
    """Distinct whole values, sorted, and for each how many cases `ended` there and how many are `open`.

    Times that are all known have no open cases; those still running at the end of the data are open.
    """

    values: Numbers
    ended: Numbers
    open: Numbers

    @property
    def n(self) -> int:
        """All cases."""
        return int(self.ended.sum() + self.open.sum())

    @property
    def running(self) -> "Histogram":
        """The same cases, none of them ended."""
        return Histogram(self.values, self.open, self.ended)


@dataclass(frozen=True)
class Grid:
    """Rows of an answer as columns; the columns `channel` and other words hold the words themselves."""

    columns: dict[str, NDArray[np.generic]]

    @classmethod
    def read(cls, answer: pa.Table) -> "Grid":
        """An engine's answer. Null words become empty, null numbers 0: some engines sum nothing to null."""
        return cls({name: _column(answer[name]) for name in answer.column_names})

    def of(self, **keys: object) -> "Grid":
        """The rows in which every named column has the value given; a value None picks them all."""
        keep = self._picked(**keys)
        return Grid({name: column[keep] for name, column in self.columns.items()})

    def _picked(self, **keys: object) -> NDArray[np.bool_]:
        keep = np.ones(len(self), dtype=np.bool_)
        for name, value in keys.items():
            if value is not None:
                keep &= self.columns[name] == value
        return keep

    def sum(self, name: str) -> int:
        """The sum of a column."""
        return int(self.whole_of(name).sum())

    def whole_of(self, name: str) -> Numbers:
        """A column of whole numbers."""
        return self.columns[name].astype(np.int64)

    def histogram(self, values: Numbers) -> Histogram:
        """The counts of column `n` over these values, one for each row; nothing is open."""
        count = self.whole_of("n")
        return Histogram(*_summed(values, count, np.zeros_like(count)))

    def by(self, key: str, name: str) -> Counter[Any]:
        """The sum of the column `name` for each value of the column `key`."""
        found: Counter[Any] = Counter()
        for value, count in zip(self.columns[key].tolist(), self.columns[name].tolist(), strict=True):
            found[value] += int(count)
        return found

    @property
    def whole(self) -> list[str]:
        """The columns that hold whole numbers."""
        return [name for name, column in self.columns.items() if column.dtype.kind in "iu"]

    def totals(self) -> dict[tuple[int, str | None], dict[str, int]]:
        """The sums of all columns of whole numbers, by `when` and channel (None: all channels)."""
        names, groups = self.whole, [(when, channel) for when in (0, 1) for channel in (None, *CHANNELS)]
        counts = np.array([self.columns[name] for name in names], dtype=np.int64)
        picked = np.array([self._picked(when=when, channel=channel) for when, channel in groups])
        sums = (picked.astype(np.int64) @ counts.T).tolist()
        return {group: dict(zip(names, row, strict=True)) for group, row in zip(groups, sums, strict=True)}

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))


def histograms(answer: pa.Table) -> dict[tuple[int, int, str], Histogram]:
    """Histograms by (kind, when, channel) from rows kind, when, channel, value, ended (1, 0) and n.

    Cut by one stable sort of small keys, since there may be a million rows.
    """
    named = pc.index_in(answer["channel"], value_set=pa.array(CHANNELS))
    channel = pc.fill_null(named, CHANNELS.index("other")).to_numpy()
    kind, when = (answer[name].to_numpy().astype(np.int64) for name in ("kind", "when"))
    group = ((kind * 2 + when) * len(CHANNELS) + channel).astype(np.int16)
    order = np.argsort(group, kind="stable")
    value, ended, n = (answer[name].to_numpy()[order] for name in ("value", "ended", "n"))
    cuts = np.flatnonzero(np.diff(group[order], prepend=-1, append=-1))
    found = {}
    for start, end in pairwise(cuts):
        rest, place = divmod(int(group[order[start]]), len(CHANNELS))
        key = (rest // 2, rest % 2, CHANNELS[place])
        found[key] = _drawn(value[start:end], ended[start:end], n[start:end])
    return found


def merged(parts: list[Histogram]) -> Histogram | None:
    """One histogram of several; None of none."""
    if len(parts) < 2:
        return parts[0] if parts else None
    values = np.concatenate([part.values for part in parts])
    ended, running = (np.concatenate([part[place] for part in parts]) for place in (1, 2))
    return Histogram(*_summed(values, ended, running))


def _drawn(value: Numbers, ended: Numbers, n: Numbers) -> Histogram:
    return Histogram(*_summed(value.astype(np.int64), np.where(ended == 1, n, 0), np.where(ended == 1, 0, n)))


def _summed(values: Numbers, ended: Numbers, running: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    order = np.argsort(values)
    values = values[order]
    starts = np.flatnonzero(np.diff(values, prepend=values[:1] - 1))
    return values[starts], np.add.reduceat(ended[order], starts), np.add.reduceat(running[order], starts)


def _column(column: pa.ChunkedArray) -> NDArray[np.generic]:
    words = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    known = column if pa.types.is_date(column.type) else pc.fill_null(column, "" if words else 0)
    return np.asarray(known.to_numpy())
