"""Accounts of the demo's people, made where there are none."""

from unsung.ledger.models import Person
from unsung.web.models import Account


def account_of(person: Person) -> Account:
    """The person's account, made where there is none."""
    found = Account.objects.filter(person=person).first()
    return found or Account.objects.create_user(person.address, person=person)
