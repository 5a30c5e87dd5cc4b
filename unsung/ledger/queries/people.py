"""The people who work here: who somebody is, and which roles they hold."""

from dataclasses import dataclass

from unsung.ground.visitor import NOBODY, ROLES, WORDS, Visitor
from unsung.ledger.models import Person, Role, RoleName

AT_A_DESK = frozenset({RoleName.MEMBER, RoleName.LEAD})
"""The roles that are held at a desk; the others are held everywhere, whatever desk made them known."""


def visitor(person: int | None) -> Visitor:
    """The person of this number with every role held; nobody where there is no such person."""
    found = Person.objects.filter(pk=person).prefetch_related("roles").first() if person else None
    if found is None:
        return NOBODY
    held = list(found.roles.all())
    return Visitor(
        found.pk,
        found.name,
        found.address,
        frozenset(role for role in ROLES if any(each.role == role for each in held)),
        frozenset(each.desk_id for each in held if each.desk_id),
        frozenset(each.department_id for each in held if each.department_id),
    )


def anybody_known() -> bool:
    """Whether there is one person at all."""
    return Person.objects.exists()


def role_in_words(role: Role) -> str:
    """A role as it is said on a page: "Leads the desk: Service desk", "Answers for a department: Billing"."""
    where = role.desk if role.role in AT_A_DESK else role.department
    words = WORDS[role.role]  # type: ignore[index]  # the choices of the field are the keys
    return f"{words}: {where}" if where else words


@dataclass(frozen=True)
class Leader:
    """Somebody who leads a desk: the person's number and name, and the names of those desks."""

    pk: int
    name: str
    desk_names: str


def leaders_of(reader: Visitor) -> list[Leader]:
    """Who leads a desk that this person is at, by name; never the person."""
    roles = Role.objects.filter(role=RoleName.LEAD, desk__in=reader.desks).exclude(person=reader.person)
    found: dict[tuple[str, int], list[str]] = {}
    for role in roles.select_related("person", "desk").order_by("desk__name"):
        found.setdefault((role.person.name, role.person_id), []).append(str(role.desk))
    return [Leader(number, name, ", ".join(desks)) for (name, number), desks in sorted(found.items())]
