"""The cases as pages: the list with its search and filters, those behind a figure, and one case."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from unsung.ledger.cards.looking_up import card_of, look_up
from unsung.ledger.queries.zones import desk_zone
from unsung.rooms.cases import behind, queries
from unsung.rooms.cases.forms import LookUp
from unsung.rooms.cases.thread import told_of


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """A page of the cases looked for; or of those that lie behind a figure of an issue."""
    if request.GET.get("behind"):
        return _behind(request)
    choices = queries.choices()
    form = LookUp(request.GET, choices=choices)
    found = look_up(form.wish(choices.zone), form.place("before"), form.place("after"))
    context = {
        "form": form,
        "found": found,
        "zone": choices.zone,
        "asked": form.asked,
        "newer": _onward(form.kept(), after=found.newer),
        "older": _onward(form.kept(), before=found.older),
    }
    return render(request, "cases/list.html", context)


def _behind(request: HttpRequest) -> HttpResponse:
    found = behind.page(
        request.GET.get("issue", ""),
        request.GET.get("version", ""),
        request.GET["behind"],
        request.GET.get("from", ""),
    )
    if found is None:
        raise Http404
    kept = {name: request.GET.get(name, "") for name in ("behind", "issue", "version")}
    context = {
        "found": found,
        "zone": desk_zone(),
        "newer": _onward(kept, **{"from": found.newer}),
        "older": _onward(kept, **{"from": found.older}),
    }
    return render(request, "cases/behind.html", context)


def _onward(kept: dict[str, str], **place: int | None) -> str:
    """The address of the page before or after; empty at either end."""
    (value,) = place.values()
    return "" if value is None else "?" + urlencode({**{k: v for k, v in kept.items() if v}, **place})


@require_safe
def case(request: HttpRequest, number: int) -> HttpResponse:
    """One case with its conversation; a number it had before a correction leads to the present one."""
    card = card_of(number) if number < 1 << 62 else None
    if card is None:
        raise Http404
    if card.number != number:
        return redirect("cases:case", card.number)
    show = request.GET.get("show", "")
    told = told_of(card)
    context = {
        "card": card,
        "told": told,
        "show": show if show in ("with", "internal") else "",
        "events": told.shown(show, everything="all" in request.GET),
        "zone": desk_zone(),
        "customer_query": urlencode({"q": f'"{card.customer_key}"'}),
    }
    return render(request, "cases/case.html", context)
