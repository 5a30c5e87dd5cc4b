"""The forms of the set-up that the settings do not have: the desk, and its first people."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.validators import validate_email

from unsung.ledger.actions.people import Told
from unsung.rooms.settings.forms.hours import ZoneField
from unsung.rooms.settings.forms.naming import LONGEST, NameField, seen

Account = get_user_model()


class DeskForm(forms.Form):
    """What the desk is called, and where it is."""

    name = NameField(
        label="What the desk is called",
        help_text="As the review will name it: Larkfield Mutual.",
    )
    zone = ZoneField(help_text="Type a city, or choose from the list.")


class CodeForm(forms.Form):
    """The code that the start of Unsung prints."""

    code = forms.CharField(
        max_length=40,
        label="The code",
        help_text="It stands where “unsung serve” was started.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "autofocus": True}
        ),
    )


class PeopleForm(forms.Form):
    """The first person, who leads the desk and runs Unsung, and whoever else is at the desk."""

    name = NameField(label="Your name")
    address = forms.EmailField(
        label="Your mail address",
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label="A password",
        help_text="Twelve characters or more. A few words you can remember are best.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same once more",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    others = forms.CharField(
        required=False,
        label="Others at the desk",
        help_text="One a line: Ada Boateng, ada@example.org. You invite them afterwards.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_address(self) -> str:
        """The address in small letters."""
        return str(self.cleaned_data["address"]).strip().lower()

    def clean_others(self) -> list[Told]:
        """Who else is at the desk; an error names the line that could not be read."""
        return list(_people(self.cleaned_data["others"]))

    def clean(self) -> dict[str, Any]:
        """The passwords agree and are good ones, and nobody is named twice."""
        said = super().clean() or {}
        password = said.get("password")
        if password and said.get("again") and password != said["again"]:
            self.add_error("again", "This is not the same as the password above.")
        elif password:
            try:
                validate_password(password, Account(email=said.get("address", "")))
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        addresses = [told.address for told in said.get("others", ())]
        twice = next((each for each in addresses if [*addresses, said.get("address")].count(each) > 1), "")
        if twice:
            self.add_error("others", f"{twice} is written twice.")
        return said

    def first(self) -> tuple[Told, str]:
        """The first person, and the password chosen."""
        said = self.cleaned_data
        return Told(said["name"], said["address"]), said["password"]


def _people(said: str) -> Iterator[Told]:
    for line in filter(None, map(str.strip, said.splitlines())):
        name, _, address = line.rpartition(",")
        address = address.strip().lower()
        try:
            validate_email(address)
        except forms.ValidationError:
            address = ""
        if not name.strip() or not address:
            raise forms.ValidationError(f"“{line}” is not a name, a comma and an address.")
        if len(name) > LONGEST:
            raise forms.ValidationError(f"“{name[:30]}…” is too long for a name.")
        try:
            yield Told(seen(name), address)
        except forms.ValidationError as fault:
            raise forms.ValidationError(f"The name of {address}: {fault.messages[0]}") from fault
