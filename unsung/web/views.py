"""The shell's own pages: the first page, whether all is well, and the parts this application is made of."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from unsung.ground.visitor import visitor_of
from unsung.web.frame import links

COLOURS = (
    ("paper", "the page"),
    ("canvas", "quiet panels"),
    ("sunk", "hover, tags"),
    ("ink", "text"),
    ("ink-2", "secondary text"),
    ("ink-3", "labels, notes"),
    ("line", "hairlines"),
    ("edge", "borders of fields"),
    ("plum", "links, the one primary act"),
    ("plum-tint", "shared, pressed"),
    ("mari", "unsung work, nothing else"),
    ("blue", "data"),
    ("blue-soft", "suggested, earlier"),
    ("seen", "work a system saw"),
    ("brick", "errors of a form"),
)
ICONS = (
    "today week journal case office review chain desk cause cover staff set phone mail chat door form other "
    "plus heart file check rule arrow note flag lock open clock person people pen send tag search bring key "
    "back out print"
).split()
"""The colours with their use, and the icons, as the page of parts shows them."""


def home(request: HttpRequest) -> HttpResponse:
    """Where a reader begins: the first way that is open, else a page that says what there is to come."""
    ways = links(visitor_of(request), request.path)
    return redirect(ways[0].href) if ways else render(request, "web/first.html")


def healthz(request: HttpRequest) -> HttpResponse:
    """200 once pages and database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def parts(request: HttpRequest) -> HttpResponse:
    """Every part of the look, once, as it is used."""
    return render(request, "web/parts.html", {"colours": COLOURS, "icons": ICONS})


def more(request: HttpRequest) -> HttpResponse:
    """Every way that is open, for screens too small to show them."""
    return render(request, "web/more.html")
