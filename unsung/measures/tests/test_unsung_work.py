"""Unsung work: minutes parted between kinds, hours by family, and days with a line of those worked."""

import pytest

from unsung.measures.unsung_work import Written, invisible_hours, journal_coverage, minutes_by_kind

FAMILIES = {"calm": "calm", "repair": "calm", "teach": "teach"}


def test_a_line_of_two_kinds_is_parted_equally_and_one_of_none_stands_by_itself() -> None:
    lines = [Written(30, ("calm", "teach")), Written(10, ()), Written(None, ("repair",))]
    assert minutes_by_kind(lines) == {"calm": 15, "teach": 15, "": 10, "repair": 0}


def test_kinds_of_one_family_are_added_up_and_nothing_is_lost() -> None:
    found = invisible_hours({"calm": 45, "repair": 15, "teach": 30, "": 30}, FAMILIES)
    assert found.by_family == {"calm": 1, "teach": 0.5, "": 0.5}
    assert found.hours == sum(found.by_family.values())
    assert found.share_of_paid is None


def test_where_no_day_was_worked_there_is_no_share() -> None:
    assert journal_coverage(0, 0).share is None
    with pytest.raises(ValueError, match="0"):
        journal_coverage(3, 2)
