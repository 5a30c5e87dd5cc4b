"""Handing a pack out: as a page to look at, as files, and as a link that can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from unsung.ground import clock
from unsung.ground.visitor import visitor_of
from unsung.ledger.queries.summaries import message_ids_of
from unsung.publishing import pack_press
from unsung.rooms.journal.evidence import links
from unsung.rooms.journal.evidence.composing import Composed, composed
from unsung.rooms.journal.evidence.forms import LinkForm
from unsung.rooms.journal.evidence.opening import changed, pack_asked, teller
from unsung.rooms.journal.evidence.packs import Link
from unsung.rooms.journal.opening import unlocked

PAGE = "journal:evidence:pack"
FORMS: dict[str, tuple[str, Callable[[Composed], bytes]]] = {
    "pdf": ("application/pdf", lambda made: pack_press.pdf(made.page)),
    "html": ("text/html; charset=utf-8", lambda made: pack_press.page(made.page).encode("utf-8")),
    "zip": ("application/zip", lambda made: pack_press.bundle(made.page, made.as_json())),
}


@require_safe
@unlocked
def look(request: HttpRequest, pack: UUID) -> HttpResponse:
    """The pack as its readers will see it."""
    made = _made(request, pack)
    return render(request, "journal/evidence/look.html", {"id": pack, **pack_press.context_of(made.page)})


@require_safe
@unlocked
def file(request: HttpRequest, pack: UUID, form: str) -> HttpResponse:
    """The pack as a file: PDF, one page, or everything with what verifies it."""
    if form not in FORMS:
        raise Http404
    kind, made = FORMS[form]
    body = made(_made(request, pack))
    name = f"evidence-{teller(request).today:%Y-%m-%d}.{form}"
    return HttpResponse(
        body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_POST
@unlocked
def publish(request: HttpRequest, pack: UUID) -> HttpResponse:
    """Publish the pack as it is now; the answer shows the link, which is shown nowhere else."""
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.info(request, "Not published. " + " ".join(map(str, form.errors["days"])))
        return redirect(PAGE, pack)
    until = clock.now().date() + timedelta(days=form.cleaned_data["days"])
    page, secret = links.publish(pack_press.page(_made(request, pack).page), until)
    found = changed(request, pack, lambda now: replace(now, links=(*now.links, Link(page, f"{until}"))))
    address = request.build_absolute_uri(reverse("evidence:shown", args=[page]))
    context = {"pack": found, "link": f"{address}#{secret}", "until": until}
    return render(request, "journal/evidence/published.html", context)


@require_POST
@unlocked
def take_back(request: HttpRequest, pack: UUID) -> HttpResponse:
    """Take a published page back."""
    _, found = pack_asked(request, pack)
    page = request.POST.get("page", "")
    if page not in {link.page for link in found.links}:
        raise Http404
    links.take_back(page)
    changed(
        request, pack, lambda now: replace(now, links=tuple(each for each in now.links if each.page != page))
    )
    messages.info(request, "Taken back: this link opens nothing any more.")
    return redirect(PAGE, pack)


def _made(request: HttpRequest, pack: UUID) -> Composed:
    mine, found = pack_asked(request, pack)
    mails = message_ids_of(visitor_of(request).person or 0)
    return composed(mine, found, teller(request), mails)
