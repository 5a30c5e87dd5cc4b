"""Accounts: how a person of the register proves who is there."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from unsung.ledger.models import Person


class Accounts(BaseUserManager["Account"]):
    """Makes accounts, each for a person."""

    def create_user(self, email: str, password: str | None = None, *, person: Person) -> "Account":
        """An account for this person; without a password nobody can sign in until one is set."""
        account = self.model(email=email.strip().lower(), person=person)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One person's way in; the roles are the person's, and nothing is counted about what they do.

    `turned` is how often somebody else has changed this way in; what is locked for the person alone then
    asks for more than a password.
    """

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="account")
    is_active = models.BooleanField(default=True)
    turned = models.PositiveIntegerField(default=0)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        app_label = "web"

    def __str__(self) -> str:
        return self.email


class Program(models.Model):
    """A program that asks in a person's name: what it may ask for, and a hash of the token it shows.

    It never reaches further than the person's roles do on the day it asks. `used_on` is the last day it
    asked; the hour is nobody's business. `until` is the last day on which it may.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="programs")
    name = models.CharField(max_length=80)
    seal = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_on = models.DateField()
    used_on = models.DateField(null=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        app_label = "web"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="a_program_is_named_once")]

    def __str__(self) -> str:
        return self.name
