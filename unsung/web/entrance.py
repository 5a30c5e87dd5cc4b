"""The entrance: who may come in, and in what words the sign-in pages speak."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from unsung.rooms.post.letters import A_DAY, post

LASTS = {"account/email/login_code": timedelta(minutes=3), "account/email/password_reset_key": 3 * A_DAY}
"""How long a letter is of use; others are news for a day."""


class Entrance(DefaultAccountAdapter):  # type: ignore[misc]  # a class of a library without types
    """Accounts are made for people of the register; nobody makes one for oneself."""

    error_messages: dict[str, Any] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This address and this password do not go together.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, then try again.",
        "account_inactive": "This account was ended. Whoever runs Unsung here can open it again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are added in the settings."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be sent there after signing in: only to a page of ours."""
        host = self.request.get_host() if self.request else ""
        secure = bool(self.request and self.request.is_secure())
        return url_has_allowed_host_and_scheme(url, allowed_hosts={host}, require_https=secure)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request came from, for limits and the list of devices.

        Of X-Forwarded-For only what our own web servers wrote is believed; one that came past them, and
        so names fewer than there are, is known by where it came from itself.
        """
        named = request.headers.get("x-forwarded-for", "").split(",")
        if len(named) < settings.ALLAUTH_TRUSTED_PROXY_COUNT:
            return str(request.META.get("REMOTE_ADDR", ""))
        return str(super().get_client_ip(request))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """How somebody may show once more who it is: only ways that this person has, in our words."""
        types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        code = ["the code of your app"] if Authenticator.Type.TOTP in types else []
        code += ["a recovery code"] if Authenticator.Type.RECOVERY_CODES in types else []
        said = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": f"Use {' or '.join(code)}",
            "mfa_reauthenticate:webauthn": "Use a security key",
        }
        found = super().get_reauthentication_methods(user)
        return [{**each, "description": said.get(each["id"], each["description"])} for each in found]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Hand a letter to the mail room.

        The page answers as soon as for an address nobody has, and whether a mail server can be had or not.
        """
        told = {"email": email, "current_site": get_current_site(self.request), **context}
        post(self.render_mail(template_prefix, email, told), LASTS.get(template_prefix, A_DAY))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing after an act whose page already shows it."""


def came_from(request: HttpRequest) -> str:
    """Where a request came from; empty where nothing tells, as behind a socket: all such count together."""
    try:
        return Entrance(request).get_client_ip(request)
    except PermissionDenied:
        return ""
