"""Quantiles and their intervals: against numpy's, and plain values against histograms of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from unsung.measures.statistics.quantiles import quantile, quantile_interval, ranks, smallest_n

VALUES = st.lists(st.integers(0, 50), min_size=1, max_size=120).map(sorted)
LEVELS = st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9, 0.95])


@given(VALUES, LEVELS)
def test_values_and_their_histogram_have_numpys_quantile(values: list[int], q: float) -> None:
    distinct, counts = np.unique(values, return_counts=True)
    assert quantile(values, q) == pytest.approx(np.quantile(values, q, method="linear"))
    assert quantile(distinct, q, counts) == quantile(values, q)
    assert quantile_interval(distinct, q, counts) == quantile_interval(values, q)


@given(VALUES, LEVELS)
def test_an_interval_holds_its_quantile_and_ends_on_values(values: list[int], q: float) -> None:
    found, (lower, upper) = quantile(values, q), quantile_interval(values, q)
    assert found is not None
    assert lower is None or (lower <= found and lower in values)
    assert upper is None or (found <= upper and upper in values)


@given(st.integers(1, 300), LEVELS)
def test_ranks_are_the_tightest_that_leave_out_no_more_than_their_share(n: int, q: float) -> None:
    below = stats.binom.cdf(np.arange(-1, n + 1), n, q)
    fits_low = [rank for rank in range(1, n + 1) if below[rank] <= 0.025]
    fits_high = [rank for rank in range(1, n + 1) if stats.binom.sf(rank - 1, n, q) <= 0.025]
    found = ranks(n, q)
    assert found[:2] == (max(fits_low, default=None), min(fits_high, default=None))
    assert found.coverage is None or found.coverage >= 0.95


@pytest.mark.parametrize("q", [0.5, 0.75, 0.9, 0.95])
def test_one_value_fewer_than_the_smallest_n_leaves_an_end_open(q: float) -> None:
    least = smallest_n(q)
    assert None not in ranks(least, q)
    assert None in ranks(least - 1, q)[:2]


def test_a_tail_of_exactly_the_share_left_out_is_narrow_enough() -> None:
    assert ranks(2, 0.5, conf=0.5) == pytest.approx((1, 2, 0.5))


def test_an_end_that_no_value_bounds_is_none() -> None:
    assert quantile_interval(range(1, 36), 0.9) == (28, None)
    assert quantile_interval([3, 4, 5], 0.5) == (None, None)


def test_the_median_interval_of_twenty_values_is_the_sixth_and_the_fifteenth() -> None:
    assert quantile_interval(range(101, 121), 0.5) == (106, 115)


def test_no_values_have_no_quantile() -> None:
    assert quantile([], 0.5) is None
    assert quantile([7], 0.5, [0]) is None
    assert quantile_interval([], 0.5) == (None, None)


def test_values_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="sorted"):
        quantile([3, 1, 2], 0.5)
