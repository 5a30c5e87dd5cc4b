"""The forms of the entrance in the words its pages have: for an address, a code, a passkey."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm

ADDRESS = "E-mail"


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # a class of a library without types
    """Whose password is to be set anew."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["email"].label = ADDRESS


class CodeSentForm(RequestLoginCodeForm):  # type: ignore[misc]  # a class of a library without types
    """To whom a code is to be sent."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["email"].label = ADDRESS


class AppForm(ActivateTOTPForm):  # type: ignore[misc]  # a class of a library without types
    """The code an app shows, as the sign that it was set up."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"].label = "The code it shows"


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # a class of a library without types
    """What a passkey is called, and whether it lets in alone."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial["name"] = "My passkey"
        alone = self.fields["passwordless"]
        alone.label = "Sign in with it alone, without the password"
        alone.help_text = "The device then asks for your finger, your face or its PIN."
        alone.initial = True
