"""The pages about what figures come from, what was changed, and what comes first in a new desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from unsung.ground import clock
from unsung.ground.visitor import visitor_of
from unsung.ledger.queries.changes import PAGE, SUBJECTS, changes_before
from unsung.ledger.queries.freshness import Freshness, freshness
from unsung.rooms.settings.queries import uninvited

TELLS = {
    "contact": "conversations: when, how, about what",
    "tally": "how many there were in a stretch of time",
    "message": "messages to and from customers",
    "filing": "",
    "event": "what became of a case, and when",
    "call": "calls: waiting, talking, answered or not",
    "rating": "answers of customers: score and words",
}
"""What each family of facts tells, in words; filings only say where a mail belongs."""
NEVER = {
    "mail": "any mailbox but the files handed in",
    "calls": "recordings, time away from the desk",
    "chats": "typing before it is sent",
    "table": "columns that no mapping names",
}
"""What each way in leaves alone."""
ICONS = {"mail": "mail", "calls": "phone", "chats": "chat", "table": "file"}
DAY_S = 86_400


@require_http_methods(["GET", "HEAD"])
def sources(request: HttpRequest) -> HttpResponse:
    """Every source: what it tells, what it leaves alone, how fresh it is."""
    now = clock.now()
    found = freshness()
    context = {
        "sources": [_shown(each) for each in found],
        "late": [(each, _often(each)) for each in found if each.late(now)],
        "bring": way_to("bring:list"),
    }
    return render(request, "settings/sources.html", context)


def _shown(source: Freshness) -> dict[str, object]:
    tells = [TELLS.get(family, family) for family in source.families]
    return {
        "is": source,
        "tells": "; ".join(filter(None, tells)),
        "never": NEVER.get(source.way, ""),
        "icon": ICONS.get(source.way, "file"),
    }


def _often(source: Freshness) -> str:
    days = round((source.usual_s or 0) / DAY_S)
    return f"every {days} days" if days > 1 else "every day"


def way_to(name: str) -> str:
    """The path of an address by its name; empty where it is not built."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@require_http_methods(["GET", "HEAD"])
def changes(request: HttpRequest) -> HttpResponse:
    """Every change of the settings, a page at a time; those of people for who runs Unsung alone."""
    runs = "administrator" in visitor_of(request).roles
    before = request.GET.get("before", "")
    about = SUBJECTS if runs else SUBJECTS[1:]
    found = changes_before(int(before) if before.isdecimal() else None, *about)
    context = {"changes": found, "next": found[-1].pk if len(found) == PAGE else None, "before": before}
    return render(request, "settings/changes.html", context)


@require_http_methods(["GET", "HEAD"])
def begun(request: HttpRequest) -> HttpResponse:
    """What comes first in a new desk: records, then the others let in."""
    context = {"bring": way_to("bring:list"), "people": uninvited()}
    return render(request, "settings/begun.html", context)
