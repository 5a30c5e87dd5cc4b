"""Accounts made and opened: for people of the register, with a password or a link to set one."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from unsung.ledger.models import Person
from unsung.web.models import Account


def account_of(person: Person) -> Account:
    """The person's account, made where there is none; it follows the person's address."""
    account = Account.objects.filter(person=person).first()
    if account is None:
        return Account.objects.create_user(person.address, person=person)
    if account.email != person.address.lower():
        account.email = person.address.lower()
        account.save(update_fields=["email"])
    return account


def first_link(account: Account) -> str:
    """The path at which this account's password is set: it works once, and for three days."""
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    uid, _, token = key.partition("-")
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
