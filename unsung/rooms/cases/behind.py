"""The cases behind a figure of a printed issue: exactly those it was counted from, a page at a time."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from unsung.ledger.cards.looking_up import AT_ONCE, cards_numbered
from unsung.ledger.cards.models import Card
from unsung.ledger.cards.places import number_at
from unsung.publishing.figures_read import figure_of
from unsung.publishing.models import Issue
from unsung.publishing.shelf import issue_of, places_of


@dataclass(frozen=True)
class Page:
    """One page of the cases behind a figure; `where` says in words which they are.

    `many` is how many cases there are, `rows` how many rows of `sheet` were counted; `newer` and `older` are
    the places that the pages beside it begin with.
    """

    issue: Issue
    name: str
    where: str
    sheet: str
    rows: int
    many: int
    cards: Sequence[Card]
    newer: int | None
    older: int | None


def page(month: str, version: str, figure: str, begin: str) -> Page | None:
    """The page that begins with a place (empty: the first); None where there is no such figure or issue."""
    issue = issue_of(month, version)
    told = issue.values.get(figure) if issue else None
    if issue is None or told is None:
        return None
    opened = figure_of(issue.figures, figure)
    cases = opened.cases if opened else None
    places = places_of(issue, told["behind"])
    at = _index(places, begin)
    return Page(
        issue=issue,
        name=opened.name if opened else figure,
        where=cases.where if cases else "",
        sheet=cases.table.lower() if cases else "",
        rows=told["rows"],
        many=len(places),
        cards=cards_numbered([number_at(place) for place in places[at : at + AT_ONCE]]),
        newer=places[max(0, at - AT_ONCE)] if at else None,
        older=places[at + AT_ONCE] if at + AT_ONCE < len(places) else None,
    )


def _index(places: Sequence[int], begin: str) -> int:
    """Where in the places, the latest first, the page begins."""
    try:
        return bisect_left(places, -int(begin), key=lambda place: -place) if begin else 0
    except ValueError:
        return 0
