"""The token a program shows: who is behind it, whether that suffices, and how often it may ask."""

from django.http import HttpRequest
from ninja.errors import HttpError, Throttled
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from unsung.web.entrance import came_from
from unsung.web.programs import SCOPES, Asker, asker


class Often(SimpleRateThrottle):
    """How often one program may ask, counted where every process sees it."""

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """The place where this program's askings are counted."""
        told = getattr(request, "auth", None)
        return f"program-{told.program.pk}" if isinstance(told, Asker) else None


class Guesses(SimpleRateThrottle):
    """How often tokens that nobody was given may be shown from one place."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """The place where they are counted: what sent them, as far as our own web servers tell it."""
        return f"guesses-{came_from(request)}"


class Token(HttpBearer):
    """Lets a program on where its token was given for this and its person may still do it."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope
        self.guesses = Guesses("20/min")

    def authenticate(self, request: HttpRequest, token: str) -> Asker | None:
        """Who asks; None for a token nobody was given. Raises HttpError 403 and 429."""
        found = asker(token)
        if found is None:
            if not self.guesses.allow_request(request):
                raise Throttled(wait=None)
            return None
        request.visitor = found.visitor  # type: ignore[attr-defined]  # read by visitor_of
        if not found.may(self.scope):
            raise HttpError(403, SCOPES[self.scope].behind)
        return found
