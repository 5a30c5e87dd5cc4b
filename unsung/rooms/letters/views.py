"""The letters as pages: who wrote, one letter, what was asked, and answering it, also by a mail's link."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unsung.ground import clock
from unsung.ground.visitor import visitor_of
from unsung.ledger.actions import asking
from unsung.ledger.queries.asks import Asked, asked
from unsung.ledger.queries.summaries import summary_for
from unsung.ledger.queries.zones import today
from unsung.publishing import passes
from unsung.rooms.letters import queries
from unsung.rooms.letters.forms import KINDS, AnswerForm


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What the desk asked for and what came back; for a lead the summaries of the last weeks as well."""
    reader = visitor_of(request)
    context = {
        "asks": queries.asks_for(reader, clock.now(), today()),
        "weeks": queries.weeks_of(reader, today()) if "lead" in reader.roles else [],
        "leads": "lead" in reader.roles,
    }
    return render(request, "letters/list.html", context)


@require_safe
def letter(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One summary as it was sent, for its writer and its reader."""
    found = summary_for(visitor_of(request).person or 0, ref)
    if found is None:
        raise Http404
    return render(request, "letters/letter.html", {"summary": found, "letter": found.letter})


@require_http_methods(["GET", "HEAD", "POST"])
def asked_here(request: HttpRequest, ref: UUID) -> HttpResponse:
    """One ask answered by whom it was asked of, signed in."""
    found = asked(ref)
    if found is None or found.of != visitor_of(request).person:
        raise Http404
    return _answering(request, found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_pass(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the link of a letter, without signing in; opening it changes nothing."""
    held, here = passes.read("ask", token), visitor_of(request)
    found = asked(held.ref) if held else None
    if held is None or found is None or found.of != held.person:
        return render(request, "letters/no_longer.html", status=404)
    if here.signed_in and here.person != found.of:
        return render(request, "letters/not_you.html", {"ask": found}, status=403)
    return _answering(request, found)


def _answering(request: HttpRequest, found: Asked) -> HttpResponse:
    day = today()
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(day, sent, initial=_given(request, found))
    if form.is_valid():
        told = form.cleaned_data
        asking.answer(found.ref, found.of, told["kind"], told["until"], told["words"])
        messages.success(request, "Your answer is kept. The desk sees it, and the next summary tells it.")
        return redirect(request.get_full_path().partition("?")[0])
    row = queries.shown(found, visitor_of(request), clock.now(), day)
    context = {"row": row, "ask": found, "form": form, "by_pass": not visitor_of(request).signed_in}
    return render(request, "letters/ask.html", context, status=400 if form.errors else 200)


def _given(request: HttpRequest, found: Asked) -> dict[str, object]:
    """What the form begins with: the answer of the link that was followed, else the one given last."""
    wished = request.GET.get("answer", "")
    if wished in dict(KINDS):
        return {"kind": wished}
    last = found.reply
    return {"kind": last.kind, "until": last.until, "words": last.words} if last else {}


@require_POST
def withdraw(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Say that something one asked for is no longer needed."""
    if not asking.withdraw(ref, visitor_of(request).person or 0):
        raise Http404
    messages.info(request, "It is asked no longer.")
    return redirect("letters:list")
