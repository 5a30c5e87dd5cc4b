"""The forms of the entrance that ask for an address, in the word the sign-in page has for it."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm

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
