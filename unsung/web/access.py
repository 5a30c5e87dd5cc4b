"""Who can read what, on one page made from the doors that every request is held against."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from unsung.ground.visitor import ROLES, WORDS
from unsung.web.doors import DOORS, VISITORS, Door

COLUMNS: dict[str, str] = {
    "anybody": "Not signed in",
    "colleague": "Any colleague",
    **{role: WORDS[role] for role in ROLES},
}
READERS = ("You", "Team lead", "Colleagues", "Administrator")
OVER = "setup:"
"""The set-up: whoever reads this page is somebody, so it is shut for ever."""
NOT_SHOWN = "not in Unsung*"


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is about, and a word for each reader."""

    what: str
    cells: tuple[str, ...]


def fixed() -> list[Row]:
    """What holds whatever the doors say: what is about one person, and what customers said."""
    of_the_desk = tuple(
        "yes" if VISITORS[role].serves else other
        for role, other in (
            ("member", "no"),
            ("lead", "no"),
            ("colleague", "no"),
            ("administrator", NOT_SHOWN),
        )
    )
    return [
        Row("A conversation of a customer, if you are at the desk", of_the_desk),
        Row("A line of your journal that you did not share", ("yes", "no", "no", NOT_SHOWN)),
        Row("A line you shared with your lead", ("yes", "yes", "who you name", NOT_SHOWN)),
        Row("A line you shared with your team", ("yes", "yes", "your team, who you name", NOT_SHOWN)),
        Row("A line you offered to the review", ("yes", "yes", "who you name", NOT_SHOWN)),
        Row("Who ticked that they read your line", ("yes", "no", "no", NOT_SHOWN)),
        Row("Your password", ("only to change it", "no", "no", "no")),
        Row("Your devices, and where you signed in from", ("yes", "no", "no", NOT_SHOWN)),
        Row("When you were last here", ("yes", "no", "no", NOT_SHOWN)),
        Row("A figure about one person", ("not made",) * 4),
        Row("Who is at a screen, and for how long", ("not kept",) * 4),
    ]


def rows(doors: Iterable[Door] = tuple(DOORS.values())) -> list[dict[str, object]]:
    """One line for each thing behind doors: the word for every role, where all its doors agree on them."""
    groups: dict[tuple[str, frozenset[object], bool], Door] = {}
    for door in doors:
        groups.setdefault((door.behind, frozenset(door.to), door.theirs), door)
    return [
        {"behind": door.behind, "cells": [_cell(door, who) for who in COLUMNS]} for door in groups.values()
    ]


def _cell(door: Door, who: str) -> str:
    if door.name.startswith(OVER) or not door.opens_for(VISITORS[who]):
        return "no"
    return "your own" if door.theirs else "yes"


def access(request: HttpRequest) -> HttpResponse:
    """Every page and every reader."""
    context = {
        "readers": READERS,
        "fixed": [{"what": row.what, "cells": row.cells} for row in fixed()],
        "columns": COLUMNS.values(),
        "rows": rows(),
    }
    return render(request, "web/access.html", context)
