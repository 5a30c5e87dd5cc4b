"""The page behind a link, for whoever has it: it opens with the secret that stands in the link behind #."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from unsung.rooms.journal.evidence.links import opened

LIMIT = "40/m/ip"
"""How often one address may try secrets, as the sign-in has it."""
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
QUIET = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@csrf_exempt  # nothing is changed by it, and a page without a referrer could not prove where it came from
@require_http_methods(["GET", "HEAD", "POST"])
def shown(request: HttpRequest, page: str) -> HttpResponse:
    """A neutral page that asks for the secret; with the right one, sent by POST, the pack itself."""
    answer = _asking() if request.method != "POST" else _opening(request, page)
    for name, value in QUIET.items():
        answer.headers[name] = value
    return answer


def _opening(request: HttpRequest, page: str) -> HttpResponse:
    tries = ratelimit.consume(request, app="unsung", action="evidence", config={"evidence": LIMIT})
    if not tries:
        return _asking(too_often=True, status=429)
    found = opened(page, request.POST.get("secret", ""))
    if found is None:
        return _asking(shut=True, status=404)
    # What opens is no try: who reads one pack over and over shuts nobody out.
    tries.rollback()
    return HttpResponse(found, headers={"Content-Security-Policy": POLICY})


def _asking(status: int = 200, **said: bool) -> HttpResponse:
    # Without the request: the page is the same for everybody, and sets no cookie.
    return HttpResponse(render_to_string("journal/evidence/public.html", said), status=status)
