"""Looking as your lead does: the lead's pages rendered for the one who looks, read only."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, get_script_prefix, resolve, reverse, set_script_prefix

from unsung.ground.visitor import Visitor, visitor_of
from unsung.ledger.queries.people import leaders_of, visitor
from unsung.web.doors import DOORS, Door
from unsung.web.frame import TABS, WAYS


@dataclass(frozen=True)
class Looking:
    """In whose place somebody looks, and where the way back leads; the frame shows it above the page."""

    name: str
    back: str


def as_lead(request: HttpRequest, lead: int | None = None) -> HttpResponse:
    """In whose place one can look; once that is chosen, every way and every tab that is open there."""
    looker = visitor_of(request)
    leaders = leaders_of(looker)
    context: dict[str, object] = {"leaders": leaders}
    if lead is not None:
        leader = _leader(looker, lead)
        context |= {"leader": leader, "found": list(_ways(leader, looker))}
    return render(request, "web/as_lead.html", context)


def _ways(leader: Visitor, looker: Visitor) -> Iterator[dict[str, str]]:
    ways = [(way.label, way.name, way.icon) for way in WAYS if way.name != TABS[0][1]]
    for label, name, icon in [*ways, *((f"Settings: {label}", name, "set") for label, name in TABS)]:
        door = DOORS[name]
        if door.opens_for(leader):
            why = why_not(door, leader, looker)
            href = "" if why else reverse("as_lead_page", args=[leader.person, reverse(name)[1:]])
            yield {"label": label, "icon": icon, "behind": door.behind, "href": href, "why": why}


def why_not(door: Door | None, leader: Visitor, looker: Visitor) -> str:
    """Why a page is not shown in the lead's place, in words; empty where it is.

    It is shown where its door says so, and only what the looker could open as well, unless the page shows
    nothing of people but the looker.
    """
    if door is None or not door.opens_for(leader):
        return f"{leader.name} cannot open this either."
    if door.theirs:
        return f"It shows {leader.name} only what is {leader.name}’s own, as it shows you yours."
    if door.looked == "no":
        return "It cannot be looked at from here."
    if door.looked == "open" and not door.opens_for(looker):
        return "Your own role does not reach that, so it is not shown here."
    return ""


def page(request: HttpRequest, lead: int, rest: str) -> HttpResponseBase:
    """A page as the lead sees it; everything but reading is refused."""
    looker = visitor_of(request)
    leader = _leader(looker, lead)
    looking = Looking(leader.name, reverse("as_lead_of", args=[lead]))
    if request.method not in ("GET", "HEAD"):
        return _away(request, looking, "You are only looking", "Nothing was changed.", 405)
    try:
        match = resolve(f"/{rest}")
    except Resolver404 as fault:
        raise Http404 from fault
    if why := why_not(DOORS.get(match.view_name), leader, looker):
        return _away(request, looking, "Not shown from here", why, 403)
    inner = copy(request)
    inner.path_info = f"/{rest}"
    inner.resolver_match = match
    inner.visitor = replace(leader, looker=looker)  # type: ignore[attr-defined]  # read by visitor_of
    inner.looking = looking  # type: ignore[attr-defined]  # read by the frame
    # Every address written on the page then leads on in the lead's place, and what it sends comes here.
    with _prefixed(reverse("as_lead_page", args=[lead, "-"])[:-1]):
        answer = match.func(inner, *match.args, **match.kwargs)
        if isinstance(answer, SimpleTemplateResponse):
            answer.render()
    return _shown(request, looking, answer)


def _shown(request: HttpRequest, looking: Looking, answer: HttpResponseBase) -> HttpResponseBase:
    plain = not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html")
    if not plain:
        return _away(request, looking, "Not shown from here", "This is a file, not a page.", 403)
    answer.cookies.clear()
    return answer


def _away(request: HttpRequest, looking: Looking, heading: str, sentence: str, status: int) -> HttpResponse:
    request.looking = looking  # type: ignore[attr-defined]  # read by the frame
    context = {"heading": heading, "sentence": sentence}
    return render(request, "web/looked_away.html", context, status=status)


def _leader(looker: Visitor, lead: int) -> Visitor:
    if not any(each.pk == lead for each in leaders_of(looker)):
        raise Http404
    return visitor(lead)


@contextmanager
def _prefixed(prefix: str) -> Iterator[None]:
    held = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(held)
