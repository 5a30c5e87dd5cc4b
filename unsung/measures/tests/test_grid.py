"""What an engine answered, as columns: nulls, keys, sums by period and channel, histograms."""

import numpy as np
import pyarrow as pa

from unsung.measures.grid import Grid, Histogram, histograms, merged

ANSWER = pa.table(
    {
        "when": [1, 1, 0, 1],
        "channel": ["mail", "call", "mail", None],
        "n": pa.array([2, 3, 5, None], pa.int64()),
    }
)


def test_a_sum_of_nothing_is_nothing_whether_the_engine_says_null_or_not() -> None:
    grid = Grid.read(ANSWER)
    assert grid.sum("n") == 10
    assert grid.columns["channel"].tolist() == ["mail", "call", "mail", ""]


def test_totals_are_by_period_and_channel_and_of_all_channels() -> None:
    totals = Grid.read(ANSWER).totals()
    assert (totals[1, "mail"]["n"], totals[0, "mail"]["n"], totals[1, None]["n"]) == (2, 5, 5)
    assert totals[0, "chat"] == {"when": 0, "n": 0}


def test_rows_are_picked_by_key() -> None:
    grid = Grid.read(ANSWER)
    assert grid.of(when=1, channel="mail").sum("n") == 2
    assert grid.of(when=1, channel=None).sum("n") == 5


def test_histograms_are_cut_by_kind_period_and_channel() -> None:
    answer = pa.table(
        {
            "kind": pa.array([0, 0, 0, 4, 4], pa.int8()),
            "when": pa.array([1, 1, 0, 1, 1], pa.int8()),
            "channel": ["mail", "mail", "mail", "fax", "mail"],
            "value": [9, 3, 3, 7, 7],
            "ended": pa.array([1, 1, 1, 0, 1], pa.int8()),
            "n": [1, 2, 4, 8, 16],
        }
    )
    found = histograms(answer)
    assert [column.tolist() for column in found[0, 1, "mail"]] == [[3, 9], [2, 1], [0, 0]]
    assert found[0, 0, "mail"].n == 4
    assert [column.tolist() for column in found[4, 1, "other"]] == [[7], [0], [8]]
    both = merged([found[4, 1, "other"], found[4, 1, "mail"]])
    assert [column.tolist() for column in both or ()] == [[7], [16], [8]]


def test_no_rows_are_no_histogram() -> None:
    columns = ("kind", "when", "channel", "value", "ended", "n")
    empty = pa.table(
        {name: pa.array([], pa.string() if name == "channel" else pa.int8()) for name in columns}
    )
    assert histograms(empty) == {}
    assert merged([]) is None
    none = np.array([], dtype=np.int64)
    assert Histogram(none, none, none).n == 0
