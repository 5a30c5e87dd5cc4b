"""The forms of the entrance in the words its pages have: for an address, a password, a code, a passkey."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.urls import reverse
from django.utils.html import format_html

LABELS = {
    "login": "E-mail",
    "email": "E-mail",
    "password": "Password",
    "oldpassword": "Your password until now",
    "password1": "New password",
    "password2": "New password, once more",
    "code": "Code",
}
FORGETS = ("password", "oldpassword")
"""The fields beside which there is a way for who has forgotten what they ask for."""


class InOurWords(forms.Form):
    """A form of the library whose fields are called as on every other page, without words within them."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            # What a new password must be like, the page says above the form.
            field.help_text = _forgotten() if name in FORGETS else ""


def _forgotten() -> str:
    return format_html('<a href="{}">Forgotten password</a>', reverse("account_reset_password"))


class SignInForm(InOurWords, LoginForm):  # type: ignore[misc]  # a class of a library without types
    """Who comes in, by a password; the way for a forgotten one stands below the form."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["password"].help_text = ""


class ForgottenPasswordForm(InOurWords, ResetPasswordForm):  # type: ignore[misc]
    """Whose password is to be set anew."""


class NewPasswordForm(InOurWords, ResetPasswordKeyForm):  # type: ignore[misc]
    """The password of who came by the link of a letter."""


class FirstPasswordForm(InOurWords, SetPasswordForm):  # type: ignore[misc]
    """The password of who has none."""


class OtherPasswordForm(InOurWords, ChangePasswordForm):  # type: ignore[misc]
    """Another password, by the one there is."""


class IsItYouForm(InOurWords, ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class CodeSentForm(InOurWords, RequestLoginCodeForm):  # type: ignore[misc]
    """To whom a code is to be sent."""


class CodeOfMailForm(InOurWords, ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was sent."""


class SecondStepForm(InOurWords, AuthenticateForm):  # type: ignore[misc]
    """The code of an app, or a recovery code."""


class IsItYouByCodeForm(InOurWords, ReauthenticateByCodeForm):  # type: ignore[misc]
    """The same once more."""


class AppForm(InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    """The code an app shows, as the sign that it was set up."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"].label = "The code it shows"


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """What a passkey is called, and whether it lets in alone."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["name"] = "My passkey"
        alone = self.fields["passwordless"]
        alone.label = "Sign in with it alone, without the password"
        alone.help_text = "The device then asks for your finger, your face or its PIN."
        alone.initial = True
