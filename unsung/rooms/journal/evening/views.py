"""Closing the day and checking in as pages, and the switch that ends their being offered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unsung.measures.weeks import monday_of
from unsung.rooms.journal import drawer
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.evening.forms import answers_in
from unsung.rooms.journal.evening.offering import UNASKED, asks
from unsung.rooms.journal.evening.today import told_today
from unsung.rooms.journal.opening import drawer_of, goes_on, unlocked, writer_of
from unsung.rooms.journal.reflections import (
    BACK,
    CHECK_IN,
    EVENING,
    MOST_TOOK,
    QUESTIONS,
    TOOK,
    answers,
    at_desk,
    cost_of,
    keep_answer,
)
from unsung.rooms.journal.sharing import who_reads
from unsung.rooms.journal.written import Written


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def close_day(request: HttpRequest) -> HttpResponse:
    """The end of the day: what went well, what would have helped, and what it took; each may stay empty."""
    mine, now = drawer_of(request), at_desk()
    collects = mine is None or mine.keeps_heat()
    questions = [each for each in EVENING if each != TOOK or collects]
    if request.method == "POST":
        return _kept(request, questions, now.date())
    found = answers(mine, now.date(), EVENING) if mine else {}
    context: dict[str, Any] = {
        "boxes": _boxes(found, EVENING),
        "cost": cost_of(found[TOOK].now) if TOOK in found else None,
        "collects": collects,
        "scale": range(MOST_TOOK + 1),
        "backs": BACK,
        "today": told_today(mine, now.date()) if mine else None,
    }
    return _page(request, mine, now, context, "day")


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def check_in(request: HttpRequest) -> HttpResponse:
    """The end of the week: three questions that become an agenda for a talk, each shared by itself or not."""
    mine, now = drawer_of(request), at_desk()
    monday = monday_of(now.date())
    if request.method == "POST":
        return _kept(request, CHECK_IN, monday)
    found, before = (
        answers(mine, each, CHECK_IN) if mine else {} for each in (monday, monday - timedelta(days=7))
    )
    context = {"boxes": _boxes(found, CHECK_IN), "before": _boxes(before, CHECK_IN) if before else []}
    return _page(request, mine, now, context, "check_in")


def _page(
    request: HttpRequest, mine: Open | None, now: datetime, context: dict[str, Any], page: str
) -> HttpResponse:
    context |= {"day": now.date(), "at": f"{now:%H:%M}", "asks": asks(mine)}
    return render(request, f"journal/evening/{page}.html", context)


def _boxes(found: Mapping[str, Written], questions: Sequence[str]) -> list[dict[str, Any]]:
    """The questions that are answered in words: each with its answer so far, and who can read that."""
    return [
        {
            "name": each,
            "question": QUESTIONS[each],
            "line": found.get(each),
            "reads": who_reads(found[each]) if each in found else "",
        }
        for each in questions
        if each != TOOK
    ]


def _kept(request: HttpRequest, questions: Sequence[str], of: date) -> HttpResponse:
    """Keep what was answered of a day, or of the week of a Monday; where nothing was, nothing is begun."""
    said = answers_in(request.POST, questions, at_desk().date())
    if not said:
        messages.info(request, "Nothing was written, and nothing is kept.")
        return redirect("journal:list")
    mine, code = drawer.opened_or_begun(*writer_of(request))
    with transaction.atomic():
        for version in said:
            keep_answer(mine, of, version)
    if code:
        return render(request, "journal/code.html", {"code": code})
    messages.info(request, "Kept for you alone.")
    return redirect("evening:check_in" if questions is CHECK_IN else "evening:day")


@require_POST
@unlocked
def asking(request: HttpRequest) -> HttpResponse:
    """Let the end of the day and of the week be offered, or no more."""
    mine, code = drawer.opened_or_begun(*writer_of(request))
    on = request.POST.get("on") == "yes"
    mine.note_only(UNASKED, [] if on else ["yes"])
    said = (
        "It is offered again, from 15:45."
        if on
        else "You are not asked any more. The page stays where it is, under Journal."
    )
    return goes_on(request, said, code, "journal:list")
