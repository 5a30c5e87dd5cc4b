"""The pages about desks: the list with what their hours mean, and one desk."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from unsung.ground.visitor import visitor_of
from unsung.ledger.actions.desks import add_desk, change_desk
from unsung.ledger.models import Desk
from unsung.ledger.queries.changes import latest_changes
from unsung.ledger.queries.desks import desk as first_desk
from unsung.ledger.queries.desks import week_of
from unsung.rooms.settings.forms.words import DeskForm
from unsung.rooms.settings.queries import desks as all_desks
from unsung.rooms.settings.queries import may_change
from unsung.rooms.settings.views.hours import today_in
from unsung.rooms.settings.week import as_read, in_force, meaning


@require_http_methods(["GET", "HEAD"])
def desks(request: HttpRequest) -> HttpResponse:
    """Every desk with its addresses and its hours."""
    shown, first = [], first_desk()
    for desk in all_desks():
        week = week_of(desk)
        today = today_in(week.zone if week else "UTC")
        hours = as_read(in_force(week, today)) if week and week.versions else ""
        counted = not first or desk.calendar_id == first.calendar_id
        shown.append({"desk": desk, "hours": hours, "means": meaning(week, today), "counted": counted})
    reader = visitor_of(request)
    context = {
        "desks": shown,
        "first": first,
        "runs": "administrator" in reader.roles,
        "changes_some": bool(reader.roles & {"lead", "administrator"}),
        "changes": latest_changes("desks", "hours"),
    }
    return render(request, "settings/desks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Make another desk."""
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        desk = add_desk(visitor_of(request).person, form.told())
        messages.info(request, f"{desk} is there. Its hours can be said now.")
        return redirect("settings:hours", desk.calendar_id)
    return render(request, "settings/desk.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, number: int) -> HttpResponse:
    """Change one desk."""
    place = get_object_or_404(Desk.objects.select_related("calendar"), pk=number)
    if not may_change(visitor_of(request), place):
        raise PermissionDenied
    form = DeskForm(request.POST or None, place)
    if request.method == "POST" and form.is_valid():
        change_desk(visitor_of(request).person, place, form.told())
        messages.info(request, f"Kept for {place}.")
        return redirect("settings:desks")
    return render(request, "settings/desk.html", {"form": form, "desk": place})
