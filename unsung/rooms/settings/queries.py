"""What the pages of the settings ask: the people a reader may see, and what may be taken away."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from unsung.ground.visitor import Visitor
from unsung.ledger.models import Calendar, Department, Desk, Person, Role, RoleName
from unsung.ledger.queries.people import role_in_words


@dataclass(frozen=True)
class Colleague:
    """One person as the list shows them; `state` only for who runs Unsung: ended, invited, or no account."""

    number: int
    name: str
    address: str
    department: str
    roles: tuple[str, ...]
    state: str = ""

    @property
    def initials(self) -> str:
        """Two letters that stand for the name."""
        return Visitor(name=self.name).initials


def colleagues(reader: Visitor) -> list[Colleague]:
    """Everybody this reader may see here, by name: all for who runs Unsung, else those of the desk.

    Where somebody looks in the reader's place who could not read the list, only that person is in it.
    """
    runs = "administrator" in reader.roles
    found = Person.objects.select_related("department", "account")
    rows = found.prefetch_related("roles__desk", "roles__department")
    if not runs:
        rows = rows.filter(roles__desk__in=_led_by(reader)).distinct()
    looker = reader.looker
    if looker is not None and "administrator" not in looker.roles:
        also = rows.filter(roles__desk__in=_led_by(looker)) if "lead" in looker.roles else rows.none()
        rows = rows.filter(Q(pk__in=also.values("pk")) | Q(pk=looker.person))
    shows_state = runs and looker is None
    return [_colleague(person, shows_state) for person in rows.order_by("name", "id")]


def _led_by(visitor: Visitor) -> "QuerySet[Role, int | None]":
    return Role.objects.filter(person=visitor.person, role=RoleName.LEAD).values_list("desk", flat=True)


def _colleague(person: Person, shows_state: bool) -> Colleague:
    return Colleague(
        person.pk,
        person.name,
        person.address,
        str(person.department or ""),
        tuple(sorted(role_in_words(role) for role in person.roles.all())),
        state_of(person) if shows_state else "",
    )


def state_of(person: Person) -> str:
    """How far a person's way in is: "no account", "ended", "invited", or empty where they can sign in."""
    account = getattr(person, "account", None)
    if account is None:
        return "no account"
    if not account.is_active:
        return "ended"
    return "" if account.has_usable_password() else "invited"


def uninvited() -> list[Person]:
    """Everybody who has no account yet, by name."""
    return list(Person.objects.filter(account=None))


def desks() -> list[Desk]:
    """Every desk with its addresses, its calendar and that calendar's weeks and days."""
    return list(
        Desk.objects.select_related("calendar").prefetch_related(
            "addresses", "calendar__versions", "calendar__exceptions"
        )
    )


def may_change(visitor: Visitor, desk: Desk) -> bool:
    """Whether this visitor may change a desk: who runs Unsung, or leads it."""
    return "administrator" in visitor.roles or desk.pk in _led_by(visitor)


def may_change_hours(visitor: Visitor, calendar: Calendar) -> bool:
    """Whether this visitor may change hours: who runs Unsung, or leads a desk that keeps them."""
    led = calendar.desk_set.filter(pk__in=_led_by(visitor))
    return "administrator" in visitor.roles or led.exists()


def departments() -> "QuerySet[Department]":
    """Every department, with how many answer for it as `answerers`."""
    return Department.objects.annotate(answerers=Count("roles", distinct=True))


def is_free(department: Department) -> bool:
    """Whether nobody belongs to a department and nobody answers for it, so that it can be taken away."""
    return not department.person_set.exists() and not department.roles.exists()
