"""Hard days as a page for their writer alone, the switch of the collecting, and the erasing of it all."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unsung.ledger.queries.zones import today
from unsung.rooms.journal import drawer
from unsung.rooms.journal.evening.hard_days import erase_heat
from unsung.rooms.journal.evening.hard_days import hard_days as days_of
from unsung.rooms.journal.heat import COOL
from unsung.rooms.journal.opening import drawer_of, goes_on, unlocked, writer_of

MONTH_FORM = "%Y-%m"


@require_safe
@unlocked
def hard_days(request: HttpRequest) -> HttpResponse:
    """The hard days of a month, with what helped beside them."""
    mine = drawer_of(request)
    months = mine.months() if mine else []
    month = _month(request.GET.get("month", ""), months)
    context = {
        "days": days_of(mine, month) if mine else [],
        "month": month,
        "months": months,
        "collects": mine is None or mine.keeps_heat(),
    }
    return render(request, "journal/evening/hard_days.html", context)


def _month(asked: str, months: list[date]) -> date:
    found = next((month for month in months if f"{month:{MONTH_FORM}}" == asked), None)
    return found or today().replace(day=1)


@require_POST
@unlocked
def collecting(request: HttpRequest) -> HttpResponse:
    """Keep heat with the lines that have it, or no more from now on."""
    mine, code = drawer.opened_or_begun(*writer_of(request))
    on = request.POST.get("on") == "yes"
    mine.note_only(COOL, [] if on else ["yes"])
    said = (
        "heat:1 to heat:5 is kept again, for you alone."
        if on
        else "No heat is kept from now on. What there is stays until you erase it."
    )
    return goes_on(request, said, code, "evening:hard_days")


@require_POST
@unlocked
def erase(request: HttpRequest) -> HttpResponse:
    """Erase every mark of heat from every version of every line."""
    mine = drawer_of(request)
    if mine:
        with transaction.atomic():
            erase_heat(mine, today())
    messages.info(request, "Erased: no line of yours has a mark of heat, in no version.")
    return redirect("evening:hard_days")
