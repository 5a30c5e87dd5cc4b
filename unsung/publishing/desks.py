"""The desks whose conversations an issue holds: as its heading names them, and what that means for it."""

from collections.abc import Sequence

from unsung.publishing import words

MOST = 3
"""So many desks the heading names; of more it names the first two and says how many there are."""
LONGEST = 120
"""Letters of a heading."""


def heading(desks: Sequence[str]) -> str:
    """The desks as the heading names them; “At the desk” where nobody said what it is called."""
    if not desks:
        return "At the desk"
    whole = words.listed(list(desks))
    if len(desks) <= MOST and len(whole) <= LONGEST:
        return whole
    for named in (2, 1):
        others = len(desks) - named
        said = f"{', '.join(desks[:named])} and {others} more desk{'' if others == 1 else 's'}"
        if others > 0 and len(said) <= LONGEST:
            return said
    return f"{desks[0][: LONGEST - 1]}…"


def together(desks: Sequence[str], first: str, hours_known: bool) -> list[str]:
    """What to say of an issue of several desks, or of another than the `first`; none for the first alone.

    `first` is the desk set up first, whose calendar every figure is counted by.
    """
    if not desks or list(desks) == [first] or not first:
        return [] if len(desks) < 2 else [f"{_whose(desks)}."]
    calendar = "opening hours, holidays and time zone are those" if hours_known else "the time zone is that"
    return [f"{_whose(desks)}; {calendar} of {first}."]


def _whose(desks: Sequence[str]) -> str:
    held = f"The conversations of {words.listed(list(desks))} are in this issue"
    return f"{held}, all together" if len(desks) > 1 else held
