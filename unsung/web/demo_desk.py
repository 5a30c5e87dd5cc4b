"""The demo desk opened: an empty home is filled with it, and two people can sign in."""

import os
import secrets

from unsung.flow.catching_up import keep_up
from unsung.flow.showing import bring_in_demo
from unsung.ground.home import home
from unsung.ground.progress import Tell
from unsung.ledger.models import Person
from unsung.ledger.queries.people import anybody_known
from unsung.ledger.queries.reach import reach
from unsung.web.accounts import account_of

WORDS = (
    "amber apple basket beacon birch bramble bridge button candle cedar clover copper cotton crayon "
    "daisy ember fennel garden ginger harbour hazel heron ivory juniper kettle lantern lavender linen "
    "maple marble meadow mitten nutmeg olive orchard paper pebble pepper plum quartz quilt raven ribbon "
    "river saddle saffron sorrel spruce sugar thimble thistle timber violet walnut willow window yarrow"
).split()


def is_empty() -> bool:
    """Whether nothing at all is on record."""
    return not anybody_known() and reach().first is None


def fill(tell: Tell) -> None:
    """Bring the demo desk in and let two of its people in: one of the desk, and the one who leads it."""
    bring_in_demo("", tell)
    # The latest month at once, so that there is a review to read; the worker prints the others.
    keep_up(tell, most=1)
    lines = [
        f"{role:<6}  {person.address}  {_let_in(person)}"
        for role in ("member", "lead")
        if (person := _somebody(role))
    ]
    handle = os.open(home().sign_ins, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as written:
        written.write("\n".join(lines) + "\n")


def sign_ins() -> list[str]:
    """The demo's sign-ins, a line each; none where this home is no demo."""
    return home().sign_ins.read_text("utf-8").splitlines() if home().sign_ins.exists() else []


def _somebody(role: str) -> Person | None:
    return Person.objects.filter(roles__role=role).order_by("name").first()


def _let_in(person: Person) -> str:
    password = "-".join(secrets.choice(WORDS) for _ in range(5))
    account = account_of(person)
    account.set_password(password)
    account.save(update_fields=["password"])
    return password
