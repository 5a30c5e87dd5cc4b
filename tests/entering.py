"""Visitors for tests of pages: one of each role, signed in, in a home where somebody is known."""

from collections.abc import Callable

import pytest
from django.test import Client

from unsung.ground.visitor import Role
from unsung.ledger.models import Desk, Person
from unsung.ledger.models import Role as Held
from unsung.web.models import Account

Enter = Callable[..., Client]


@pytest.fixture
def enter(db: None) -> Enter:
    """A browser with somebody signed in who holds these roles; the role "anybody": nobody is signed in."""

    def as_one(*roles: Role | str, name: str = "Ada Boateng") -> Client:
        client = Client()
        if roles == ("anybody",):
            Person.objects.get_or_create(address="somebody@example.org", defaults={"name": "Somebody"})
            return client
        address = f"{name.split()[0].lower()}.{'-'.join(roles) or 'none'}@example.org"
        person, _ = Person.objects.get_or_create(address=address, defaults={"name": name})
        for role in set(roles) - {"colleague"}:
            desk, _ = Desk.objects.get_or_create(name="Service desk")
            at = desk if role in ("member", "lead") else None
            Held.objects.get_or_create(person=person, role=role, desk=at)
        client.force_login(Account.objects.filter(person=person).first() or made(person))
        return client

    return as_one


def made(person: Person) -> Account:
    """An account of this person with the password of all tests."""
    return Account.objects.create_user(person.address, "a long enough phrase", person=person)
