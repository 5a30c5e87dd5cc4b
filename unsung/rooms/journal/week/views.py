"""The week as pages: what it was, for its writer alone; the summary edited, and sent or not."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from unsung.ground import clock
from unsung.ground.periods import Period
from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of
from unsung.ledger.queries.summaries import summary_of
from unsung.ledger.queries.zones import desk_zone
from unsung.measures.weeks import monday_of
from unsung.publishing import words
from unsung.publishing.publications.weekly import MOST_ASKS, MOST_WORDS
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.evening.offering import offered
from unsung.rooms.journal.opening import drawer_of, unlocked
from unsung.rooms.journal.week.book import Book, book, years
from unsung.rooms.journal.week.composing import Composed, Writing, composed, shows_seen
from unsung.rooms.journal.week.drafts import Draft, DraftAsk, draft_of, keep_draft
from unsung.rooms.journal.week.floor import floor_for
from unsung.rooms.journal.week.forms import draft_from
from unsung.rooms.journal.week.lines import lines_of
from unsung.rooms.journal.week.readers import Reader, readers_of
from unsung.rooms.journal.week.sending import Twice, send
from unsung.rooms.journal.week.spent import spent

A_WEEK = timedelta(days=7)
DRAFTED = timedelta(days=3, hours=16)
"""From Thursday, 16:00, the week's page offers the draft by itself."""
NOBODY = Reader(0, "your lead", "", 0, "The desk", alone=True)


def _now() -> datetime:
    return clock.now().astimezone(ZoneInfo(desk_zone()))


def _monday(request: HttpRequest, asked: str) -> date:
    """The Monday of the week asked for, this week's where none was; 404 for one that has not begun."""
    try:
        monday = monday_of(date.fromisoformat(asked)) if asked else monday_of(_now().date())
    except ValueError as fault:
        raise Http404 from fault
    if not date(1970, 1, 1) < monday <= _now().date():
        raise Http404
    return monday


@require_safe
@unlocked
def week(request: HttpRequest) -> HttpResponse:
    """What a week was: hours by family, days with a line, thanks, promises, and how far the summary is."""
    monday, now = _monday(request, request.GET.get("of", "")), _now()
    mine = drawer_of(request)
    lines = lines_of(mine, monday, draft_of(mine, monday)) if mine else []
    context = {
        "monday": monday,
        "days": words.days_of_year(Period(monday, monday + A_WEEK)),
        "earlier": monday - A_WEEK,
        "later": monday + A_WEEK if monday + A_WEEK <= now.date() else None,
        "spent": spent(lines, monday, now.date()),
        "thanks": [line for line in lines if line.place == "thanks"],
        "promises": [line for line in lines if line.place == "promise"],
        "summary": summary_of(visitor_of(request).person or 0, monday),
        "drafted": now >= datetime.combine(monday, time(), now.tzinfo) + DRAFTED,
        "open": _is_open(monday, now),
        "readers": readers_of(visitor_of(request)),
        "floor": floor_for(visitor_of(request)),
        "offer": offered(mine) if _is_open(monday, now) else None,
    }
    return render(request, "journal/week/week.html", context)


@require_safe
@unlocked
def year_book(request: HttpRequest) -> HttpResponse:
    """A year of one's own lines, to print and keep."""
    mine = drawer_of(request)
    held = years(mine) if mine else []
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and int(asked) in held else None
    year = year or (held[0] if held else _now().year)
    proud = request.GET.get("lines") == "proud"
    made = book(mine, year, proud) if mine else Book(year, proud, [])
    return render(request, "journal/week/book.html", {"book": made, "years": held})


def _is_open(monday: date, now: datetime) -> bool:
    """Whether the summary of a week may still be sent: until the week is over."""
    return monday <= now.date() < monday + A_WEEK


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def summary(request: HttpRequest, monday: str) -> HttpResponse:
    """The summary of a week: chosen, worded, looked at, and sent or not."""
    of, here = _monday(request, monday), visitor_of(request)
    sent = summary_of(here.person or 0, of)
    if sent:
        return redirect("letters:letter", sent.ref) if not sent.nothing else redirect("week:week")
    mine = drawer_of(request)
    if mine is None:
        return redirect("journal:list")
    readers = readers_of(here)
    draft = draft_of(mine, of)
    if request.method == "POST":
        draft = _kept(request, mine, of, draft, readers)
    writing = _writing(request, of, _reader(readers, draft.to))
    if request.method == "POST" and request.POST.get("do") in ("send", "nothing"):
        return _sent(request, mine, writing, draft)
    return _shown(request, composed(mine, writing, draft), writing, draft, readers)


def _kept(request: HttpRequest, mine: Open, monday: date, draft: Draft, readers: list[Reader]) -> Draft:
    asked = request.POST
    to = int(asked["to"]) if asked.get("to", "").isdecimal() else draft.to
    kept = draft_from(asked, lines_of(mine, monday, Draft(), helped=True), _reader(readers, to).person)
    keep_draft(mine, monday, kept)
    return kept


def _reader(readers: list[Reader], person: int) -> Reader:
    return next((each for each in readers if each.person == person), readers[0] if readers else NOBODY)


def _writing(request: HttpRequest, monday: date, reader: Reader) -> Writing:
    here = visitor_of(request)
    return Writing(here.person or 0, here.name, reader, monday, clock.now(), desk_zone())


def _shown(
    request: HttpRequest, made: Composed, writing: Writing, draft: Draft, readers: list[Reader]
) -> HttpResponse:
    blank = [DraftAsk("", "") for _ in range(MOST_ASKS - len(draft.asks))]
    context: dict[str, Any] = {
        "letter": made.letter,
        "lines": made.lines,
        "monday": writing.monday,
        "reader": writing.reader,
        "readers": readers,
        "draft": draft,
        "asks": [*draft.asks, *blank],
        "seen": shows_seen(draft, writing.reader),
        "most": MOST_WORDS,
        "over": made.letter.words > MOST_WORDS,
        "open": _is_open(writing.monday, _now()),
        "by_mail": bool(settings.OFFICE.host),
    }
    part = "_preview.html" if getattr(request, "htmx", False) else "summary.html"
    return render(request, f"journal/week/{part}", context)


def _sent(request: HttpRequest, mine: Open, writing: Writing, draft: Draft) -> HttpResponse:
    nothing = request.POST["do"] == "nothing"
    _check(mine, writing, draft, nothing)
    try:
        send(mine, writing, draft, _whole(request), visitor_of(request).address, nothing)
    except Twice:
        messages.info(request, "This week had been sent already.")
    else:
        told = "said to have nothing to report" if nothing else f"sent to {writing.reader.name}"
        messages.info(request, f"The week is {told}.")
    return redirect("week:week")


def _check(mine: Open, writing: Writing, draft: Draft, nothing: bool) -> None:
    """Raise Problem where the summary cannot go out as it is."""
    number = writing.monday.isocalendar().week
    if not _is_open(writing.monday, _now()):
        raise Problem(f"Week {number} is over.", "Its summary was not sent.", "The next one can tell of it.")
    if writing.reader is NOBODY:
        raise Problem(
            "Your desk has no lead.", "There is nobody to send it to.", "Who runs Unsung can give it one."
        )
    words = 0 if nothing else composed(mine, writing, draft).letter.words
    if words > MOST_WORDS:
        raise Problem(
            f"The summary has {words} words.",
            "It was kept and not sent.",
            f"It has {MOST_WORDS} at most, so that it is read in a minute: leave something out.",
        )


def _whole(request: HttpRequest) -> Any:
    """How the address of an answering page is made whole: by the house's own address, where it has one."""

    def whole(token: str) -> str:
        page = reverse("letters:ask", args=[token])
        return f"{settings.URL}{page}" if settings.URL else request.build_absolute_uri(page)

    return whole
