"""What stands out: limits of a series, runs on one side, and findings that survive being many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsung.measures.statistics.charts import expected_false_alarms, false_discovery, xmr


def test_a_month_outside_the_limits_is_a_signal() -> None:
    found = xmr([52, 48, 55, 50, 61, 49, 53, 47, 58, 51, 54, 95])
    assert found is not None
    assert found.signals == (11,)


def test_eight_on_one_side_of_the_mean_are_a_run_and_seven_are_not() -> None:
    eight = xmr([10, 10, 10, 10, 10, 10, 10, 10, 12, 12, 12, 12, 12, 12, 12])
    assert eight is not None
    assert eight.runs == (7,)
    seven = xmr([10] * 7 + [12] * 7)
    assert seven is not None
    assert seven.runs == ()


def test_values_on_the_mean_are_on_neither_side() -> None:
    flat = xmr([5.0] * 20)
    assert flat is not None
    assert (flat.lower, flat.upper, flat.signals, flat.runs) == (5, 5, (), ())


def test_five_values_are_too_few_for_limits() -> None:
    assert xmr([1, 2, 3, 4, 5]) is None


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60), st.sampled_from([0.01, 0.05, 0.2]))
def test_findings_kept_are_those_of_the_step_up_rule_itself(p: list[float], q: float) -> None:
    ordered = sorted(p)
    ranks = [rank for rank, value in enumerate(ordered, 1) if value <= q * rank / len(p)]
    expected = [value <= ordered[max(ranks) - 1] for value in p] if ranks else [False] * len(p)
    near = any(abs(value - q * rank / len(p)) < 1e-12 for rank, value in enumerate(ordered, 1))
    assert near or false_discovery(p, q) == expected


def test_no_findings_keep_none() -> None:
    assert false_discovery([]) == []


def test_forty_measures_give_two_false_alarms_a_month() -> None:
    assert expected_false_alarms(40) == 2


def test_limits_hold_nearly_all_of_a_series_in_which_nothing_happens() -> None:
    found = xmr(np.random.default_rng(3).normal(100, 10, 500).tolist())
    assert found is not None
    assert (found.lower, found.upper) == pytest.approx((70, 130), abs=4)
    assert len(found.signals) <= 5
