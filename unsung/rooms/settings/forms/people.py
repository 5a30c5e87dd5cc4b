"""A person as a form: name, address, department, and every role as a box to tick."""

from collections.abc import Iterator
from typing import Any

from django import forms

from unsung.ground.visitor import WORDS
from unsung.ledger.actions.people import Held, Told
from unsung.ledger.models import Department, Desk, Person, Role, RoleName
from unsung.ledger.queries.people import AT_A_DESK
from unsung.rooms.settings.forms.naming import NameField

Choice = tuple[str, str]
HINTS = {
    "member": "Sees the conversations of customers, and brings records in.",
    "lead": "All a member sees, and changes hours, departments and kinds of customers.",
    "answerer": "Stands for that department. It is asked nothing by Unsung yet, so this opens no page.",
    "editor": "Has a month’s review printed, or printed again. The words of a review cannot be changed yet.",
    "administrator": "Changes people and roles. Sees no conversation by that.",
}


class PersonForm(forms.Form):
    """Who somebody is and what they may do here."""

    name = NameField(help_text="As colleagues call them.")
    address = forms.EmailField(label="Mail address", help_text="They sign in with it.")
    department = forms.ModelChoiceField(Department.objects.all(), required=False, empty_label="None")
    roles = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, person: Person | None = None) -> None:
        self.person = person
        super().__init__(data, initial=_known(person) if person else {})
        self.groups = list(_groups())
        self.fields["roles"].choices = [  # type: ignore[attr-defined]  # a field of choices
            choice for _, _, choices in self.groups for choice in choices
        ]

    def clean_address(self) -> str:
        """The address in small letters, which nobody else may have."""
        address = str(self.cleaned_data["address"]).strip().lower()
        other = Person.objects.filter(address__iexact=address).exclude(
            pk=self.person.pk if self.person else 0
        )
        if found := other.first():
            raise forms.ValidationError(f"{found} has this address already.")
        return address

    def boxes(self) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
        """The roles as the page shows them: a legend, a hint, and boxes with value, label and tick."""
        ticked = set(self["roles"].value() or ())
        return [
            (legend, hint, [(value, label, value in ticked) for value, label in choices])
            for legend, hint, choices in self.groups
        ]

    def told(self) -> Told:
        """Who the person is to be."""
        said = self.cleaned_data
        return Told(said["name"], said["address"], said["department"].pk if said["department"] else None)

    def held(self) -> list[Held]:
        """The roles ticked."""
        return [_held(value) for value in self.cleaned_data["roles"]]

    def runs(self) -> bool:
        """Whether the person is to run Unsung."""
        return RoleName.ADMINISTRATOR.value in self.cleaned_data["roles"]


def _groups() -> Iterator[tuple[str, str, list[Choice]]]:
    desks = [(desk.pk, str(desk)) for desk in Desk.objects.all()]
    departments = [(department.pk, str(department)) for department in Department.objects.all()]
    yield WORDS["member"], HINTS["member"], [(f"member:{number}", name) for number, name in desks]
    yield WORDS["lead"], HINTS["lead"], [(f"lead:{number}", name) for number, name in desks]
    if departments:
        choices = [(f"answerer:{number}", name) for number, name in departments]
        yield WORDS["answerer"], HINTS["answerer"], choices
    for role in ("editor", "administrator"):
        yield "", HINTS[role], [(role, WORDS[role])]


def _known(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "address": person.address,
        "department": person.department_id,
        "roles": [_value(role) for role in person.roles.all()],
    }


def _value(role: Role) -> str:
    place = role.desk_id if role.role in AT_A_DESK else role.department_id
    return f"{role.role}:{place}" if place else role.role


def _held(value: str) -> Held:
    role, _, number = value.partition(":")
    if role == RoleName.ANSWERER:
        return Held(role, department=int(number))
    return Held(role, desk=int(number) if number else None)
