"""Writing a claim and choosing the lines behind it; thanks are chosen in the same way."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unsung.rooms.journal.evidence.choosing import of_period, offered
from unsung.rooms.journal.evidence.forms import ClaimForm
from unsung.rooms.journal.evidence.opening import changed, pack_asked
from unsung.rooms.journal.evidence.packs import Claim, Pack, new_claim
from unsung.rooms.journal.opening import unlocked
from unsung.rooms.journal.written import Written

PAGE = "journal:evidence:pack"
LOOK = "look"
"""The button that finds lines by words: what was filled in and ticked so far stays, and nothing is kept."""
WAYS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def claim(request: HttpRequest, pack: UUID, claim: str = "") -> HttpResponse:
    """A claim, a new one too, with the lines of the period to tick."""
    mine, found = pack_asked(request, pack)
    here = found.claim(claim)
    if claim and here is None:
        raise Http404
    lines = of_period(mine, found)
    chosen = _ticked(request, lines) if request.method == "POST" else (here.lines if here else ())
    form = _form(request, here)
    if form.is_valid():
        # A new claim was given its id with the form, so that sent twice it is there once.
        kept = form.claim(claim or request.POST.get("new", ""), (*_beyond(here, lines), *chosen))
        changed(request, pack, lambda now: now.with_claim(kept))
        return redirect(PAGE, pack)
    return render(request, "journal/evidence/claim.html", {
        **_to_tick(request, found, lines, chosen), "form": form, "claim": here, "new": new_claim(),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def thanks(request: HttpRequest, pack: UUID) -> HttpResponse:
    """The lines that tell of thanks, to tick."""
    mine, found = pack_asked(request, pack)
    lines = of_period(mine, found)
    chosen: Collection[str] = found.thanks
    if request.method == "POST":
        chosen = _ticked(request, lines)
        if LOOK not in request.POST:
            changed(request, pack, lambda now: replace(now, thanks=tuple(chosen)))
            return redirect(PAGE, pack)
    context = _to_tick(request, found, lines, chosen, kudos=True)
    return render(request, "journal/evidence/thanks.html", context)


@require_POST
@unlocked
def move(request: HttpRequest, pack: UUID, claim: str) -> HttpResponse:
    """Move a claim up or down by one place."""
    by = WAYS.get(request.POST.get("way", ""), 0)
    changed(request, pack, lambda now: now.moved(claim, by))
    return redirect(PAGE, pack)


@require_POST
@unlocked
def remove(request: HttpRequest, pack: UUID, claim: str) -> HttpResponse:
    """Take a claim out of the pack."""
    changed(request, pack, lambda now: now.without_claim(claim))
    return redirect(PAGE, pack)


def _form(request: HttpRequest, here: Claim | None) -> ClaimForm:
    if LOOK in request.POST:
        # Nobody has sent it in yet: what is missing is no fault so far.
        return ClaimForm(initial={name: request.POST.get(name, "") for name in ClaimForm.base_fields})
    given = {"says": here.says, "outcome": here.outcome, "differently": here.differently} if here else {}
    return ClaimForm(request.POST if request.method == "POST" else None, initial=given)


def _ticked(request: HttpRequest, lines: Collection[Written]) -> tuple[str, ...]:
    ticked = set(request.POST.getlist("entry"))
    return tuple(line.id for line in lines if line.id in ticked)


def _beyond(here: Claim | None, lines: Collection[Written]) -> tuple[str, ...]:
    """What the claim cites that cannot be ticked here: erased lines, and those of another period."""
    known = {line.id for line in lines}
    return tuple(line for line in here.lines if line not in known) if here else ()


def _to_tick(
    request: HttpRequest, pack: Pack, lines: list[Written], chosen: Collection[str], kudos: bool = False
) -> dict[str, object]:
    words = request.POST.get("q", "").strip()
    shown, more = offered(lines, chosen, words, kudos)
    return {"pack": pack, "offered": shown, "more": more, "words": words, "any": bool(lines)}
