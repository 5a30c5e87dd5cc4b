"""The reviews as pages: the shelf, one to read, one figure opened, and the files as they were printed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from unsung.ground.visitor import visitor_of
from unsung.ledger.queries.zones import desk_zone
from unsung.publishing.figures_read import for_company
from unsung.publishing.models import Issue
from unsung.publishing.shelf import ask_again, file_of, issue_of, issues
from unsung.rooms.review import queries
from unsung.rooms.review.awaited import PRINT_AGAIN, awaited

FILES = (("review.html", "one page"), ("review.txt", "plain text"), ("figures.json", "figures for programs"))
KINDS = {
    "review.html": "text/html; charset=utf-8",
    "review.txt": "text/plain; charset=utf-8",
    "figures.json": "application/json",
    "figures.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Every printed review, the latest first, and the months that lack one, with the reason."""
    context = {"issues": issues(), "awaited": awaited(), "may_print": _may_print(request)}
    return render(request, "review/shelf.html", context)


@require_safe
def issue(request: HttpRequest, month: str) -> HttpResponse:
    """One review as it was printed, with ways on from its figures."""
    found, serves = _issue(request, month), visitor_of(request).serves
    context = {
        "issue": found,
        "reading": queries.reading_for(found, serves),
        "beside": queries.beside(month, found.version),
        "overtaken": queries.overtaken(found),
        "may_print": _may_print(request),
        "serves": serves,
        "files": FILES,
    }
    return render(request, "review/issue.html", context)


@require_POST
def again(request: HttpRequest, month: str) -> HttpResponse:
    """Have a month printed once more."""
    found = _issue(request, month)
    if ask_again(found):
        _have_printed(month)
    messages.success(request, f"{found.masthead} is being printed again. This version stays.")
    return redirect("review:issue", month)


@require_POST
def print_now(request: HttpRequest, month: str) -> HttpResponse:
    """Have a month without a review printed, as far as its records reach; asked twice, it is done once."""
    found = next((each for each in awaited() if each.month == month), None)
    if found is None:
        raise Http404
    if not found.is_asked:
        _have_printed(month)
    messages.success(request, f"{found.name} is being printed. It stands here in a minute or two.")
    return redirect("review:list")


@require_safe
def file(request: HttpRequest, month: str, name: str) -> HttpResponse:
    """A file of a review as it was printed; figures that are the team's alone go to the team alone."""
    found = _issue(request, month)
    content = file_of(found, name) if name in KINDS and name != "figures.xlsx" else None
    if content is None:
        raise Http404
    if name == "figures.json" and not visitor_of(request).serves:
        content = for_company(found.figures, found.values).encode()
    return _attached(found, name, content)


@require_safe
def workbook(request: HttpRequest, month: str) -> HttpResponse:
    """The workbook of a review; the rows of conversations in it are for the desk."""
    found = _issue(request, month)
    content = file_of(found, "figures.xlsx")
    if content is None:
        raise Http404
    return _attached(found, "figures.xlsx", content)


@require_safe
def figure(request: HttpRequest, month: str, figure: str) -> HttpResponse:
    """One figure of a review: what it is, what it was, by channel, its trend, and the cases behind it."""
    found, serves = _issue(request, month), visitor_of(request).serves
    opened = queries.opened(found, figure, serves)
    if opened is None:
        raise Http404
    context = {"issue": found, "opened": opened, "zone": desk_zone(), "serves": serves}
    return render(request, "review/figure.html", context)


def _have_printed(month: str) -> None:
    import_string(PRINT_AGAIN).enqueue(month)


def _may_print(request: HttpRequest) -> bool:
    return bool(visitor_of(request).roles & {"lead", "editor"})


def _issue(request: HttpRequest, month: str) -> Issue:
    found = issue_of(month, request.GET.get("version", ""))
    if found is None:
        raise Http404
    return found


def _attached(found: Issue, name: str, content: bytes) -> HttpResponse:
    stem, _, kind = name.partition(".")
    answer = HttpResponse(content, content_type=KINDS[name])
    answer.headers["Content-Disposition"] = f'attachment; filename="{stem}-{found.month}.{kind}"'
    return answer
