"""Everything below /api/: asked with HEAD as with GET, and told as JSON wherever something goes wrong."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from unsung.web.api.answers import WORDS, WRONG_WAY, words_of

BELOW = "/api/"


class BelowApi:
    """Stands around every address below /api/, also those that there are none of."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        if not request.path_info.startswith(BELOW):
            return self.get_response(request)
        asked = request.method
        # Whoever serves leaves the body out.
        request.method = "GET" if asked == "HEAD" else asked
        try:
            return _in_words(self.get_response(request))
        finally:
            request.method = asked


def _in_words(response: HttpResponse) -> HttpResponse:
    problem = {**WORDS, **WRONG_WAY}.get(response.status_code)
    if problem is None or "json" in response.headers.get("Content-Type", ""):
        return response
    # The answer stays the one it is, with the headers that everything on its way here set on it.
    response.content = json.dumps(words_of(problem)).encode()
    response.headers["Content-Type"] = "application/json"
    response.headers["Content-Length"] = str(len(response.content))
    return response
