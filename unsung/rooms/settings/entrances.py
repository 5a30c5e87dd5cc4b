"""Entrances: the account of a person, the link to set its password, its end, and who is left to run this."""

from dataclasses import dataclass
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of
from unsung.ledger.actions.changes import note
from unsung.ledger.actions.people import holders
from unsung.ledger.models import Person, RoleName

Account = get_user_model()


@dataclass(frozen=True)
class Invitation:
    """A link that sets a password once, for three days; whether it went out by mail, or why not.

    `link` is empty where only the person it was mailed to may see it.
    """

    link: str
    mailed: bool = False
    trouble: str = ""


def account_of(by: int, person: Person) -> AbstractBaseUser:
    """The person's account, made where there is none; it follows the person's address."""
    account = Account.objects.filter(person=person).first()
    if account is None:
        return Account.objects.create_user(person.address, person=person)
    if account.email != person.address.lower():
        account.email = person.address.lower()
        account.save(update_fields=["email"])
        # Else a new password could still be asked for at the old address.
        EmailAddress.objects.filter(user=account).delete()
        _turn(by, person)
    return account


def _turn(by: int, person: Person) -> None:
    # What only the person may open, as the journal, is locked from now on for whoever comes in this way.
    if by != person.pk:
        Account.objects.filter(person=person).update(turned=F("turned") + 1)


def follow_address(by: int, person: Person) -> None:
    """Let the account, where there is one, be known by the person's address."""
    if Account.objects.filter(person=person).exists():
        account_of(by, person)


def invite(request: HttpRequest, person: Person) -> Invitation:
    """Make the account and a link for it; where a mail server is named the letter goes out."""
    by = visitor_of(request).person or 0
    account = account_of(by, person)
    if not account.is_active:
        raise Problem(f"The account of {person} was ended.", "No letter was sent.", "Open it again first.")
    link = _address_of(request, _first_path(account))
    again = account.has_usable_password()
    what = f"A link for a new password of {person} made." if again else f"{person} invited to set a password."
    note(by or None, "people", what, person)
    _turn(by, person)
    if not settings.OFFICE.host:
        return Invitation(link)
    try:
        _letter(request, person, link).send()
    except (OSError, SMTPException) as fault:
        return Invitation(link, trouble=str(fault) or type(fault).__name__)
    # Whoever has a password has things of their own here: their link is for their eyes alone.
    return Invitation("" if again else link, mailed=True)


def _first_path(account: AbstractBaseUser) -> str:
    token = default_token_generator.make_token(account)
    parts = {"uidb36": user_pk_to_url_str(account), "key": token}
    return reverse("account_reset_password_from_key", kwargs=parts)


def _address_of(request: HttpRequest, path: str) -> str:
    return f"{settings.URL}{path}" if settings.URL else request.build_absolute_uri(path)


def _letter(request: HttpRequest, person: Person, link: str) -> EmailMessage:
    context = {"person": person, "link": link, "address": _address_of(request, "/")}
    text = render_to_string("settings/letter.txt", context)
    return EmailMessage("Your way into Unsung", text, to=[person.address])


@transaction.atomic
def end(by: int, person: Person) -> None:
    """End the account: nobody can sign in with it, and whoever is signed in no longer is.

    Raises Problem where nobody else could run Unsung then.
    """
    if not others_run(person):
        raise Problem(
            f"{person} is the last who can run Unsung.",
            "The account was not ended: nobody could change people or roles any more.",
            "Let somebody else run Unsung first, and see that they have set their password.",
        )
    Account.objects.filter(person=person).update(is_active=False)
    for session in UserSession.objects.filter(user__person=person):
        session.end()
    note(by, "people", f"{person} can no longer sign in: the account was ended.", person)


@transaction.atomic
def reopen(by: int, person: Person) -> None:
    """Open an ended account again, with the password it had."""
    Account.objects.filter(person=person).update(is_active=True)
    note(by, "people", f"{person} can sign in again.", person)


def others_run(person: Person) -> bool:
    """Whether somebody else holds the role that runs Unsung, and can sign in to use it.

    Always asked within a transaction: the roles are held still until it ends. True where the person does
    not run Unsung at all.
    """
    run = holders(RoleName.ADMINISTRATOR)
    others = Account.objects.filter(person__in=run - {person.pk}, is_active=True)
    return person.pk not in run or any(account.has_usable_password() for account in others)
