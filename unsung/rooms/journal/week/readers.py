"""To whom a summary can go: whoever leads a desk of the writer, by name."""

from dataclasses import dataclass

from unsung.ground.visitor import Visitor
from unsung.ledger.models import Role, RoleName


@dataclass(frozen=True)
class Reader:
    """Somebody who leads a desk of the writer; `alone` where the writer is its only member."""

    person: int
    name: str
    address: str
    desk: int
    desk_name: str
    alone: bool


def readers_of(writer: Visitor) -> list[Reader]:
    """Who leads a desk that the writer is at, by name; never the writer."""
    at_desks = Role.objects.filter(desk__in=writer.desks).exclude(person=writer.person)
    members = set(at_desks.filter(role=RoleName.MEMBER).values_list("desk_id", flat=True))
    leads = at_desks.filter(role=RoleName.LEAD).select_related("person", "desk")
    return [
        Reader(
            role.person_id, role.person.name, role.person.address,
            role.desk_id or 0, str(role.desk), role.desk_id not in members,
        )
        for role in leads.order_by("person__name", "desk__name")
    ]  # fmt: skip
