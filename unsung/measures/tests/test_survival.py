"""Kaplan-Meier: against scipy's curve, exact fractions, and its own plain quantile where all is done."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from unsung.measures.statistics.survival import kaplan_meier, kaplan_meier_of

CASES = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=80)


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")  # scipy, once all is settled
@given(CASES)
def test_the_curve_is_scipys_with_greenwoods_limits(cases: list[tuple[int, bool]]) -> None:
    done = [time for time, settled in cases if settled]
    left = [time for time, settled in cases if not settled]
    ours = kaplan_meier_of([time for time, _ in cases], [settled for _, settled in cases])
    if not done:
        assert len(ours.times) == 0
        return
    scipys = stats.ecdf(stats.CensoredData(uncensored=done, right=left)).sf
    assert ours.waiting == pytest.approx(scipys.evaluate(ours.times), abs=1e-12)
    limits = scipys.confidence_interval(method="log-log")
    inside = ours.waiting > 0
    assert ours.lower[inside] == pytest.approx(limits.low.evaluate(ours.times)[inside])
    assert ours.upper[inside] == pytest.approx(limits.high.evaluate(ours.times)[inside])


@given(CASES, st.sampled_from([0.5, 0.75, 0.9]))
def test_a_quantile_is_the_first_time_by_which_exactly_enough_is_done(
    cases: list[tuple[int, bool]], q: float
) -> None:
    share, reached = Fraction(1), None
    for time in sorted({time for time, _ in cases}):
        at_risk = sum(other >= time for other, _ in cases)
        share *= 1 - Fraction(cases.count((time, True)), at_risk)
        if share <= 1 - Fraction(q).limit_denominator(100):
            reached = time
            break
    found = kaplan_meier_of([time for time, _ in cases], [settled for _, settled in cases])
    assert found.quantile(q) == reached
    lower, upper = found.quantile_interval(q)
    assert lower is None or reached is None or lower <= reached
    assert upper is None or (reached is not None and reached <= upper)


def test_histogram_rows_give_the_curve_of_their_cases() -> None:
    rows = kaplan_meier([60, 120, 180], settled=[3, 0, 2], censored=[0, 4, 1])
    cases = kaplan_meier_of([60] * 3 + [120] * 4 + [180] * 3, [1, 1, 1, 0, 0, 0, 0, 1, 1, 0])
    assert rows.waiting.tolist() == cases.waiting.tolist() == pytest.approx([0.7, 0.7 / 3])
    assert (rows.n, rows.settled, rows.censored) == (10, 5, 5)


def test_an_exact_half_counts_as_reached() -> None:
    asks = kaplan_meier_of([14, 20, 35, 60, 60, 90, 90, 120], [1, 1, 1, 0, 1, 0, 0, 0])
    assert asks.quantile(0.5) == 60
    assert asks.waiting_at(60) == 0.5


def test_a_curve_without_open_cases_stays_exact_over_a_hundred_thousand_steps() -> None:
    n = 100_000
    curve = kaplan_meier(np.arange(1, n + 1), np.ones(n, np.int64), np.zeros(n, np.int64))
    assert (curve.waiting == (n - np.arange(1, n + 1)) / n).all()
    assert curve.quantile(0.9) == 90_000


def test_what_is_not_reached_yet_is_none_and_so_is_an_end_of_its_interval() -> None:
    curve = kaplan_meier_of([2, 3, 5, 8, 13, 20, 30, 40, 50, 60], [1] * 6 + [0] * 4)
    assert curve.quantile(0.75) is None
    assert curve.quantile_interval(0.75) == (13, None)


def test_leaving_open_cases_out_would_flatter() -> None:
    times, settled = [2, 3, 5, 8, 13, 20, 30, 40, 50, 60], [1] * 6 + [0] * 4
    closed_only = float(np.median([time for time, done in zip(times, settled, strict=True) if done]))
    assert (closed_only, kaplan_meier_of(times, settled).quantile(0.5)) == (6.5, 13)


def test_before_the_first_time_everybody_waits_and_after_the_last_the_share_stays() -> None:
    curve = kaplan_meier([10, 20], settled=[1, 1], censored=[0, 2])
    assert [curve.waiting_at(time) for time in (0, 9, 10, 25)] == [1, 1, 0.75, 0.5]


def test_when_all_is_settled_the_last_limits_are_nobody_and_the_one_before() -> None:
    curve = kaplan_meier([1, 2, 3], settled=[1, 1, 1], censored=[0, 0, 0])
    assert curve.waiting[-1] == curve.lower[-1] == 0
    assert curve.upper[-1] == curve.upper[-2]


def test_no_cases_reach_nothing() -> None:
    curve = kaplan_meier([], [], [])
    assert (curve.n, curve.quantile(0.5), curve.quantile_interval(0.5)) == (0, None, (None, None))


def test_durations_must_be_in_order() -> None:
    with pytest.raises(ValueError, match="sorted and distinct"):
        kaplan_meier([2, 1], [1, 1], [0, 0])
