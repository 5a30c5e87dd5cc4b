"""The people who work here: who somebody is, and which roles they hold."""

from collections.abc import Iterable
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


@dataclass(frozen=True)
class DeskOf:
    """A desk somebody is at, and who leads it besides: their numbers and names, by name."""

    pk: int
    name: str
    leads: tuple[tuple[int, str], ...]
    led: bool


def desks_of(person: int) -> list[DeskOf]:
    """The desks somebody is at, by name; `led` where anybody leads it, that person included."""
    here = Role.objects.filter(person=person, role__in=AT_A_DESK).values("desk")
    roles = Role.objects.filter(role__in=AT_A_DESK, desk__in=here).select_related("person", "desk")
    found: dict[tuple[str, int], list[Role]] = {}
    for role in roles.order_by("desk__name", "person__name"):
        found.setdefault((str(role.desk), role.desk_id or 0), []).append(role)
    return [_desk_of(number, name, held, person) for (name, number), held in found.items()]


def _desk_of(number: int, name: str, held: list[Role], person: int) -> DeskOf:
    leads = [(each.person_id, each.person.name) for each in held if each.role == RoleName.LEAD]
    return DeskOf(number, name, tuple(each for each in leads if each[0] != person), bool(leads))


def names_of(people: Iterable[int]) -> list[str]:
    """The names of these people, by name."""
    return sorted(Person.objects.filter(pk__in=list(people)).values_list("name", flat=True), key=str.casefold)
