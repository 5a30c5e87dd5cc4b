"""People and the roles they hold: added, changed, given and taken, each change noted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from unsung.ledger.actions.changes import came_and_went, note
from unsung.ledger.models import Department, Person, Role, RoleName
from unsung.ledger.queries.people import role_in_words


@dataclass(frozen=True)
class Held:
    """One role as it is held: at a desk (member, lead), for a department (answerer), or everywhere."""

    role: str
    desk: int | None = None
    department: int | None = None


@dataclass(frozen=True)
class Told:
    """What is known of a person: name, mail address, and the number of the department."""

    name: str
    address: str
    department: int | None = None


@transaction.atomic
def add_person(by: int | None, told: Told, held: Iterable[Held] = ()) -> Person:
    """Put somebody into the register, with these roles."""
    person = Person.objects.create(name=told.name, address=told.address, department_id=told.department)
    _hold(person, held)
    roles = ", ".join(_words_of(person)) or "no role"
    note(by, "people", f"{person.name} ({person.address}) added: {roles}.", person)
    return person


@transaction.atomic
def change_person(by: int, person: Person, told: Told) -> None:
    """Change name, address or department; nothing is noted where nothing changed."""
    was = _facts_of(person)
    person.name, person.address, person.department_id = told.name, told.address, told.department
    person.save()
    said = [
        f"{what} {before or 'none'} is now {after or 'none'}"
        for (what, before), (_, after) in zip(was, _facts_of(person), strict=True)
        if before != after
    ]
    if said:
        note(by, "people", f"{was[0][1]}: {', '.join(said)}.", person)


def _facts_of(person: Person) -> list[tuple[str, str]]:
    department = Department.objects.filter(pk=person.department_id or 0).first()
    return [
        ("the name", person.name),
        ("the address", person.address),
        ("the department", str(department or "")),
    ]


@transaction.atomic
def give_roles(by: int, person: Person, held: Iterable[Held]) -> None:
    """Let the person hold exactly these roles."""
    before = _words_of(person)
    person.roles.all().delete()
    _hold(person, held)
    if said := came_and_went(before, _words_of(person)):
        note(by, "people", f"{person.name}: {said}.", person)


def holders(role: RoleName) -> set[int]:
    """The numbers of all who hold a role, held still until the caller's transaction ends."""
    return set(Role.objects.select_for_update().filter(role=role).values_list("person_id", flat=True))


def _hold(person: Person, held: Iterable[Held]) -> None:
    Role.objects.bulk_create(
        [
            Role(person=person, role=each.role, desk_id=each.desk, department_id=each.department)
            for each in dict.fromkeys(held)
        ]
    )


def _words_of(person: Person) -> list[str]:
    return sorted(role_in_words(role) for role in person.roles.select_related("desk", "department"))
