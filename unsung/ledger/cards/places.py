"""The place of a case among all: one number that orders by opening, then by number, and holds both."""

NUMBERS = 1 << 30
"""More contacts than this no ledger here holds."""
FURTHEST_S = (1 << 33) - 1
"""A case opened later than the year 2242, or as long before 1970, has the last place or the first."""


def place_of(opened_s: int, number: int) -> int:
    """The place of the case of this number, opened at this second."""
    return max(-FURTHEST_S, min(FURTHEST_S, opened_s)) * NUMBERS + number % NUMBERS


def number_at(place: int) -> int:
    """The number of the case at this place."""
    return place % NUMBERS


def first_place(at_s: int) -> int:
    """The place before which every case lies that was opened before this second."""
    return place_of(at_s, 0)
