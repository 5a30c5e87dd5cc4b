"""Opening the journal for a page: whose it is, its drawer, the line an address names, and one sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of
from unsung.rooms.journal import drawer
from unsung.rooms.journal.capture import LONGEST, Said, typed_at
from unsung.rooms.journal.drawer import Locked, Open
from unsung.rooms.journal.linking import case_numbered
from unsung.rooms.journal.written import Written

View = Callable[..., HttpResponse]


def unlocked(view: View) -> View:
    """A view whose drawer may be locked: it then shows how its writer opens it."""

    @wraps(view)
    def opening(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        try:
            return view(request, *args, **more)
        except Locked as locked:
            return render(request, "journal/locked.html", {"problem": locked}, status=403)

    return opening


def writer_of(request: HttpRequest) -> tuple[int, int]:
    """Who writes, and how often others have changed that person's way in."""
    return visitor_of(request).person or 0, int(getattr(request.user, "turned", 0))


def drawer_of(request: HttpRequest) -> Open | None:
    """The drawer of whoever asks; None where there is none yet. Raises Locked."""
    return drawer.opened(*writer_of(request))


def goes_on(request: HttpRequest, said: str, code: str, to: str) -> HttpResponse:
    """Say what was done and go on; the code of a journal that began with it is shown first."""
    messages.info(request, said)
    return render(request, "journal/code.html", {"code": code}) if code else redirect(to)


def line_of(request: HttpRequest, line: UUID) -> tuple[Open, Written]:
    """The open drawer and the line in it; raises Http404 where this writer has no such line."""
    mine = drawer_of(request)
    written = mine.find(str(line)) if mine else None
    if mine is None or written is None or written.erased:
        raise Http404
    return mine, written


def said_in(request: HttpRequest) -> Said:
    """The line sent; raises Problem where it has more letters than a line."""
    asked = request.POST
    if len(asked.get("line", "")) > LONGEST:
        raise Problem(
            f"This line has {len(asked['line']):,} letters.",
            "It was not kept.",
            f"A line has {LONGEST:,} at most: make it two.",
        )
    case = case_numbered(asked.get("case", ""))
    plain, kinds = tuple(asked.getlist("plain")), tuple(asked.getlist("kind"))
    return Said(asked.get("line", ""), plain, kinds, case, typed_at(asked.get("typed", "")))
