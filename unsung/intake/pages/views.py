"""The first page of bringing records in: drop files, go on with what waits, see every delivery."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from unsung.ground.visitor import visitor_of
from unsung.intake.handed_in import Landed, hand_in
from unsung.intake.pages import queries
from unsung.intake.pages.forms import key_in
from unsung.intake.pages.landing import landed_in, problems_of_landing, said, sweep
from unsung.intake.pages.showing import show


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """The page; posted to, it takes files in and goes on to what they were understood as."""
    if request.method == "POST":
        return _taken_in(request)
    return _page(request)


def _page(request: HttpRequest, error: str = "") -> HttpResponse:
    before = request.GET.get("before", "")
    context = {
        "error": error,
        "most": settings.BRING_BYTES,
        "most_said": said(settings.BRING_BYTES),
        "most_files": settings.BRING_FILES,
        "open_uploads": queries.open_uploads(),
        "deliveries": queries.deliveries(key_in(before)),
        "is_first": not before,
    }
    return show(request, "list", context, 400 if error else 200)


def _taken_in(request: HttpRequest) -> HttpResponse:
    landed = landed_in(request, "files")
    refused = problems_of_landing(request)
    try:
        if not landed and not refused:
            return _page(request, "Choose at least one file.")
        sweep()
        upload = hand_in(cast(list[Landed], landed), visitor_of(request).person, refused)
    finally:
        for file in landed:
            file.close()
    return redirect("bring:upload", upload.pk)
