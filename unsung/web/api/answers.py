"""What the API answers where it cannot give what was asked for: the words of a problem, as JSON."""

import logging
import secrets
from functools import partial
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from unsung.ground.problems import Problem
from unsung.web.faults import of_the_database

log = logging.getLogger("unsung")
WORDS = {
    400: Problem("This could not be done.", "Nothing was changed.", "The problem says what to put right."),
    401: Problem(
        "No token was shown that is known here.",
        "Nothing was given.",
        "Send “Authorization: Bearer …” with a token made under “Your sign-in”, “Programs”.",
    ),
    403: Problem(
        "This token does not reach that.",
        "Nothing was given.",
        "It may be let do more under “Your sign-in”, “Programs”, as far as the person’s roles reach.",
    ),
    404: Problem("There is nothing of that name here.", "", "Look in the list."),
    422: Problem("This was not asked as it must be.", "Nothing was changed.", "/api/openapi.json says how."),
    429: Problem("This program asks too often.", "Nothing was given.", "Wait a minute, then go on slower."),
}
"""Every answer but a good one that any operation may give, in the words it comes with."""
WRONG_WAY = {
    405: Problem(
        "This address is not asked in that way.",
        "Nothing was changed.",
        "/api/openapi.json says which it takes.",
    )
}
"""What no operation gives, since it is given where there is none for the method."""
SHAPE = {
    "type": "object",
    "required": ["what", "means", "do"],
    "properties": {
        "what": {"type": "string", "description": "What happened"},
        "means": {"type": "string", "description": "What follows from it"},
        "do": {"type": "string", "description": "What to do"},
        "fields": {
            "type": "array",
            "description": "Which parts of the request are meant, and why",
            "items": {
                "type": "object",
                "required": ["field", "why"],
                "properties": {"field": {"type": "string"}, "why": {"type": "string"}},
            },
        },
    },
}


def declared() -> dict[int, dict[str, Any]]:
    """The same as the OpenAPI schema tells them."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in WORDS}


def speak(api: NinjaAPI) -> None:
    """Let an API answer every fault in these words."""
    for kind in (HttpError, AuthenticationError):
        api.add_exception_handler(kind, partial(_of_http, api))
    for wrong in (SuspiciousOperation, MultiPartParserError):
        api.add_exception_handler(wrong, partial(_said, api, 400, WORDS[400]))
    api.add_exception_handler(Http404, partial(_said, api, 404, WORDS[404]))
    api.add_exception_handler(Problem, partial(_of_problem, api))
    api.add_exception_handler(ValidationError, partial(_of_fields, api))
    api.add_exception_handler(OperationalError, partial(_of_database, api))
    api.add_exception_handler(Exception, partial(_broken, api))


def words_of(problem: Problem) -> dict[str, Any]:
    """The words of a problem as a program is told them."""
    return {"what": problem.what, "means": problem.means, "do": problem.do}


def _told(api: NinjaAPI, request: HttpRequest, status: int, problem: Problem, **more: Any) -> HttpResponse:
    return api.create_response(request, {**words_of(problem), **more}, status=status)


def _said(api: NinjaAPI, status: int, problem: Problem, request: HttpRequest, fault: Any) -> HttpResponse:
    return _told(api, request, status, problem)


def _of_http(api: NinjaAPI, request: HttpRequest, fault: Any) -> HttpResponse:
    return _told(api, request, fault.status_code, WORDS.get(fault.status_code, WORDS[400]))


def _of_problem(api: NinjaAPI, request: HttpRequest, fault: Any) -> HttpResponse:
    return _told(api, request, 400, fault)


def _of_fields(api: NinjaAPI, request: HttpRequest, fault: Any) -> HttpResponse:
    fields = [
        {"field": ".".join(map(str, each["loc"][1:])), "why": str(each["msg"])} for each in fault.errors
    ]
    return _told(api, request, 422, WORDS[422], fields=fields)


def _of_database(api: NinjaAPI, request: HttpRequest, fault: Any) -> HttpResponse:
    if "locked" in str(fault):
        return _told(api, request, 503, of_the_database(fault))
    return _broken(api, request, fault)


def _broken(api: NinjaAPI, request: HttpRequest, fault: Any) -> HttpResponse:
    code = secrets.token_hex(2).upper()
    log.error("Fault %s at %s", code, request.path, exc_info=fault)
    problem = Problem(f"Something broke on our side; the code is {code}.", "", "Tell whoever runs Unsung.")
    return _told(api, request, 500, problem)
