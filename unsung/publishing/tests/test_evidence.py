"""Evidence of every kind on one scale, against calculations made another way."""

import math

import pytest

from unsung.ground.figures import Figure
from unsung.publishing.evidence import (
    homogeneous,
    of_change,
    of_counts,
    of_figure,
    of_ratio,
    of_shares,
    strengths,
)
from unsung.publishing.tests.october import share, timed


def test_a_change_whose_interval_just_touches_zero_has_p_one_in_twenty() -> None:
    assert of_change(0.10, (0.0, 0.25)) == pytest.approx(0.05, abs=1e-6)
    assert of_change(-0.10, (-0.25, 0.0)) == pytest.approx(0.05, abs=1e-6)


def test_twice_as_far_from_zero_is_a_z_of_nearly_four() -> None:
    # 2 * (1 - Phi(3.919928)) by the complementary error function
    assert of_change(0.10, (0.05, 0.2)) == pytest.approx(math.erfc(3.919928 / math.sqrt(2)), rel=1e-6)


def test_an_interval_without_an_end_towards_zero_gives_no_evidence() -> None:
    assert of_change(5.0, (None, 9.0)) is None


def test_a_ratio_is_judged_on_the_scale_of_logarithms() -> None:
    assert of_ratio(2.0, (1.0, 4.0)) == pytest.approx(0.05, abs=1e-6)
    assert of_ratio(0.5, (0.25, 1.0)) == pytest.approx(0.05, abs=1e-6)


def test_counts_agree_with_the_published_exact_comparison() -> None:
    assert of_counts(120, 31, 95, 28) == pytest.approx(0.340125, abs=1e-6)


def test_days_that_clump_weaken_the_evidence() -> None:
    assert (of_counts(400, 22, 480, 22) or 1) < 0.01
    assert (of_counts(400, 22, 480, 22, phi=4) or 0) > 0.05


def test_equal_shares_are_no_evidence_of_a_change() -> None:
    assert of_shares(40, 100, 40, 100) == 1.0
    assert of_shares(0, 0, 40, 100) is None


@pytest.mark.parametrize(
    "figure",
    [
        share("csat", 300, 312, 200, 296),
        timed("first_response_time.calendar.median", 100, (90, 110), 400, 200, (180, 220), 400),
    ],
)
def test_a_figure_that_changed_has_p_under_one_in_twenty(figure: Figure) -> None:
    assert figure.statement == "changed"
    assert (of_figure(figure) or 1) < 0.05


def test_shares_that_are_alike_are_homogeneous_and_others_are_not() -> None:
    assert (homogeneous([(80, 100), (82, 100), (79, 100)]) or 0) > 0.5
    assert (homogeneous([(80, 100), (30, 100)]) or 1) < 0.001
    assert homogeneous([(0, 10), (0, 12)]) is None


def test_strength_agrees_with_the_published_benjamini_hochberg_example() -> None:
    p = [0.001, 0.008, 0.012, 0.041, 0.2, 0.44, 0.6, 0.74]
    assert sum(strength > -math.log10(0.05) for strength in strengths(p)) == 3


def test_chance_of_nothing_at_all_still_has_a_strength() -> None:
    assert strengths([0.0]) == [300.0]
    assert strengths([]) == []
