"""Passes: a link opens one thing of its kind for one person, as long as it lasts."""

from uuid import UUID

from unsung.publishing import passes
from unsung.publishing.passes import Pass

REF = UUID("6f1d3a52-0000-4000-8000-000000000001")


def test_a_pass_opens_what_it_was_made_for() -> None:
    assert passes.read("ask", passes.made("ask", REF, 7)) == Pass(REF, 7)


def test_a_pass_of_another_kind_or_one_that_was_altered_opens_nothing() -> None:
    made = passes.made("ask", REF, 7)
    assert passes.read("reaction", made) is None
    assert passes.read("ask", made.replace(made[3], "x" if made[3] != "x" else "y", 1)) is None
    assert passes.read("ask", "none") is None
