"""Who waited for whom, when it was settled, and whether it came back."""

from itertools import pairwise
from random import Random
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsung.ledger.courses import (
    Said,
    Sequel,
    first_response,
    next_responses,
    repeats,
    resolution,
    waiting_since,
)

TALK = [
    Said(0, "customer"),
    Said(0, "machine"),
    Said(20, "customer"),
    Said(25, "desk", public=False),
    Said(40, "desk"),
    Said(60, "customer"),
    Said(70, "customer"),
    Said(90, "desk"),
]


def test_machines_and_notes_are_no_reply() -> None:
    assert first_response(TALK) == (0, 40)
    assert first_response(TALK[:4]) is None


def test_a_later_wait_runs_from_the_oldest_unanswered_message() -> None:
    assert next_responses(TALK) == [(60, 90)]


def test_where_the_desk_wrote_first_the_clock_starts_at_the_customers_first_message() -> None:
    talk = [Said(0, "desk"), Said(30, "customer"), Said(50, "desk")]
    assert first_response(talk) == (30, 50)
    assert next_responses(talk) == []


def test_a_second_reply_in_a_row_ends_no_second_wait() -> None:
    assert next_responses([Said(0, "customer"), Said(5, "desk"), Said(9, "desk")]) == []


def test_nobody_asked_nobody_waited() -> None:
    assert first_response([Said(0, "desk"), Said(9, "machine")]) is None
    assert first_response([]) is None


def test_who_waits_has_waited_since_the_oldest_message_without_a_reply() -> None:
    assert waiting_since(TALK) is None
    assert waiting_since([*TALK, Said(95, "customer"), Said(96, "machine"), Said(99, "customer")]) == 95


def test_turns_of_one_minute_follow_each_other_as_they_were_taken() -> None:
    talk = [
        Said(0, "customer", turn=1),
        Said(0, "desk", turn=2),
        Said(60, "customer", turn=3),
        Said(60, "desk", turn=4),
        Said(60, "customer", turn=5),
        Said(120, "desk", turn=6),
        Said(120, "customer", turn=7),
    ]
    assert first_response(talk[::-1]) == (0, 0)
    assert next_responses(talk[::-1]) == [(60, 60), (60, 120)]
    assert waiting_since(talk) == 120


AUTHORS: st.SearchStrategy[Literal["customer", "desk", "machine"]] = st.sampled_from(
    ["customer", "desk", "machine"]
)


@given(st.lists(st.builds(Said, st.integers(0, 20), AUTHORS, st.booleans())), st.randoms())
def test_the_order_in_which_messages_arrive_changes_nothing(talk: list[Said], random: Random) -> None:
    mixed = list(talk)
    random.shuffle(mixed)
    assert first_response(mixed) == first_response(talk)
    assert next_responses(mixed) == next_responses(talk)
    assert waiting_since(mixed) == waiting_since(talk)


@given(st.lists(st.builds(Said, st.integers(0, 200), AUTHORS)))
def test_waits_follow_each_other_and_never_run_backwards(talk: list[Said]) -> None:
    first = first_response(talk)
    waits = [*([] if first is None else [first]), *next_responses(talk)]
    assert all(asked <= replied for asked, replied in waits)
    assert all(one[1] <= other[0] for one, other in pairwise(waits))


def test_settled_and_never_opened_again() -> None:
    found = resolution(100, [(160, "settled")])
    assert (found.first_s, found.final_s, found.open_s, found.reopens) == (60, 60, 60, 0)
    assert found.episodes == [(100, 160)]


def test_time_between_settled_and_opened_again_is_not_open_time() -> None:
    found = resolution(0, [(60, "settled"), (200, "open"), (260, "settled")])
    assert (found.first_s, found.final_s, found.open_s, found.reopens) == (60, 260, 120, 1)


def test_closing_what_is_solved_settles_nothing_anew() -> None:
    found = resolution(0, [(60, "settled"), (5_000, "settled")])
    assert (found.first_s, found.final_s, found.reopens) == (60, 60, 0)


@pytest.mark.parametrize("state", ["open", "pending"])
def test_anything_after_settled_opens_it_again(state: Literal["open", "pending"]) -> None:
    found = resolution(0, [(60, "settled"), (200, state)])
    assert (found.first_s, found.final_s, found.reopens) == (60, None, 1)
    assert found.episodes == [(0, 60), (200, None)]


def test_waiting_for_others_is_still_open() -> None:
    found = resolution(0, [(10, "pending"), (40, "open"), (90, "settled")])
    assert (found.first_s, found.open_s, found.reopens) == (90, 90, 0)


def test_what_is_not_settled_has_no_time_to_settled() -> None:
    found = resolution(50, [(60, "open")])
    assert (found.first_s, found.final_s, found.open_s, found.episodes) == (None, None, 0, [(50, None)])


def test_states_out_of_order_are_put_in_order() -> None:
    found = resolution(0, [(260, "settled"), (60, "settled"), (200, "open")])
    assert found.episodes == [(0, 60), (200, 260)]


def test_a_state_dated_before_the_opening_counts_from_it() -> None:
    found = resolution(100, [(40, "settled")])
    assert (found.first_s, found.open_s) == (0, 0)


def test_a_contact_within_the_window_belongs_to_the_issue_and_a_later_one_begins_another() -> None:
    found = repeats([("c", "late", 0), ("c", "late", 5), ("c", "late", 9), ("c", "late", 14)], window_s=7)
    assert [sequel.begins for sequel in found] == [True, False, True, False]
    assert [sequel.next_s for sequel in found] == [5, 4, 5, None]


def test_the_last_second_of_the_window_still_belongs_to_it() -> None:
    assert [one.begins for one in repeats([("c", "a", 0), ("c", "a", 7), ("c", "a", 8)], 7)] == [
        True,
        False,
        True,
    ]


def test_another_reason_or_another_customer_is_another_issue() -> None:
    found = repeats([("c", "late", 0), ("c", "broken", 1), ("d", "late", 2)], window_s=7)
    assert found == [Sequel(True, None, place) for place in range(3)]


def test_answers_keep_the_order_of_the_question() -> None:
    found = repeats([("c", "a", 9), ("d", "a", 4), ("c", "a", 3)], window_s=7)
    assert found == [Sequel(False, None, 2), Sequel(True, None, 1), Sequel(True, 6, 2)]


def test_an_issue_that_runs_already_takes_in_what_comes_within_its_window() -> None:
    found = repeats([("c", "a", 5), ("c", "a", 8)], window_s=7, begun={("c", "a"): 0})
    assert found == [Sequel(False, 3, None), Sequel(True, None, 1)]
