"""Your own settings: light or dark, and keys that act alone."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unsung.ground.tastes import KEYS, OFF, THEME, THEMES, tastes_of
from unsung.ground.visitor import visitor_of
from unsung.ledger.queries.changes import changes_of

A_YEAR = 365 * 86_400


@require_http_methods(["GET", "HEAD", "POST"])
def yours(request: HttpRequest) -> HttpResponse:
    """What you like on this browser."""
    if request.method != "POST":
        context = {
            "tastes": tastes_of(request.COOKIES),
            "themes": THEMES.items(),
            "changes": changes_of(visitor_of(request).person),
        }
        return render(request, "settings/yours.html", context)
    theme = request.POST.get("theme", "")
    messages.info(request, "Kept for this browser.")
    answer = redirect("settings:yours")
    _keep(answer, THEME, theme if theme in THEMES else "")
    _keep(answer, KEYS, "" if request.POST.get("keys") else OFF)
    return answer


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    if not value:
        answer.delete_cookie(name, samesite="Lax")
        return
    answer.set_cookie(
        name, value, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
