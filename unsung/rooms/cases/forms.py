"""What one looks cases up by: words, and filters that make the list shorter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from unsung.ground.channels import NAMES
from unsung.ground.periods import parse_month
from unsung.ledger.cards.looking_up import Wish
from unsung.rooms.cases.queries import Choices

STATES = (("open", "Open"), ("settled", "Settled"))


@dataclass(frozen=True)
class Select:
    """One filter as the page shows it: written out there, since Django takes a template an option."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    chosen: str


class LookUp(forms.Form):
    """Every part may be left out; what is none of the choices is as good as left out."""

    q = forms.CharField(required=False, max_length=400)
    channel = forms.ChoiceField(label="Channel", required=False)
    month = forms.ChoiceField(label="Opened in", required=False)
    category = forms.ChoiceField(label="Category", required=False)
    state = forms.ChoiceField(label="State", required=False)
    waits = forms.BooleanField(required=False)

    def __init__(self, data: Any, choices: Choices) -> None:
        super().__init__(data)
        self.offered: dict[str, Sequence[tuple[str, str]]] = {
            "channel": [("", "Every channel"), *NAMES.items()],
            "month": [("", "Any month"), *choices.months],
            "category": [("", "Every category"), *((each, each) for each in choices.categories)],
            "state": [("", "Any state"), *STATES],
        }
        for name, offered in self.offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        self.full_clean()

    @property
    def selects(self) -> list[Select]:
        """The filters, each with what was chosen."""
        kept = self.kept()
        return [
            Select(name, str(self.fields[name].label), offered, kept.get(name, ""))
            for name, offered in self.offered.items()
        ]

    def kept(self) -> dict[str, str]:
        """What was asked for, as an address keeps it."""
        told = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: "on" if value is True else str(value) for name, value in told.items() if value}

    @property
    def asked(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(self.kept())

    def wish(self, zone: str) -> Wish:
        """What was asked for, as the card index is asked."""
        told = {name: str(self.kept().get(name, "")) for name in self.fields}
        month = parse_month(told["month"], zone) if told["month"] else None
        return Wish(
            words=told["q"],
            channel=told["channel"],
            category=told["category"],
            state=told["state"],
            waits=bool(told["waits"]),
            from_s=month.start_s if month else None,
            to_s=month.end_s if month else None,
        )

    def place(self, name: str) -> int | None:
        """The place a page goes on from; None where none is named."""
        try:
            place = int(self.data.get(name, ""))
        except ValueError:
            return None
        return place if abs(place) < 1 << 63 else None
