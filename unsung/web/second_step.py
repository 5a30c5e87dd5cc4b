"""The second step of signing in, offered in the ways this person has and no other."""

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator


class SecondStep(AuthenticateView):  # type: ignore[misc]  # a class of a library without types
    """The page that asks for the code of an app, a security key or a recovery code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows, with `steps`: the ways this person has, each by its name."""
        types = Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True)
        return {**super().get_context_data(**kwargs), "steps": dict.fromkeys(types, True)}
