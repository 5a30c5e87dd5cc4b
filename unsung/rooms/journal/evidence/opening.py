"""Whose drawer a request opens, and which pack of it is meant."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest

from unsung.ground import clock
from unsung.ground.visitor import visitor_of
from unsung.ledger.queries.desks import desk
from unsung.ledger.queries.zones import desk_zone
from unsung.rooms.journal import drawer
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.evidence import packs
from unsung.rooms.journal.evidence.composing import Teller
from unsung.rooms.journal.evidence.packs import Pack


def drawer_of(request: HttpRequest) -> Open | None:
    """The drawer of whoever asks; None where there is none yet. Raises Locked as `drawer.opened` does."""
    return drawer.opened(visitor_of(request).person or 0, int(getattr(request.user, "turned", 0)))


def pack_asked(request: HttpRequest, pack: object) -> tuple[Open, Pack]:
    """The drawer and the pack of this id in it; Http404 where this writer has none."""
    mine = drawer_of(request)
    found = packs.pack_of(mine, str(pack)) if mine else None
    if mine is None or found is None:
        raise Http404
    return mine, found


def changed(request: HttpRequest, pack: object, how: Callable[[Pack], Pack]) -> Pack:
    """The pack of this id, changed; Http404 where this writer has none."""
    mine = drawer_of(request)
    found = packs.change(mine, str(pack), how) if mine else None
    if found is None:
        raise Http404
    return found


def teller(request: HttpRequest) -> Teller:
    """Who puts a pack together, and where and when."""
    place, zone = desk(), desk_zone()
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    return Teller(visitor_of(request).name, place.name if place else "", zone, today)
