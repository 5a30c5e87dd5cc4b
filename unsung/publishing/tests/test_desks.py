"""The desks of an issue: the heading names them as far as it can hold them, the notes name all."""

import pytest

from unsung.publishing.desks import LONGEST, heading, together

LONG = "A desk with a name as long as any " + "x" * 86


@pytest.mark.parametrize(
    ("desks", "said"),
    [
        ((), "At the desk"),
        (("Day",), "Day"),
        (("Day", "Night"), "Day and Night"),
        (("Day", "Night", "Weekend"), "Day, Night and Weekend"),
        (("Day", "Night", "Weekend", "Third"), "Day, Night and 2 more desks"),
        (("Day", LONG), "Day and 1 more desk"),
        ((LONG, "Day"), f"{LONG[: LONGEST - 1]}…"),
    ],
)
def test_the_heading_names_the_desks_as_far_as_it_can_hold_them(desks: tuple[str, ...], said: str) -> None:
    assert heading(desks) == said
    assert len(heading(desks)) <= LONGEST


def test_of_the_first_desk_alone_there_is_nothing_to_say() -> None:
    assert together(("Day",), "Day", True) == []
    assert together((), "", False) == []


@pytest.mark.parametrize(
    ("hours_known", "whose"),
    [(True, "opening hours, holidays and time zone are those"), (False, "the time zone is that")],
)
def test_of_several_every_one_is_named_and_whose_the_hours_are(hours_known: bool, whose: str) -> None:
    assert together(("Day", "Night", "Weekend", "Third"), "Day", hours_known) == [
        f"The conversations of Day, Night, Weekend and Third are in this issue, all together; {whose} of Day."
    ]


def test_where_hours_were_given_by_hand_they_are_no_desks() -> None:
    assert together(("Day", "Night"), "", True) == [
        "The conversations of Day and Night are in this issue, all together."
    ]
