"""The packs as pages for their writer: the list, one with its claims, its front page, taking it away."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unsung.rooms.journal.asking import asked_about
from unsung.rooms.journal.evidence import links, packs
from unsung.rooms.journal.evidence.claims import Shown, shown_claims
from unsung.rooms.journal.evidence.forms import DAYS, AboutForm, about, six_months_to
from unsung.rooms.journal.evidence.opening import changed, drawer_of, pack_asked, teller
from unsung.rooms.journal.looking import Entry
from unsung.rooms.journal.opening import unlocked

PAGE = "journal:evidence:pack"


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def listed(request: HttpRequest) -> HttpResponse:
    """Every pack of this writer; sent in, a period begins another."""
    mine = drawer_of(request)
    first, last = six_months_to(teller(request).today)
    form = AboutForm(request.POST or None, initial={"first": first, "last": last})
    if mine and request.method == "POST" and form.is_valid():
        new = packs.begun(
            form.cleaned_data["first"], form.cleaned_data["last"], form.cleaned_data["occasion"]
        )
        packs.keep(mine, new)
        return redirect(PAGE, new.id)
    context = {"packs": packs.packs(mine) if mine else [], "form": form, "begun": mine is not None}
    return render(request, "journal/evidence/list.html", context)


@require_safe
@unlocked
def pack(request: HttpRequest, pack: UUID) -> HttpResponse:
    """One pack: its claims in their order with the entries behind them, thanks, files and links."""
    mine, found = pack_asked(request, pack)
    asked = asked_about(mine, found.lines)
    thanks = [line for line in map(mine.find, found.thanks) if line and not line.erased]
    context = {
        "pack": found,
        "claims": shown_claims(mine, found, asked),
        "thanks": [Shown(Entry(line), None) for line in thanks],
        "days": DAYS,
        "today": teller(request).today,
    }
    return render(request, "journal/evidence/pack.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def front(request: HttpRequest, pack: UUID) -> HttpResponse:
    """The period, what the pack is for, and what stands on its front page; sent in, it is kept."""
    _, found = pack_asked(request, pack)
    form = AboutForm(request.POST or None, initial=about(found))
    if request.method == "POST" and form.is_valid():
        changed(request, pack, lambda now: replace(now, **form.kept()))
        return redirect(PAGE, pack)
    return render(request, "journal/evidence/front.html", {"pack": found, "form": form})


@require_POST
@unlocked
def drop(request: HttpRequest, pack: UUID) -> HttpResponse:
    """Take a pack away for good, with its links; the lines it cites stay in the journal."""
    mine, found = pack_asked(request, pack)
    for link in found.links:
        links.take_back(link.page)
    packs.drop(mine, found.id)
    messages.info(request, "The pack is gone, and its links open nothing. Your lines are as they were.")
    return redirect("journal:evidence:list")
