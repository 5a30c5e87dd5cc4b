"""What a writer fills in for a pack; the forms check and save nothing."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from unsung.ledger.models import Person
from unsung.rooms.journal.evidence.packs import CHOSEN, Claim, Pack, new_claim

ID = re.compile(r"[0-9a-f]{16}")
MOST_MONTHS = 24
DAYS = 30
"""How long a link opens unless its writer says otherwise, in days."""
A_YEAR = 366


def six_months_to(today: date) -> tuple[date, date]:
    """The last six months, today included."""
    years, month = divmod(today.month - 1 - 6, 12)
    begins = date(today.year + years, month + 1, 1)
    return begins.replace(day=min(today.day, 28)), today


class AboutForm(forms.Form):
    """The period of a pack, what it is for, and what stands on its front page."""

    first = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    occasion = forms.CharField(
        label="What it is for",
        required=False,
        max_length=120,
        help_text="Printed behind “Evidence for”: a review on 20 November.",
    )
    chosen = forms.CharField(
        label="How you chose the entries",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Stands on the front page, so that a reader knows.",
    )
    helped = forms.CharField(
        label="What would have helped",
        required=False,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """See that the period is one."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last:
            if last < first:
                raise ValidationError("The last day comes before the first.")
            if (last.year - first.year) * 12 + last.month - first.month >= MOST_MONTHS:
                raise ValidationError(f"A pack holds {MOST_MONTHS} months at most.")
        return given

    def kept(self) -> dict[str, Any]:
        """What was filled in, as a pack keeps it."""
        given = self.cleaned_data
        words = {name: given[name] for name in ("occasion", "helped")}
        period = {"first": given["first"].isoformat(), "last": given["last"].isoformat()}
        return {**period, **words, "chosen": given["chosen"] or CHOSEN}


def about(pack: Pack) -> dict[str, str]:
    """What the form of a pack begins with."""
    return {name: getattr(pack, name) for name in ("first", "last", "occasion", "chosen", "helped")}


class ClaimForm(forms.Form):
    """A claim in its writer's words."""

    says = forms.CharField(
        label="The claim, in one sentence",
        max_length=200,
        help_text="In the words of your review form, if it has some: I calmed customers about to leave.",
    )
    outcome = forms.CharField(
        label="What came of it",
        required=False,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 3, "class": "voice"}),
    )
    differently = forms.CharField(
        label="What I would do differently",
        required=False,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 2, "class": "voice"}),
    )

    def claim(self, id: str, lines: tuple[str, ...]) -> Claim:
        """The claim as it is kept; an id that is none of ours is left for one of ours."""
        given = self.cleaned_data
        return Claim(
            id if ID.fullmatch(id) else new_claim(),
            given["says"],
            given["outcome"],
            given["differently"],
            lines,
        )


class AskForm(forms.Form):
    """Whom one asks about a line, and the words shown for it."""

    whom = forms.ModelChoiceField(
        Person.objects.none(), label="Whom you ask", empty_label="Choose a colleague",
        error_messages={"required": "Choose whom you ask."},
    )  # fmt: skip
    words = forms.CharField(
        label="The words your colleague sees",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "voice"}),
        help_text="Nothing else of the line is shown. Change them as you like.",
    )

    def __init__(self, writer: int, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["whom"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.exclude(pk=writer)


class LinkForm(forms.Form):
    """How long a published page opens."""

    days = forms.IntegerField(
        label="Days it opens", min_value=1, max_value=A_YEAR, initial=DAYS,
        error_messages={"max_value": "A link opens for a year at most."},
    )  # fmt: skip
