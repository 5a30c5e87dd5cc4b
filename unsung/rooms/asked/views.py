"""What one is asked as a page: words a colleague shows, and the answer by one press."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unsung.ground.visitor import visitor_of
from unsung.ledger.actions import corroborations
from unsung.ledger.queries.corroborations import asked_of

TOLD = {
    "yes": "Kept: that’s how it was. You may take it back.",
    "cannot": "Kept: you can’t say. You may take it back.",
    "back": "Taken back.",
}
"""What may be answered, and what is said then."""


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Everything this reader is asked, and nobody else's."""
    return render(request, "asked/list.html", {"asked": asked_of(visitor_of(request).person or 0)})


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer, or take the answer back."""
    said = request.POST.get("said", "")
    here = visitor_of(request).person or 0
    if said not in TOLD or not corroborations.answer(number, here, said):
        raise Http404
    messages.info(request, TOLD[said])
    return redirect("asked:list")
