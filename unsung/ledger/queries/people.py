"""The people who work here: who somebody is, and which roles they hold."""

from unsung.ground.visitor import NOBODY, ROLES, Visitor
from unsung.ledger.models import Person


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
