"""The word for a change: changed, about the same, cannot tell, or too small a sample to compare."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsung.ground.figures import Interval
from unsung.measures.statistics.changes import (
    Change,
    Timed,
    quantile_change,
    share_change,
    statement,
    volume_change,
)
from unsung.measures.statistics.quantiles import quantile, quantile_interval


def timed(values: list[float], q: float = 0.5) -> Timed:
    return Timed(quantile(values, q), quantile_interval(values, q), len(values))


@pytest.mark.parametrize(
    ("interval", "word"),
    [
        ((0.01, 0.2), "changed"),
        ((-0.2, -0.01), "changed"),
        ((-0.05, 0.05), "about_the_same"),
        ((-0.04, 0.06), "cannot_tell"),
        ((None, 0.01), "cannot_tell"),
        ((-0.01, None), "cannot_tell"),
        ((0.01, None), "changed"),
        ((None, -0.01), "changed"),
    ],
)
def test_the_word_follows_from_the_interval_and_the_margin(interval: Interval, word: str) -> None:
    assert statement(*interval, (-0.05, 0.05)) == word


@pytest.mark.parametrize(
    "cases", [(5, 8, 300, 400), (300, 400, 20, 29), (300, 400, 15, 30), (0, 0, 300, 400)]
)
def test_a_small_sample_is_never_compared(cases: tuple[int, int, int, int]) -> None:
    assert share_change(*cases) == Change("small_sample", None, None)


def test_shares_are_compared_second_minus_first() -> None:
    found = share_change(340, 400, 300, 400)
    assert found.value == pytest.approx(-0.1)
    assert found.interval == pytest.approx((-0.154755, -0.044668), abs=1e-6)
    assert found.statement == "changed"


def test_clumped_cases_make_a_change_harder_to_tell() -> None:
    assert share_change(300, 400, 340, 400, phi=6).statement == "cannot_tell"


def test_a_shorter_month_is_compared_by_its_working_days() -> None:
    assert volume_change(23_000, 23, 20_000, 20).statement == "about_the_same"
    assert volume_change(23_000, 23, 20_000, 20).value == 1.0
    assert volume_change(23_000, 23, 15_000, 20).statement == "changed"


def test_volume_that_comes_in_clumps_needs_more_to_have_changed() -> None:
    assert volume_change(40, 90, 22, 90).statement == "changed"
    assert volume_change(40, 90, 22, 90, phi=1.8).statement == "cannot_tell"


@pytest.mark.parametrize("counts", [(9, 20, 40, 20), (40, 20, 9, 20), (40, 0, 40, 20), (0, 20, 0, 20)])
def test_fewer_than_ten_events_or_no_days_are_not_compared(counts: tuple[int, int, int, int]) -> None:
    assert volume_change(*counts) == Change("small_sample", None, None)


def test_medians_square_and_add_the_distances_to_their_ends() -> None:
    found = quantile_change(Timed(100, (90, 130), 50), Timed(200, (160, 240), 50))
    assert found.value == 100
    assert found.interval == pytest.approx((50, 100 + (40**2 + 10**2) ** 0.5))
    assert found.statement == "changed"


def test_the_same_times_twice_are_about_the_same_and_nothing_changed() -> None:
    times = [float(value) for value in range(1_000, 1_400)]
    assert quantile_change(timed(times), timed(times)).statement == "about_the_same"
    few = [1.0, 5.0, 9.0, 20.0, 40.0, 90.0, 200.0]
    assert quantile_change(timed(few), timed(few)).statement == "cannot_tell"


def test_an_end_not_reached_leaves_the_change_without_that_bound() -> None:
    reached = Timed(100.0, (90.0, 120.0), 80)
    found = quantile_change(reached, Timed(400.0, (300.0, None), 80))
    assert found.statement == "changed"
    assert found.interval is not None
    assert found.interval[1] is None
    assert quantile_change(reached, Timed(110.0, (60.0, None), 80)).statement == "cannot_tell"


def test_a_median_not_reached_cannot_be_compared() -> None:
    assert quantile_change(Timed(None, (5, None), 80), Timed(9, (8, 12), 80)) == Change("cannot_tell")


def test_a_p90_of_thirty_five_cases_is_a_small_sample_where_a_median_is_not() -> None:
    times = [float(value) for value in range(35)]
    assert quantile_change(timed(times, 0.9), timed(times, 0.9), q=0.9).statement == "small_sample"
    assert quantile_change(timed(times), timed(times)).statement != "small_sample"


@given(
    st.lists(st.floats(0, 1e6), min_size=6, max_size=60).map(sorted),
    st.lists(st.floats(0, 1e6), min_size=6, max_size=60).map(sorted),
)
def test_a_difference_lies_in_its_interval_and_turns_its_sign(
    first: list[float], second: list[float]
) -> None:
    there, back = quantile_change(timed(first), timed(second)), quantile_change(timed(second), timed(first))
    assert there.interval is not None
    assert back.interval is not None
    (lower, upper), (low, high) = there.interval, back.interval
    assert lower is not None
    assert upper is not None
    assert there.value is not None
    assert lower <= there.value <= upper
    assert (low, high) == pytest.approx((-upper, -lower))


def test_intervals_of_two_medians_hold_the_truth_nearly_always() -> None:
    random, held = np.random.default_rng(7), 0
    for _ in range(300):
        first, second = np.sort(random.lognormal(0, 1.2, 40)), np.sort(random.lognormal(0.5, 1.2, 60))
        found = quantile_change(timed(list(first)), timed(list(second))).interval
        assert found is not None
        assert found[0] is not None
        assert found[1] is not None
        held += found[0] <= np.exp(0.5) - 1 <= found[1]
    assert held >= 280
