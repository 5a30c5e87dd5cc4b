"""The page of programs under one's own sign-in: which there are, letting another in, ending one."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unsung.ground import clock
from unsung.ground.visitor import visitor_of
from unsung.web.models import Account, Program
from unsung.web.programs import SCOPES, let_in, scopes_of


class ProgramForm(forms.Form):
    """What a program is called, what it may do, and until when."""

    name = forms.CharField(
        label="Its name", max_length=80, help_text="So that you know it again in this list."
    )
    scopes = forms.MultipleChoiceField(label="It may", widget=forms.CheckboxSelectMultiple)
    until = forms.DateField(
        label="Its last day",
        required=False,
        help_text="After it the token opens nothing. Left empty, it holds until you end it.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, account: Account, open_to: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(**more)
        self.account = account
        scopes = self.fields["scopes"]
        if isinstance(scopes, forms.MultipleChoiceField):
            scopes.choices = open_to
            scopes.error_messages["required"] = "Say what it may do."

    def clean_name(self) -> str:
        """A name that no other program of this person has."""
        name = str(self.cleaned_data["name"])
        if Program.objects.filter(account=self.account, name=name).exists():
            raise forms.ValidationError(
                "You have let in a program of this name. End it first, or name this otherwise."
            )
        return name

    def clean_until(self) -> Any:
        """A day that is not over."""
        until = self.cleaned_data["until"]
        if until and until < clock.now().date():
            raise forms.ValidationError("This day is over. Name one to come.")
        return until


def _account(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def programs(request: HttpRequest) -> HttpResponse:
    """The programs let in; sent in, the form lets another in and shows its token, this once."""
    account = _account(request)
    may = [(name, scope.behind) for name, scope in scopes_of(visitor_of(request)).items()]
    form = ProgramForm(account, may, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        token = let_in(account, **form.cleaned_data)
        told = {"token": token, "name": form.cleaned_data["name"]}
        return _page(request, account, ProgramForm(account, may), told)
    return _page(request, account, form, {})


def _page(request: HttpRequest, account: Account, form: ProgramForm, told: dict[str, str]) -> HttpResponse:
    rows = [
        {"program": row, "may": [SCOPES[scope].behind for scope in row.scopes if scope in SCOPES]}
        for row in Program.objects.filter(account=account)
    ]
    return render(request, "programs/programs.html", {"form": form, "rows": rows, **told})


@require_POST
def end_program(request: HttpRequest, pk: int) -> HttpResponse:
    """End a program of one's own: from now on its token opens nothing."""
    Program.objects.filter(account=_account(request), pk=pk).delete()
    return redirect("programs")
