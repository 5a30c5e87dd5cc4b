"""The frame of every page: who is here, where one can go, and what the desk is called."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from unsung.ground.tastes import tastes_of
from unsung.ground.visitor import NOBODY, Visitor, visitor_of
from unsung.ledger.queries.corroborations import unanswered
from unsung.ledger.queries.desks import desk, desk_names
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
    short: str = ""
    """What it is called in the bar of a small screen, where that is shorter."""


PARTS = ("first", "company", "mine", "last")
WAYS: tuple[Way, ...] = (
    Way("Cases", "cases:list", "case", key="c", narrow=True),
    Way("Journal", "journal:list", "journal", key="j", narrow=True),
    Way("My week", "week:week", "week", key="w", narrow=True),
    Way("Monthly review", "review:list", "review", key="r", part="company", narrow=True, short="Review"),
    Way("Letters", "letters:list", "mail", key="l", part="company"),
    Way("Shared with you", "told:list", "open", part="company"),
    Way("Asked of you", "asked:list", "people", part="mine"),
    Way("Rounds", "rounds:list", "check", part="company"),
    Way("Settings", "settings:yours", "set", part="last"),
    Way("Bring records", "bring:list", "bring", key="b", part="company"),
)
"""Every way there is; a reader sees those whose doors open."""


TABS = (
    ("You", "settings:yours"),
    ("People", "settings:people"),
    ("Desks and hours", "settings:desks"),
    ("Departments and customers", "settings:words"),
    ("Sources", "settings:sources"),
    ("Who can read what", "access"),
)
"""The parts of the settings, in the order of their tabs."""


@dataclass(frozen=True)
class Tab:
    """A tab of the settings as one reader sees it."""

    label: str
    href: str
    here: bool


@dataclass(frozen=True)
class Link:
    """A way as one reader sees it; `waits` is how much there waits for that reader alone."""

    way: Way
    href: str
    here: bool
    waits: int = 0


def links(visitor: Visitor, path: str, waits: Mapping[str, int] | None = None) -> list[Link]:
    """The ways open to this visitor, the one that leads here marked; `waits` counts by the name of a way."""
    open_ways = [way for way in WAYS if DOORS[way.name].opens_for(visitor)]
    counts = waits or {}
    return [
        Link(way, (href := reverse(way.name)), path.startswith(href), counts.get(way.name, 0))
        for way in open_ways
    ]


def tabs(visitor: Visitor, path: str) -> list[Tab]:
    """The tabs of the settings open to this visitor, the one whose page this is marked."""
    first = reverse(TABS[0][1])
    if not path.startswith(first):
        return []
    found = [(label, reverse(name)) for label, name in TABS if DOORS[name].opens_for(visitor)]
    return [
        Tab(label, href, path == href if href == first else path.startswith(href)) for label, href in found
    ]


def frame(request: HttpRequest) -> dict[str, object]:
    """What every template may ask for: `visitor`, `ways` by part, `bar` for small screens, `desk_name`.

    That is the reader's own desk; who is at none, or at none of them yet, sees the one set up first.
    `captures` where the reader keeps a journal, and so has the bar to keep a line from every page.
    `zone` is the desk's, in which pages tell times; `letters_go_out` where a mail server is named. `theme`
    and `single_keys` are what this browser likes; `looking` is there where somebody looks in a lead's place;
    `tabs` are those of the settings.
    """
    visitor = visitor_of(request)
    tastes = tastes_of(request.COOKIES)
    liked = {"theme": tastes.theme, "single_keys": tastes.keys, **_of_the_desk(visitor)}
    if not visitor.signed_in:
        return {"visitor": NOBODY, **liked}
    found = links(visitor, request.path, _waiting(request, visitor))
    return {
        **liked,
        "looking": getattr(request, "looking", None),
        "tabs": tabs(visitor, request.path),
        "visitor": visitor,
        "ways": {part: [link for link in found if link.way.part == part] for part in PARTS},
        "captures": DOORS["journal:keep"].opens_for(visitor) and not hasattr(request, "looking"),
        "bar": [link for link in found if link.way.narrow][:4],
    }


def _waiting(request: HttpRequest, visitor: Visitor) -> dict[str, int]:
    # Who looks in a lead's place learns nothing of what waits for the lead.
    if hasattr(request, "looking"):
        return {}
    return {"asked:list": unanswered(visitor.person or 0)}


def _of_the_desk(visitor: Visitor) -> dict[str, object]:
    place = desk()
    zone = place.calendar.zone if place and place.calendar else "UTC"
    first = place.name if place else ""
    elsewhere = visitor.desks - {place.pk} if place else frozenset()
    name = ", ".join(desk_names(visitor.desks)) if elsewhere else first
    return {"desk_name": name, "zone": zone, "letters_go_out": bool(settings.OFFICE.host)}
