"""The frame of every page: who is here, where one can go, and what the desk is called."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from unsung.ground.visitor import NOBODY, Visitor, visitor_of
from unsung.ledger.queries.desks import desk
from unsung.web.doors import DOORS


@dataclass(frozen=True)
class Way:
    """A way in the navigation: its label, the address's name, its icon, and the key after g that goes there.

    `part` is where it stands: first, company, mine or last. `narrow` where it has a place in the bar of a
    small screen.
    """

    label: str
    name: str
    icon: str
    key: str = ""
    part: str = "first"
    narrow: bool = False


PARTS = ("first", "company", "mine", "last")
WAYS: tuple[Way, ...] = (
    Way("Cases", "cases:list", "case", key="c", narrow=True),
    Way("Monthly review", "review:list", "review", key="r", part="company", narrow=True),
)
"""Every way there is; a reader sees those whose doors open."""


@dataclass(frozen=True)
class Link:
    """A way as one reader sees it."""

    way: Way
    href: str
    here: bool


def links(visitor: Visitor, path: str) -> list[Link]:
    """The ways open to this visitor, the one that leads here marked."""
    open_ways = [way for way in WAYS if DOORS[way.name].opens_for(visitor)]
    return [Link(way, (href := reverse(way.name)), path.startswith(href)) for way in open_ways]


def frame(request: HttpRequest) -> dict[str, object]:
    """What every template may ask for: `visitor`, `ways` by part, `bar` for small screens, `desk_name`."""
    visitor = visitor_of(request)
    if not visitor.signed_in:
        return {"visitor": NOBODY, "desk_name": _desk_name()}
    found = links(visitor, request.path)
    return {
        "visitor": visitor,
        "ways": {part: [link for link in found if link.way.part == part] for part in PARTS},
        "bar": [link for link in found if link.way.narrow][:4],
        "desk_name": _desk_name(),
    }


def _desk_name() -> str:
    place = desk()
    return place.name if place else ""
