"""Lines that wait in a browser until they can be sent: whose they are, and what seals and sends them."""

from base64 import b64encode

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from unsung.ground.problems import Problem
from unsung.rooms.journal import keys
from unsung.rooms.journal.opening import drawer_of, unlocked, writer_of

KEPT = "Unsung-Kept"
"""The header that says under which id a line is kept; without it, a browser goes on holding the line."""
SOMEBODY_ELSE = Problem(
    "Somebody else has signed in here since this page was opened.",
    "The line was not kept, neither in your journal nor in theirs.",
    "Sign in as yourself and send it again.",
)


@require_safe
@unlocked
def waiting(request: HttpRequest) -> JsonResponse:
    """Who is signed in, as `writer`; the `key` for this writer's lines, in base64; `headers` to send along.

    The key follows from the secret of the house, so that it is the same at every sign-in and a browser may
    forget it in between. While the drawer is locked nobody is given it.
    """
    drawer_of(request)
    writer = writer_of(request)[0]
    key = b64encode(keys.for_waiting(writer, str(settings.SECRET_KEY))).decode("ascii")
    return JsonResponse({"writer": writer, "key": key, "headers": {"X-CSRFToken": get_token(request)}})
