"""Desks, departments and kinds of customers as forms, with addresses written one a line."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.db.models import Model

from unsung.ledger.actions.desks import DeskTold
from unsung.ledger.models import Calendar, CustomerKind, Department, Desk, DeskAddress, KindAddress
from unsung.rooms.settings.forms.naming import NameField

DOMAIN = re.compile(r"@[a-z0-9-]+(\.[a-z0-9-]+)+")
OWN = "own"


class AddressesField(forms.CharField):
    """Addresses and whole domains ("@example.org"), one a line; cleaned, a list in small letters."""

    def __init__(self, **more: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "class": "code"})
        super().__init__(required=False, widget=widget, **more)

    def clean(self, value: Any) -> list[str]:
        """Each address once, in the order written; an error names what is none."""
        said = re.split(r"[\s,;]+", (super().clean(value) or "").casefold())
        found = list(dict.fromkeys(filter(None, said)))
        for address in found:
            if not DOMAIN.fullmatch(address) and not _is_mail(address):
                raise forms.ValidationError(
                    f"“{address}” is no address. Write one like help@example.org, or @example.org for all."
                )
        return found


def _is_mail(address: str) -> bool:
    try:
        EmailValidator()(address)
    except forms.ValidationError:
        return False
    return True


class DeskForm(forms.Form):
    """A desk: what it is called, which addresses are its own, and whose hours it keeps."""

    name = NameField()
    addresses = AddressesField(
        label="Addresses of the desk",
        help_text="One a line: help@example.org, or @example.org for all of a domain. Mails to and from "
        "them are the desk’s own; what is on record is filed by this when mail is brought in next.",
    )
    calendar = forms.ChoiceField(label="Opening hours")

    def __init__(self, data: Any = None, desk: Desk | None = None) -> None:
        self.desk = desk
        super().__init__(data, initial=_known(desk) if desk else {"calendar": OWN})
        kept = [(str(each.pk), f"As “{each}”") for each in Calendar.objects.order_by("name")]
        self.fields["calendar"].choices = [*kept, (OWN, "New hours of its own")]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """The name, which no other desk may have."""
        return free_name(Desk, self.cleaned_data["name"], self.desk)

    def clean_addresses(self) -> list[str]:
        """The addresses, which no other desk may have."""
        said: list[str] = self.cleaned_data["addresses"]
        taken = DeskAddress.objects.filter(address__in=said).exclude(desk=self.desk).select_related("desk")
        for each in taken:
            raise forms.ValidationError(f"{each.address} is an address of {each.desk} already.")
        return said

    def told(self) -> DeskTold:
        """What the desk is to be."""
        said = self.cleaned_data
        kept = None if said["calendar"] == OWN else Calendar.objects.get(pk=said["calendar"])
        return DeskTold(said["name"], tuple(said["addresses"]), kept)


def _known(desk: Desk) -> dict[str, object]:
    return {
        "name": desk.name,
        "addresses": _lines(desk.addresses.values_list("address", flat=True)),
        "calendar": str(desk.calendar_id or OWN),
    }


class DepartmentForm(forms.Form):
    """A department that can be asked and can answer."""

    name = NameField()
    address = forms.EmailField(required=False, label="Mail address", help_text="Where questions to it go.")

    def __init__(self, data: Any = None, department: Department | None = None) -> None:
        self.department = department
        known = {"name": department.name, "address": department.address} if department else {}
        super().__init__(data, initial=known)

    def clean_name(self) -> str:
        """The name, which no other department may have."""
        return free_name(Department, self.cleaned_data["name"], self.department)


class KindForm(forms.Form):
    """A kind of customer a company tells apart, and who is of it."""

    name = NameField(help_text="In the plural: Policyholders, Brokers.")
    addresses = AddressesField(
        label="Who is of this kind",
        help_text="Addresses and domains, one a line: @brokers.example. "
        "This goes before what a source says of them.",
    )

    def __init__(self, data: Any = None, kind: CustomerKind | None = None) -> None:
        self.kind = kind
        known = kind and {
            "name": kind.name,
            "addresses": _lines(kind.addresses.values_list("address", flat=True)),
        }
        super().__init__(data, initial=known or {})

    def clean_name(self) -> str:
        """The name, which no other kind may have."""
        return free_name(CustomerKind, self.cleaned_data["name"], self.kind)

    def clean_addresses(self) -> list[str]:
        """The addresses, which no other kind may have."""
        said: list[str] = self.cleaned_data["addresses"]
        for each in (
            KindAddress.objects.filter(address__in=said).exclude(kind=self.kind).select_related("kind")
        ):
            raise forms.ValidationError(f"{each.address} is of the kind “{each.kind.name}” already.")
        return said


def free_name(of: type[Model], name: str, but: Model | None) -> str:
    """The name, unless another of these has it already."""
    if of._default_manager.filter(name__iexact=name).exclude(pk=but and but.pk).exists():
        raise forms.ValidationError(f"There is one called “{name}” already.")
    return name


def _lines(addresses: Iterable[str]) -> str:
    return "\n".join(addresses)
