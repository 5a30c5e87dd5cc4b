"""How numbers, times and dates are worded."""

from datetime import UTC, date, datetime

import pytest

from unsung.ground.periods import Period, month_of
from unsung.publishing import words
from unsung.publishing.tests.october import missing, share, timed


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second"),
        (38, "38 seconds"),
        (240, "4 minutes"),
        (11400, "3 h 10"),
        (7200, "2 h"),
        (91000, "25 h 17"),
        (181440, "2.1 days"),
        (259200, "3 days"),
        (3456000, "40 days"),
    ],
)
def test_a_length_of_time_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said


def test_opening_hours_are_never_made_into_days() -> None:
    assert words.duration(200000, in_hours=True) == "55 h 33"


@pytest.mark.parametrize(
    ("n", "whole", "said"),
    [
        (1196, 2614, "nearly half"),
        (187, 1000, "one in five"),
        (9, 100, "one in eleven"),
        (80, 100, "four in five"),
        (25, 30, "five in six"),
        (77, 259, "three in ten"),
        (24, 29, "24 of 29"),
    ],
)
def test_a_part_is_said_in_words_and_of_few_in_figures(n: int, whole: int, said: str) -> None:
    assert words.about(n, whole) == said


def test_what_a_part_is_of_stands_behind_it() -> None:
    assert words.about_of(20, 100, "conversations") == "one in five of the conversations"
    assert words.about_of(11, 15, "conversations") == "11 of 15 conversations"


@pytest.mark.parametrize(
    ("share", "said"), [(0.8301, "83"), (0.004, "0.4"), (0.996, "99.6"), (1, "100"), (0, "0")]
)
def test_a_share_is_so_many_in_a_hundred(share: float, said: str) -> None:
    assert words.hundred(share) == said


def test_differences_carry_a_true_minus() -> None:
    assert [words.signed(n) for n in (48, -17, 0)] == ["+48", "−17", "0"]


def test_a_figure_that_was_not_had_is_never_a_number() -> None:
    assert words.value(missing("csat")) == "not had"


def test_under_ten_answers_only_the_cases_are_shown() -> None:
    assert words.value(share("csat", 7, 9, 20, 30)) == "7 of 9"


def test_an_end_of_an_interval_that_was_not_reached_is_said_to_be_so() -> None:
    figure = timed("resolution_time_km.median", 181440, (170000, None), 40, 1, (1, 1), 40)
    assert words.interval(figure, figure.interval) == "47 h 13 or longer"


def test_an_interval_whose_ends_read_alike_is_said_once() -> None:
    figure = timed("resolution_time_km.median", 7200, (7190, 7210), 40, 1, (1, 1), 40)
    assert words.interval(figure, figure.interval) == "2 h"


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("conversations that customers opened", "conversation that customers opened"),
        ("replies after the first", "reply after the first"),
        ("people", "person"),
    ],
)
def test_of_one_it_is_said_in_the_singular(many: str, one: str) -> None:
    assert words.of_one(many) == one


def test_both_ends_of_an_interval_are_in_one_unit() -> None:
    figure = timed("resolution_time_km.median", 181440, (170000, 199000), 40, 1, (1, 1), 40)
    assert words.interval(figure, figure.interval) == "2 to 2.3 days"


def test_an_end_far_below_the_other_keeps_its_own_unit_and_is_never_nought() -> None:
    figure = timed("resolution_time_km.median", 108000, (3600, 360000), 40, 1, (1, 1), 40)
    assert words.interval(figure, figure.interval) == "1 h to 4.2 days"
    assert words.interval(figure, (300, 259500)) == "5 minutes to 3 days"


def test_both_ends_of_a_share_are_told_as_closely() -> None:
    few = share("transfer_rate", 8, 339, 8, 339)
    assert words.interval(few, (0.0159, 0.0344)) == "1.6 to 3.4"
    assert words.interval(few, (0.0944, 0.979)) == "9.4 to 97.9"
    assert words.interval(share("fcr", 50, 100, 50, 100), (0.404, 0.596)) == "40 to 60"


@pytest.mark.parametrize(
    ("number", "said"), [(42.5, "42"), (57.49999999999999, "58"), (0.5, "0"), (1.5, "2")]
)
def test_a_half_is_rounded_whatever_floating_point_left_of_it(number: float, said: str) -> None:
    assert words.count(number) == said


def test_dates_are_british() -> None:
    assert words.day(date(2025, 11, 6)) == "Thursday 6 November"
    assert words.moment(datetime(2025, 7, 6, 8, 40, tzinfo=UTC), "Europe/London") == "6 July 2025, 09:40"


def test_a_month_goes_by_its_name_and_any_other_stretch_by_its_days() -> None:
    assert words.month_of_year(month_of(date(2025, 10, 3))) == "October 2025"
    assert words.month(Period(date(2025, 2, 27), date(2025, 3, 2))) == "27 February to 1 March"


def test_a_rate_too_small_to_print_is_not_told_as_none() -> None:
    said = ["0", "less than one", "0.3", "1", "12"]
    assert [words.per_day(each) for each in (0, 0.03, 0.3, 1, 12.4)] == said
