"""Counts: exact limits against the Poisson tails themselves, two periods per working day, clumping."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from unsung.measures.statistics.counts import dispersion, overdispersion, poisson_exact, rate, rate_ratio


@given(st.integers(1, 20_000))
def test_each_limit_leaves_two_and_a_half_percent_in_its_tail(count: int) -> None:
    lower, upper = poisson_exact(count)
    assert stats.poisson.sf(count - 1, lower) == pytest.approx(0.025, rel=1e-6)
    assert stats.poisson.cdf(count, upper) == pytest.approx(0.025, rel=1e-6)


def test_nothing_seen_still_allows_for_three_and_a_half() -> None:
    assert poisson_exact(0) == pytest.approx((0, -math.log(0.025)))


def test_clumped_days_widen_a_count_but_never_below_nothing() -> None:
    lower, upper = poisson_exact(100)
    assert poisson_exact(100, phi=4) == pytest.approx((100 - 2 * (100 - lower), 100 + 2 * (upper - 100)))
    assert poisson_exact(100, phi=0.5) == (lower, upper)
    assert poisson_exact(2, phi=100)[0] == 0.0


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="never negative"):
        poisson_exact(-1)


def test_a_rate_without_orders_is_none() -> None:
    assert rate(12, 0) is None


@given(st.integers(1, 500), st.integers(1, 31), st.integers(1, 500), st.integers(1, 31))
def test_a_rate_ratio_holds_its_value_and_turns_over_with_the_order(
    count1: int, days1: int, count2: int, days2: int
) -> None:
    one, other = rate_ratio(count1, days1, count2, days2), rate_ratio(count2, days2, count1, days1)
    assert one is not None
    assert other is not None
    assert one.value is not None
    assert one.upper is not None
    assert other.upper is not None
    assert one.lower <= one.value <= one.upper
    assert (1 / one.upper, 1 / one.lower) == pytest.approx((other.lower, other.upper))
    assert one.p == pytest.approx(other.p)


def test_the_limits_are_where_the_conditional_binomial_leaves_its_tails() -> None:
    found = rate_ratio(120, 31, 95, 28)
    assert found is not None
    assert found.upper is not None
    low, high = (ratio * 28 / (ratio * 28 + 31) for ratio in (found.lower, found.upper))
    assert stats.binom.sf(94, 215, low) == pytest.approx(0.025)
    assert stats.binom.cdf(95, 215, high) == pytest.approx(0.025)


def test_day_to_day_clumping_can_undo_a_proof() -> None:
    plain, clumped = rate_ratio(40, 90, 22, 90), rate_ratio(40, 90, 22, 90, phi=1.8)
    assert plain is not None
    assert clumped is not None
    assert (plain.lower, plain.upper) == pytest.approx((0.311328, 0.947926), abs=1e-4)
    assert (clumped.lower, clumped.upper) == pytest.approx((0.273676, 1.105322), abs=1e-4)


def test_a_ratio_to_nothing_has_no_upper_bound() -> None:
    found = rate_ratio(0, 20, 12, 20)
    assert found is not None
    assert (found.value, found.upper) == (None, None)
    assert found.lower > 1
    assert rate_ratio(0, 20, 0, 20) is None
    assert rate_ratio(5, 0, 5, 20) is None


def test_a_weekly_rhythm_is_not_clumping_once_weekdays_are_told_apart() -> None:
    weeks = [90, 60, 60, 60, 30] * 4
    assert dispersion(weeks) == pytest.approx(4 * (30**2 / 60 + 30**2 / 60) / 19)
    assert dispersion(weeks, groups=[0, 1, 2, 3, 4] * 4) == 0


def test_weekdays_on_which_nothing_ever_comes_add_no_certainty() -> None:
    weeks = [90, 60, 30, 60] * 4
    with_rest = [*weeks, *[0] * 8]
    groups = [0, 0, 1, 1] * 4
    assert dispersion(with_rest, [*groups, *[5, 6] * 4]) == dispersion(weeks, groups)


def test_days_as_chance_deals_them_have_a_dispersion_of_about_one() -> None:
    chance = stats.poisson.rvs(40, size=2_000, random_state=11)
    assert dispersion(chance.tolist()) == pytest.approx(1, abs=0.1)


def test_too_few_days_or_nothing_counted_say_nothing_of_clumping() -> None:
    assert dispersion([3, 5]) is None
    assert dispersion([0, 0, 0, 0]) is None
    assert dispersion([]) is None


def test_limits_never_narrow_for_days_calmer_than_chance() -> None:
    assert overdispersion([0.1, -0.1]) == pytest.approx((0.01, 1))
