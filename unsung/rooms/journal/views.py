"""The journal as pages: capture, the days, one line, taking it all along, and the recovery code."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unsung.ground import clock
from unsung.ground.kinds import FAMILIES, KINDS
from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of
from unsung.ledger.queries.zones import desk_zone
from unsung.rooms.journal import asking, drawer, looking, taking_along, taking_over
from unsung.rooms.journal.capture import LONGEST, Said, Understood, understood, version
from unsung.rooms.journal.drawer import Locked, Open
from unsung.rooms.journal.old_days import Order
from unsung.rooms.journal.old_logs import OldLog, read_old
from unsung.rooms.journal.sealing import heads, last_head
from unsung.rooms.journal.written import Written

View = Callable[..., HttpResponse]
MONTH_FORM = "%Y-%m"
ORDERS: dict[str, Order] = {"day": "day first", "month": "month first"}


def unlocked(view: View) -> View:
    """A view whose drawer may be locked: it then shows how its writer opens it."""

    @wraps(view)
    def opening(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        try:
            return view(request, *args, **more)
        except Locked as locked:
            return render(request, "journal/locked.html", {"problem": locked}, status=403)

    return opening


def _writer(request: HttpRequest) -> tuple[int, int]:
    """Who writes, and how often others have changed that person's way in."""
    return visitor_of(request).person or 0, int(getattr(request.user, "turned", 0))


def _drawer(request: HttpRequest) -> Open | None:
    return drawer.opened(*_writer(request))


def _said(request: HttpRequest) -> Said:
    asked = request.POST
    if len(asked.get("line", "")) > LONGEST:
        raise Problem(
            f"This line has {len(asked['line']):,} letters.",
            "It was not kept.",
            f"A line has {LONGEST:,} at most: make it two.",
        )
    return Said(asked.get("line", ""), tuple(asked.getlist("plain")), tuple(asked.getlist("kind")))


@require_POST
@unlocked
def understood_as(request: HttpRequest) -> HttpResponse:
    """A line as it is understood so far; nothing is kept. By POST, so that no address tells a word of it."""
    said = _said(request)
    if not said.here:
        return HttpResponse("")
    return render(request, "journal/_understood.html", {"found": understood(said), "kinds": _offered()})


@require_POST
@unlocked
def keep(request: HttpRequest) -> HttpResponse:
    """Keep a line; sent twice under one id, it is kept once. The first line begins the drawer."""
    said = _said(request)
    if not said.here:
        return HttpResponse("") if getattr(request, "htmx", False) else redirect("journal:list")
    mine, code = drawer.opened_or_begun(*_writer(request))
    found = understood(said, mine.tags())
    written = Written(_id(request), (version(found),))
    mine.put(written)
    return _kept(request, found, written, code)


def _id(request: HttpRequest) -> str:
    try:
        return str(UUID(request.POST.get("id", "")))
    except ValueError:
        return str(uuid4())


def _kept(request: HttpRequest, found: Understood, written: Written, code: str) -> HttpResponse:
    context = {"found": found, "entry": looking.Entry(written), "code": code}
    if getattr(request, "htmx", False):
        answer = render(request, "journal/_kept.html", context)
        answer.headers["HX-Trigger-After-Settle"] = "kept"
        return answer
    if code:
        return render(request, "journal/code.html", context)
    messages.info(request, " ".join(("Kept. Only you can read it.", *found.line.hints)))
    return redirect("journal:line", written.id)


@require_safe
@unlocked
def listed(request: HttpRequest) -> HttpResponse:
    """The lines of a month, or those that have the words looked for."""
    mine = _drawer(request)
    words, show = request.GET.get("q", "").strip(), request.GET.get("show", "")
    months = mine.months() if mine else []
    month = _month(request.GET.get("month", ""), months)
    lines = _looked_up(mine, looking.wanted(words), month) if mine else []
    lines = looking.meant_for(lines, show)
    context = {
        "days": looking.days(lines[: looking.MOST] if words else lines),
        "number": len(lines),
        "most": looking.MOST,
        "words": words,
        "show": show,
        "month": month,
        "months": months,
        "today": _today(),
        "sealed": last_head(mine) if mine else None,
    }
    return render(request, "journal/list.html", context)


def _looked_up(mine: Open, wanted: list[str], month: date) -> list[Written]:
    return looking.found(mine.every(wanted), wanted) if wanted else mine.of_month(month)


def _today() -> date:
    return clock.now().astimezone(ZoneInfo(desk_zone())).date()


def _month(asked: str, months: list[date]) -> date:
    """The month asked for, where it has lines; else the latest that has, or this one."""
    found = next((month for month in months if f"{month:{MONTH_FORM}}" == asked), None)
    return found or (months[0] if months else _today().replace(day=1))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def line(request: HttpRequest, line: UUID) -> HttpResponse:
    """One line with its versions; sent in, its words and kinds are another version."""
    mine, written = _mine(request, line)
    if request.method == "POST":
        said = _said(request)
        if said.here:
            mine.change(written.id, version(understood(said)))
            messages.info(request, "Kept as a new version. The old words stay with you.")
        return redirect("journal:line", written.id)
    now = written.now
    said = Said(now.said["raw"], tuple(now.plain), tuple(now.kinds))
    context = {"entry": looking.Entry(written), "found": understood(said), "kinds": _offered()}
    return render(request, "journal/line.html", context)


@require_POST
@unlocked
def erase(request: HttpRequest, line: UUID) -> HttpResponse:
    """Erase a line and every version of it, for good."""
    mine, written = _mine(request, line)
    mine.erase(written.id, _today())
    asking.take_back(mine, written.id)
    messages.info(request, "Erased, with every earlier version.")
    return redirect("journal:list")


def _mine(request: HttpRequest, line: UUID) -> tuple[Open, Written]:
    mine = _drawer(request)
    written = mine.find(str(line)) if mine else None
    if mine is None or written is None or written.erased:
        raise Http404
    return mine, written


def _offered() -> list[tuple[str, list[Any]]]:
    """Every kind, by its family."""
    return [
        (said, [kind for kind in KINDS.values() if kind.family == family])
        for family, said in FAMILIES.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def old(request: HttpRequest) -> HttpResponse:
    """An old log taken over: shown first as it would be, then kept. It is kept nowhere in between."""
    text = request.POST.get("log", "")
    asked: Order | None = ORDERS.get(request.POST.get("order", ""))
    log = read_old(text, _today(), asked) if text.strip() else None
    if log and log.lines and "keep" in request.POST:
        return _taken_over(request, log)
    context: dict[str, Any] = {"text": text, "log": log, "orders": ORDERS}
    if log:
        context |= {"first": taking_over.shown(log), "more": taking_over.more_than_shown(log)}
    return render(request, "journal/old.html", context)


def _taken_over(request: HttpRequest, log: OldLog) -> HttpResponse:
    mine, code = drawer.opened_or_begun(*_writer(request))
    new = mine.put_all(taking_over.written(log, mine.tags()))
    messages.info(request, taking_over.told(new, log))
    return render(request, "journal/code.html", {"code": code}) if code else redirect("journal:list")


@require_safe
@unlocked
def take_along(request: HttpRequest) -> HttpResponse:
    """Everything, as a file: JSON with every version, or Markdown to read."""
    mine = _drawer(request)
    lines, sealed = (mine.every(), heads(mine)) if mine else ([], [])
    readable = request.GET.get("as") == "md"
    body = taking_along.as_text(lines, sealed) if readable else taking_along.as_json(lines, sealed)
    kind = "text/markdown" if readable else "application/json"
    name = f"my-journal-{_today():%Y-%m-%d}.{'md' if readable else 'json'}"
    return HttpResponse(
        body, content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Open a locked drawer with its writer's recovery code."""
    if drawer.unlocked(*_writer(request), request.POST.get("code", "")) is None:
        return render(request, "journal/locked.html", {"wrong": True}, status=403)
    messages.info(request, "Your journal is open again.")
    return redirect("journal:list")


@require_POST
@unlocked
def recovery_code(request: HttpRequest) -> HttpResponse:
    """Another recovery code, shown in the answer alone; the earlier one opens nothing any more."""
    mine = _drawer(request)
    code = drawer.coded_anew(mine) if mine else drawer.begun(*_writer(request))[1]
    return render(request, "journal/code.html", {"code": code})
