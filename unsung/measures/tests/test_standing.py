"""The backlog and its age, and issues settled the first time."""

import math

from unsung.measures.statistics.standing import backlog, settled_first_time

DAY = 86_400


def test_a_backlog_and_its_histogram_are_the_same() -> None:
    plain = backlog([1, 1, 2, 5, 5, 5, 9], old_after=4)
    assert plain == backlog([1, 2, 5, 9], old_after=4, counts=[2, 1, 3, 1])
    assert (plain.open, plain.median_age, plain.older) == (7, 5, 4)


def test_a_case_just_as_old_is_not_older() -> None:
    assert backlog([7, 8], old_after=7).older == 1


def test_an_empty_backlog_has_no_median_age() -> None:
    found = backlog([], old_after=7)
    assert (found.open, found.median_age, found.older) == (0, None, 0)


def test_an_issue_nobody_answered_or_too_young_to_know_is_not_counted() -> None:
    never = math.nan
    began = [0, 0, 0, 8 * DAY, 9 * DAY]
    after = [never, never, 7 * DAY, never, never]
    answered = [True, False, True, True, True]
    assert settled_first_time(began, after, answered, 7 * DAY, known_until_s=15 * DAY) == (2, 3)


def test_coming_back_after_the_window_is_not_a_repeat() -> None:
    assert settled_first_time([0, 0], [7 * DAY, 7 * DAY + 1], [True, True], 7 * DAY, 30 * DAY) == (1, 2)
