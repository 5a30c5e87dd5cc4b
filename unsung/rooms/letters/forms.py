"""The answer to an ask: yes, no, or later on a day, with a word beside it."""

from datetime import date
from typing import Any

from django import forms

KINDS = (("yes", "Yes"), ("no", "No"), ("later", "Later"))
MOST = 500


class AnswerForm(forms.Form):
    """What is answered; `later` needs the day until which it is put off."""

    kind = forms.ChoiceField(label="Your answer", choices=KINDS, widget=forms.RadioSelect)
    until = forms.DateField(
        label="Later: until which day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    words = forms.CharField(
        label="A word beside it",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "voice"}),
    )

    def __init__(self, today: date, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """The answer; a day is kept only where it was put off, and must lie ahead."""
        told = super().clean() or {}
        until = told.get("until")
        if told.get("kind") != "later":
            told["until"] = None
        elif "until" not in self.errors and (until is None or until <= self.today):
            self.add_error("until", "Name the day until which it is put off, from tomorrow on.")
        elif until and (until - self.today).days > 366:
            self.add_error("until", "That is more than a year ahead: name an earlier day, or answer No.")
        return told
