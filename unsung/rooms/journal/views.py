"""The journal as pages: capture, the days, taking it all along, and the recovery code."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unsung.ground.visitor import visitor_of
from unsung.ledger.queries.zones import today
from unsung.rooms.journal import counting as minutes
from unsung.rooms.journal import drawer, linking, looking, sharing, taking_along, taking_over, waiting
from unsung.rooms.journal.capture import Understood, kinds_offered, understood, version
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.evening.offering import offered
from unsung.rooms.journal.looking import Entry
from unsung.rooms.journal.old_days import Order
from unsung.rooms.journal.old_logs import OldLog, read_old
from unsung.rooms.journal.opening import drawer_of, goes_on, said_in, unlocked, writer_of
from unsung.rooms.journal.sealing import heads, last_head
from unsung.rooms.journal.written import Written

MONTH_FORM = "%Y-%m"
ORDERS: dict[str, Order] = {"day": "day first", "month": "month first"}


@require_POST
@unlocked
def understood_as(request: HttpRequest) -> HttpResponse:
    """A line as it is understood so far; nothing is kept. By POST, so that no address tells a word of it."""
    said = said_in(request)
    if not said.here:
        return HttpResponse("")
    found = understood(said)
    goes = sharing.goes(found.line.audience, writer_of(request)[0])
    cases = linking.seen(found)
    found = replace(found, goes=goes or None, keeps_heat=found.line.heat is None or _keeps_heat(request))
    context = {"found": found, "cases": cases, "kinds": kinds_offered()}
    return render(request, "journal/_understood.html", context)


def _keeps_heat(request: HttpRequest) -> bool:
    mine = drawer_of(request)
    return mine is None or mine.keeps_heat()


@require_POST
@unlocked
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a line; sent twice under one id, it is kept once. The first line begins the drawer.

    A page may still stand open in a browser in which somebody else has signed in since: its line is refused.
    """
    if request.POST.get("writer", here := str(writer_of(request)[0])) != here:
        return render(request, "web/problem.html", {"problem": waiting.SOMEBODY_ELSE}, status=409)
    said = said_in(request)
    if not said.here:
        return HttpResponse("") if getattr(request, "htmx", False) else redirect("journal:list")
    mine, code = drawer.opened_or_begun(*writer_of(request))
    found = understood(said, mine.tags(), mine.keeps_heat())
    written = Written(_id(request), (version(found),))
    if mine.put(written):
        written, reads = sharing.as_wished(mine, written, visitor_of(request))
    else:
        written = mine.find(written.id) or written
        reads = sharing.who_reads(written)
    return _kept(request, found, Entry(written), {"code": code, "reads": reads})


def _id(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("id", "")))
    except ValueError:
        return str(uuid4())


def _kept(request: HttpRequest, found: Understood, entry: Entry, told: dict[str, str]) -> HttpResponse:
    context = {"found": found, "entry": entry, **told}
    if getattr(request, "htmx", False):
        answer = render(request, "journal/_kept.html", context)
        answer.headers["HX-Trigger-After-Settle"] = "kept"
        answer.headers[waiting.KEPT] = entry.id
        return answer
    if told["code"]:
        return render(request, "journal/code.html", context)
    messages.info(request, " ".join((f"Kept. {told['reads']}", *found.line.hints)))
    return redirect("journal:line", entry.id)


@require_safe
@unlocked
def listed(request: HttpRequest) -> HttpResponse:
    """The lines of a month, or those that have the words looked for."""
    mine = drawer_of(request)
    words, show = request.GET.get("q", "").strip(), request.GET.get("show", "")
    months = mine.months() if mine else []
    month = _month(request.GET.get("month", ""), months)
    lines = _looked_up(mine, looking.wanted(words), month) if mine else []
    lines = looking.meant_for(lines, show)
    context = {
        "days": looking.days_with_cases(lines[: looking.MOST] if words else lines),
        "number": len(lines),
        "most": looking.MOST,
        "words": words,
        "show": show,
        "month": month,
        "months": months,
        "today": today(),
        "sealed": last_head(mine) if mine else None,
        "counts": minutes.counts_since(mine) if mine else None,
        "offer": offered(mine),
    }
    return render(request, "journal/list.html", context)


def _looked_up(mine: Open, wanted: list[str], month: date) -> list[Written]:
    if wanted:
        return looking.found(mine.every(wanted, reflections=True), wanted)
    return mine.of_month(month, reflections=True)


def _month(asked: str, months: list[date]) -> date:
    """The month asked for, where it has lines; else the latest that has, or this one."""
    found = next((month for month in months if f"{month:{MONTH_FORM}}" == asked), None)
    return found or (months[0] if months else today().replace(day=1))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def old(request: HttpRequest) -> HttpResponse:
    """An old log taken over: shown first as it would be, then kept. It is kept nowhere in between."""
    text = request.POST.get("log", "")
    asked: Order | None = ORDERS.get(request.POST.get("order", ""))
    log = read_old(text, today(), asked) if text.strip() else None
    if log and log.lines and "keep" in request.POST:
        return _taken_over(request, log)
    context: dict[str, Any] = {"text": text, "log": log, "orders": ORDERS}
    if log:
        context |= {"first": taking_over.shown(log), "more": taking_over.more_than_shown(log)}
    return render(request, "journal/old.html", context)


def _taken_over(request: HttpRequest, log: OldLog) -> HttpResponse:
    mine, code = drawer.opened_or_begun(*writer_of(request))
    new = mine.put_all(taking_over.written(log, mine.tags()))
    return goes_on(request, taking_over.told(new, log), code, "journal:list")


@require_safe
@unlocked
def take_along(request: HttpRequest) -> HttpResponse:
    """Everything, as a file: JSON with every version, or Markdown to read."""
    mine = drawer_of(request)
    lines, sealed = (mine.every(reflections=True), heads(mine)) if mine else ([], [])
    readable = request.GET.get("as") == "md"
    body = taking_along.as_text(lines, sealed) if readable else taking_along.as_json(lines, sealed)
    kind = "text/markdown" if readable else "application/json"
    name = f"my-journal-{today():%Y-%m-%d}.{'md' if readable else 'json'}"
    return HttpResponse(
        body, content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Open a locked drawer with its writer's recovery code."""
    if drawer.unlocked(*writer_of(request), request.POST.get("code", "")) is None:
        return render(request, "journal/locked.html", {"wrong": True}, status=403)
    messages.info(request, "Your journal is open again.")
    return redirect("journal:list")


@require_POST
@unlocked
def recovery_code(request: HttpRequest) -> HttpResponse:
    """Another recovery code, shown in the answer alone; the earlier one opens nothing any more."""
    mine = drawer_of(request)
    code = drawer.coded_anew(mine) if mine else drawer.begun(*writer_of(request))[1]
    return render(request, "journal/code.html", {"code": code})


@require_POST
@unlocked
def counting(request: HttpRequest) -> HttpResponse:
    """Let one's minutes join the team's floor from today on, or no more."""
    mine, code = drawer.opened_or_begun(*writer_of(request))
    on = request.POST.get("on") == "yes"
    minutes.switch(mine, on)
    said = (
        "Your minutes count from today on, without a word of any line."
        if on
        else "Your minutes count no more."
    )
    return goes_on(request, said, code, "journal:list")
