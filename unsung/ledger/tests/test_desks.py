"""Whose conversations lie in a month: by what each names, a mail by the desks that have an address."""

from datetime import timedelta

import pytest

from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import record
from unsung.ledger.cards.tests.cabinet import NINE, opened, recorded
from unsung.ledger.models import Desk, DeskAddress
from unsung.ledger.queries.desks import desks_between

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def night() -> Desk:
    """The second of two desks; only what is told of them is in their names."""
    Desk.objects.create(name="Service desk")
    return Desk.objects.create(name="Night desk")


def desks() -> tuple[str, ...]:
    return desks_between(NINE - DAY, NINE + DAY)


@pytest.mark.usefixtures("night")
def test_what_names_no_desk_is_the_first_ones() -> None:
    assert desks() == ()
    recorded(opened("C1"))
    assert desks() == ("Service desk",)


@pytest.mark.usefixtures("night")
def test_every_desk_that_is_named_is_told_the_first_leading_and_each_once() -> None:
    recorded(opened("C1", desk_name="night desk "), opened("C2", desk_name="A third"))
    recorded(opened("C3", desk_name="Night desk"), opened("C4", NINE + 2 * DAY, desk_name="Too late"))
    assert desks() == ("Night desk", "A third")
    recorded(opened("C5"))
    assert desks() == ("Service desk", "Night desk", "A third")


@pytest.mark.usefixtures("night")
def test_what_no_customer_began_makes_no_desk() -> None:
    recorded(opened("C1", desk_name="Night desk", standing="spam"))
    recorded(opened("C2", desk_name="Night desk", started_by="desk"))
    assert desks() == ()


def test_a_mail_may_be_of_any_desk_that_has_an_address(night: Desk) -> None:
    begun = deliveries.begin(source="inbox", way="mail", name="box.mbox", fingerprint="b")
    record(begun, [opened("M1")])
    assert desks() == ("Service desk",)
    DeskAddress.objects.create(desk=night, address="night@example.org")
    assert desks() == ("Service desk", "Night desk")
