"""What is told as a page: lines by day, a tick for having read one, and the answer to being named."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unsung.ground.visitor import visitor_of
from unsung.ledger.actions.sharing import answer_mention, tick_read
from unsung.ledger.queries.shared_lines import Place, may_read
from unsung.rooms.told.reading import page

ANSWERS = {
    "yes": "Your name stands in this line now.",
    "no": "Your name is left out. Others read “a colleague”.",
}


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The lines told to this reader, the newest day first, from behind a place."""
    found = page(visitor_of(request), Place.told(request.GET.get("before", "")))
    looking = visitor_of(request).looker is not None
    return render(request, "told/list.html", {"found": found, "acts": not looking})


@require_POST
def read(request: HttpRequest, number: int) -> HttpResponse:
    """Tick a line as read; its writer, and nobody else, sees the name."""
    visitor = visitor_of(request)
    if not may_read(visitor, number):
        raise Http404
    tick_read(number, visitor.person or 0)
    messages.info(request, "Its writer, and nobody else, sees that you read it.")
    return _back(request, number)


@require_POST
def named(request: HttpRequest, number: int) -> HttpResponse:
    """Say whether one agrees to be named in a line; it can be said otherwise later."""
    answer = request.POST.get("answer", "")
    if answer not in ANSWERS or not answer_mention(number, visitor_of(request).person or 0, answer == "yes"):
        raise Http404
    messages.info(request, ANSWERS[answer])
    return _back(request, number)


def _back(request: HttpRequest, number: int) -> HttpResponse:
    before = Place.told(request.POST.get("before", ""))
    answer = redirect("told:list")
    answer["Location"] += f"{f'?before={before}' if before else ''}#line-{number}"
    return answer
