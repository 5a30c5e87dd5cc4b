"""What customers answered, and what those who did not could still say."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from unsung.measures.statistics.satisfaction_scores import ces, csat, nps, response_rate, silent_bounds

COUNTS = st.tuples(*[st.integers(0, 40)] * 3).filter(any)


def test_fours_and_fives_are_satisfied_whatever_scores_are_missing() -> None:
    found = csat({5: 25, 4: 20, 1: 15})
    assert found is not None
    assert (found.value, found.x, found.n, found.tier) == (0.75, 45, 60, "publish")


def test_no_answers_are_no_satisfaction_of_zero() -> None:
    assert csat({}) is None
    assert ces({}) is None
    assert nps(0, 0, 0) is None
    assert response_rate(0, 0) is None
    assert silent_bounds(0, 0, 0) is None


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_off_the_scale_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match=f"the score {score} is not on the scale from 1 to 5"):
        csat({5: 3, score: 1})


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 500))
def test_the_bounds_hold_whatever_the_silent_would_have_said(happy: int, unhappy: int, silent: int) -> None:
    everyone = happy + unhappy + silent
    bounds = silent_bounds(happy, happy + unhappy, everyone)
    if bounds is None:
        assert everyone == 0
        return
    assert all(bounds[0] <= (happy + more) / everyone <= bounds[1] for more in (0, silent // 2, silent))


def test_more_answers_than_asked_are_refused() -> None:
    with pytest.raises(ValueError, match="impossible"):
        silent_bounds(10, 50, 40)


@given(COUNTS)
def test_the_net_score_has_the_mean_and_variance_of_its_answers(counts: tuple[int, int, int]) -> None:
    promoters, passives, detractors = counts
    answers = np.repeat([1, 0, -1], counts)
    found = nps(promoters, passives, detractors)
    assert found is not None
    assert found.points == pytest.approx(100 * answers.mean())
    assert found.variance == pytest.approx(answers.var(), abs=1e-12)
    assert -100 <= found.lower <= found.points <= found.upper <= 100


def test_the_mean_ease_has_scipys_t_interval() -> None:
    scores = [7, 6, 6, 5, 7, 4, 6, 2]
    found = ces({score: scores.count(score) for score in set(scores)})
    other = stats.t.interval(0.95, 7, np.mean(scores), stats.sem(scores))
    assert found is not None
    assert (found.lower, found.upper) == pytest.approx(other)
    assert found.easy.value == 6 / 8


def test_one_answer_has_a_mean_without_an_interval() -> None:
    found = ces({6: 1})
    assert found is not None
    assert (found.mean, found.lower, found.upper) == (6, None, None)


def test_a_net_score_needs_about_three_times_the_answers_of_a_satisfaction_share() -> None:
    found = nps(60, 40, 20)
    assert found is not None
    assert math.isclose(found.variance / (0.75 * 0.25), 2.963, abs_tol=0.001)
