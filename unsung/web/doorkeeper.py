"""The doorkeeper: sees who comes, and lets each in where the doors say so."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from unsung.ground.visitor import NOBODY, Visitor, visitor_of
from unsung.ledger.queries.people import anybody_known, visitor
from unsung.web.doors import DOORS

OPEN_WHILE_EMPTY = ("/set-up/", "/healthz", "/static/", "/manifest.webmanifest")
"""Where one comes even while nobody is in the register."""


class Doorkeeper:
    """Every address passes here before its view; what the doors do not name stays shut."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request know who sent it; while nobody is in the register every way leads to the set-up."""
        here = who(request)
        request.visitor = here  # type: ignore[attr-defined]  # read by visitor_of
        if not here.signed_in and not request.path_info.startswith(OPEN_WHILE_EMPTY) and not anybody_known():
            return redirect("setup:start")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """The page that says why a door stays shut, or None where it opens."""
        match = request.resolver_match
        door = DOORS.get(match.view_name) if match else None
        here = visitor_of(request)
        if door is not None and door.opens_for(here):
            return None
        if not here.signed_in:
            return redirect_to_login(request.get_full_path())
        return render(request, "web/shut.html", {"door": door}, status=403)


def who(request: HttpRequest) -> Visitor:
    """The visitor behind a request: a person of the register who signed in, else nobody."""
    account = request.user
    return visitor(getattr(account, "person_id", None)) if account.is_authenticated else NOBODY
