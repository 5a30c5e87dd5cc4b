"""A small desk on record and programs that ask for it, for the tests of the API."""

from pathlib import Path

from django.test import Client
from ninja.openapi.schema import OpenAPISchema

from tests.entering import made
from unsung.ground.visitor import Role
from unsung.intake.receiving import Asking, receive
from unsung.ledger.models import Desk, DeskAddress, Person
from unsung.ledger.models import Role as Held
from unsung.web.api.mounted import api
from unsung.web.models import Account
from unsung.web.programs import SCOPES, let_in

TABLE = """id,opened_at,channel,customer,category,resolved_at
V1,2025-10-06 09:00,walkin,Mrs Darko,Claims,2025-10-06 09:20
V2,2025-10-06 09:00,walkin,Mr Osei,Billing,
V3,2025-10-07 11:00,call,Ms Lind,Billing,2025-10-08 11:00
V4,never,call,Ms Lind,Billing,
V5,soon,call,Mr Secret,Billing,
"""
MAILS = """From osei@x.example Mon Oct  6 09:00:00 2025
From: Kwame Osei <osei@x.example>
To: desk@y.example
Subject: My claim
Date: 6 Oct 2025 09:00:00 +0000
Message-ID: <1@x.example>

Where is my claim?

From desk@y.example Mon Oct  6 10:00:00 2025
From: Ada Boateng <desk@y.example>
To: osei@x.example
Subject: Re: My claim
Date: 6 Oct 2025 10:00:00 +0000
Message-ID: <2@y.example>
In-Reply-To: <1@x.example>

It is on its way.
"""


def on_record(folder: Path) -> None:
    """Bring a table and a mailbox of two mails in."""
    place = Desk.objects.create(name="Service desk")
    DeskAddress.objects.create(desk=place, address="desk@y.example")
    (folder / "v.csv").write_text(TABLE, "utf-8")
    (folder / "box.mbox").write_text(MAILS, "utf-8")
    receive([folder / "v.csv", folder / "box.mbox"], Asking())


def account(*roles: Role) -> Account:
    """Somebody who holds these roles."""
    address = f"{'-'.join(roles) or 'none'}@programs.example"
    person, fresh = Person.objects.get_or_create(address=address, defaults={"name": "Ada Boateng"})
    if fresh:
        Held.objects.bulk_create(Held(person=person, role=role) for role in roles)
    return Account.objects.filter(person=person).first() or made(person)


def program(*roles: Role, scopes: tuple[str, ...] = tuple(SCOPES)) -> Client:
    """A program let do all of this by somebody who holds these roles."""
    of = account(*roles)
    token = let_in(of, f"program {of.programs.count()}", scopes, None)
    return Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)


def schema() -> OpenAPISchema:
    """The OpenAPI schema as it is told."""
    return api.get_openapi_schema()
