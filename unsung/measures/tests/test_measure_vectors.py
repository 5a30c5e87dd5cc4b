"""Every vector of the measures we have goes through the product and comes out as published."""

import pytest

from unsung.measures.tests import runs_counting, runs_waiting
from unsung.measures.tests.vectors import Vector, agrees, all_vectors

RUNS = {**runs_waiting.RUNS, **runs_counting.RUNS}
TRAPS = runs_waiting.TRAPS
VECTORS = all_vectors()
COVERED = [vector for vector in VECTORS if vector.measure in RUNS and "_trap" not in vector.id]

NOT_COVERED_YET = """
abstention ask_outcome_time bus_factor calibration cause_attribution chat_equivalent_aht coder_agreement
detectable_change e_value effective_n email_backlog erlang_a erlang_b erlang_c failure_demand_cost
failure_demand_share fair_share forecast_interval funnel_limits gini hard_contact_exposure
if_removed_queue interrupted_time_series jain_index loaded_rate
loss_by_owner machine_share_corrected mix_vs_rate newsletter_effect newsletter_reach npt_group_ratio
npt_share observed_vs_expected occupancy pareto prevention_rate_ratio prevention_statement
profile_reliability reason_classifier reason_discovery role_clarity role_importance rota_fairness
rotation_gap scale_score shrinkage shrunken_rate square_root_staffing staff_required suppression
suppression_audit tone_turnaround understaffed_hours unlogged_work workload_ratio
"""


@pytest.mark.parametrize("vector", COVERED, ids=lambda vector: vector.id)
def test_the_product_gives_the_published_value(vector: Vector) -> None:
    found = RUNS[vector.measure](vector.inputs)
    assert agrees(found, vector.expected, vector.tolerance), f"{found} is not {vector.expected}"


@pytest.mark.parametrize(
    "vector", [vector for vector in VECTORS if vector.id in TRAPS], ids=lambda one: one.id
)
def test_a_naive_reckoning_falls_into_the_trap_and_ours_does_not(vector: Vector) -> None:
    trap = TRAPS[vector.id]
    assert agrees(trap.naive(vector.inputs), vector.expected, vector.tolerance)
    assert not agrees(trap.ours(vector.inputs), vector.expected, vector.tolerance)


def test_every_trap_of_a_covered_measure_is_known() -> None:
    assert {one.id for one in VECTORS if one.measure in RUNS and "_trap" in one.id} == set(TRAPS)


def test_the_list_of_measures_not_covered_yet_is_exact() -> None:
    assert len(VECTORS) == 172
    assert {vector.measure for vector in VECTORS} - RUNS.keys() == set(NOT_COVERED_YET.split())
    assert RUNS.keys() <= {vector.measure for vector in VECTORS}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (1.0, 1.01),
        ({"a": 1}, {"a": 1, "b": 2}),
        ([1], [1, 2]),
        (None, 0),
        (0, None),
        ("changed", "cannot_tell"),
    ],
)
def test_values_that_differ_are_not_said_to_agree(found: object, expected: object) -> None:
    assert not agrees(found, expected, 0.001)
