"""Faults on pages: a problem is said in plain words, anything else is logged under a code for the reader."""

import logging
import secrets
from collections.abc import Callable

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from unsung.ground.problems import Problem
from unsung.web.faults import of_the_database

log = logging.getLogger("unsung")
AT_ONCE = Problem(
    "The same was kept a moment before, by somebody else or by a second press of the button.",
    "This was not kept as well.",
    "Go back and look at what is there now; if something is still missing, send it once more.",
)


class ProblemPages:
    """Shows a problem that reached the top as a page with what to do, in place of a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The page of a problem; None for what is a fault of ours."""
        if isinstance(fault, OperationalError) and "locked" in str(fault):
            return render(request, "web/problem.html", {"problem": of_the_database(fault)}, status=503)
        if isinstance(fault, IntegrityError) and request.method == "POST":
            # Forms ask first whether a name is free; two of them at the same moment both hear that it is.
            log.warning("Two at once at %s", request.path, exc_info=True)
            return render(request, "web/problem.html", {"problem": AT_ONCE}, status=409)
        if isinstance(fault, Problem):
            return render(request, "web/problem.html", {"problem": fault}, status=400)
        return None


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing at this address, or nothing for this reader."""
    return render(request, "web/not_found.html", status=404)


def shut(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A door that stays shut for this reader."""
    return render(request, "web/shut.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request nobody's browser should have sent."""
    problem = Problem("This could not be understood.", "Nothing was changed.", "Go back and try once more.")
    return render(request, "web/problem.html", {"problem": problem}, status=400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere."""
    problem = Problem(
        "This form was open for too long, or another page sent it.",
        "Nothing was changed.",
        "Go back, reload the page and send it once more. Cookies must be allowed for this site.",
    )
    return render(request, "web/problem.html", {"problem": problem}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours: the reader gets a code, the log the fault under it, and nobody a path or a secret."""
    code = secrets.token_hex(2).upper()
    log.error("Fault %s at %s", code, request.path, exc_info=True)
    # Without the request: whatever broke may break the frame as well.
    return HttpResponse(loader.render_to_string("web/broken.html", {"code": code}), status=500)
