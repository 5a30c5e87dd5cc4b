"""Shares: their intervals against scipy's own, their differences, and when they may be printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from unsung.measures.statistics.proportions import (
    jeffreys,
    newcombe,
    publish_tier,
    share,
    smallest_n_to_publish,
    wilson,
)

OUTCOMES = st.integers(1, 3_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(OUTCOMES, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_interval_is_scipys_wilson_interval(outcome: tuple[int, int], conf: float) -> None:
    x, n = outcome
    other = stats.binomtest(x, n).proportion_ci(conf, method="wilson")
    assert wilson(x, n, conf) == pytest.approx((other.low, other.high), abs=1e-12)


@given(OUTCOMES)
def test_an_interval_holds_its_share_and_mirrors_the_opposite(outcome: tuple[int, int]) -> None:
    x, n = outcome
    for method in (wilson, jeffreys):
        lower, upper = method(x, n)
        assert 0 <= lower <= x / n <= upper <= 1
        assert method(n - x, n) == pytest.approx((1 - upper, 1 - lower), abs=1e-9)


@given(OUTCOMES, st.integers(2, 50))
def test_more_cases_of_the_same_share_narrow_the_interval(outcome: tuple[int, int], times: int) -> None:
    x, n = outcome
    few, many = wilson(x, n), wilson(times * x, times * n)
    assert many[1] - many[0] < few[1] - few[0]


@given(OUTCOMES, OUTCOMES)
def test_a_difference_turns_its_sign_with_the_order(one: tuple[int, int], two: tuple[int, int]) -> None:
    difference, lower, upper = newcombe(*one, *two)
    assert -1 <= lower <= difference <= upper <= 1
    assert newcombe(*two, *one) == pytest.approx((-difference, -upper, -lower), abs=1e-12)


def test_clumped_cases_count_for_fewer() -> None:
    assert wilson(90, 120, phi=2) == pytest.approx(wilson(45, 60))
    assert wilson(90, 120, phi=0.5) == wilson(90, 120)


def test_the_tiers_begin_at_ten_and_thirty_cases_and_a_width_under_thirty_points() -> None:
    assert [publish_tier(n, n) for n in (0, 9, 10, 29, 30)] == [
        "counts_only",
        "counts_only",
        "small_sample",
        "small_sample",
        "publish",
    ]
    assert [publish_tier(n / 2, n) for n in (38, 39)] == ["small_sample", "publish"]
    assert smallest_n_to_publish(0.5) == 39


def test_a_share_of_nothing_is_none_and_not_zero() -> None:
    assert share(0, 0) is None
    none_of_twenty = share(0, 20)
    assert none_of_twenty is not None
    assert (none_of_twenty.value, none_of_twenty.tier) == (0, "small_sample")


@pytest.mark.parametrize(("x", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_an_impossible_share_is_refused(x: int, n: int) -> None:
    with pytest.raises(ValueError, match="a share needs"):
        wilson(x, n)
