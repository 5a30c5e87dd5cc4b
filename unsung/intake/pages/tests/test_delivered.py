"""Deliveries: every one is listed, and one can be taken back, once, by who may, and brought in again."""

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.intake import jobs
from unsung.intake.models import TakingBack
from unsung.intake.pages.queries import PAGE
from unsung.intake.pages.tests.records import TICKETS, archive, brought_in, mails, work
from unsung.intake.pages.tests.test_handing_in import counted, text
from unsung.intake.withdrawing import withdraw
from unsung.ledger.actions import deliveries
from unsung.ledger.models import Delivery
from unsung.ledger.queries.standing import facts_digest, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def ben(enter: Enter) -> Client:
    return enter("lead", name="Ben Carrow")


def test_what_was_brought_at_the_command_line_is_listed_too(ben: Client) -> None:
    begun = deliveries.begin(source="calls", way="calls", name="Master.csv", fingerprint="f")
    deliveries.finish(begun, ["The zone is UTC."])
    assert "at the command line" in text(ben, "/bring/")
    page = text(ben, f"/bring/delivery/{begun.pk}/")
    assert "the command line" in page
    assert "The zone is UTC." in page


def test_the_list_is_paged_by_key_and_asks_no_more_for_many(ben: Client) -> None:
    for n in range(3):
        deliveries.begin(source="calls", way="calls", name=f"{n}.csv", fingerprint=str(n))
    few = counted(ben, "/bring/")
    for n in range(3, PAGE + 5):
        deliveries.begin(source=f"calls {n}", way="calls", name=f"{n}.csv", fingerprint=str(n))
    assert counted(ben, "/bring/") == few
    page = text(ben, "/bring/")
    before = page.partition('href="?before=')[2].partition('"')[0]
    later, earlier = (
        page.count("/bring/delivery/"),
        text(ben, f"/bring/?before={before}").count("/bring/delivery/"),
    )
    assert (later, earlier) == (PAGE, 5)


def test_what_will_be_withdrawn_is_said_first_and_nothing_changes_by_looking(ben: Client) -> None:
    brought_in(ben, {"tickets.csv": TICKETS})
    before = facts_digest()
    page = text(ben, f"/bring/delivery/{Delivery.objects.get().pk}/back/")
    assert "3 conversations" in page
    assert "4 changes of a state" in page
    assert facts_digest() == before


def test_taken_back_nothing_of_it_counts_and_it_can_be_brought_in_again(ben: Client) -> None:
    empty = facts_digest()
    brought_in(ben, {"tickets.csv": TICKETS})
    full, number = facts_digest(), Delivery.objects.get().pk
    for _ in range(2):
        assert ben.post(f"/bring/delivery/{number}/back/").status_code == 302
    assert work() == ["take_delivery_back", "bring_up_to_date"]
    assert facts_digest() == empty
    page = text(ben, f"/bring/delivery/{number}/")
    assert "Taken back on" in page
    assert "by Ben Carrow" in page
    assert "taken back" in text(ben, "/bring/")
    brought_in(ben, {"tickets.csv": TICKETS})
    assert (facts_digest(), Delivery.objects.count()) == (full, 2)


def test_mails_that_stay_are_filed_as_if_the_others_had_never_come(ben: Client) -> None:
    first, second = mails(20), mails(24)[len(mails(12)) :]
    brought_in(ben, {"first.mbox": first})
    alone = facts_digest()
    brought_in(ben, {"second.mbox": second})
    assert facts_digest() != alone
    ben.post(f"/bring/delivery/{Delivery.objects.get(name='second.mbox').pk}/back/")
    work()
    assert facts_digest() == alone


def test_the_first_of_two_mailboxes_can_be_taken_back_as_well(ben: Client) -> None:
    empty = facts_digest()
    brought_in(ben, {"b.mbox": mails(20, "b")})
    alone = facts_digest()
    withdraw(Delivery.objects.get(), None)
    brought_in(ben, {"a.mbox": mails(14, "a")})
    brought_in(ben, {"b.mbox": mails(20, "b")})
    withdraw(Delivery.objects.get(name="a.mbox"), None)
    assert facts_digest() == alone
    withdraw(Delivery.objects.latest("id"), None)
    assert facts_digest() == empty


def test_deliveries_of_one_archive_are_taken_back_one_by_one(ben: Client) -> None:
    brought_in(ben, {"both.zip": archive({"a.mbox": mails(6), "b.csv": TICKETS})})
    withdraw(Delivery.objects.get(source__name="plain"), None)
    assert {fact.source.way for fact in standing("contact")} == {"mail"}


def test_a_taking_back_cut_off_at_its_end_is_done_again_without_harm(ben: Client) -> None:
    brought_in(ben, {"inbox.mbox": mails(9), "tickets.csv": TICKETS})
    for each in Delivery.objects.all():
        ben.post(f"/bring/delivery/{each.pk}/back/")
        work()
    done = facts_digest()
    # As after a kill that came before its end was noted.
    TakingBack.objects.update(ended_at=None)
    rows = sum(standing(family).model.objects.count() for family in ("contact", "message", "filing", "event"))
    for number in TakingBack.objects.values_list("id", flat=True):
        jobs.take_delivery_back.call(number)
    again = sum(
        standing(family).model.objects.count() for family in ("contact", "message", "filing", "event")
    )
    assert (facts_digest(), again) == (done, rows)


def test_later_deliveries_that_need_to_be_brought_again_are_named(ben: Client) -> None:
    brought_in(ben, {"tickets.csv": TICKETS})
    brought_in(ben, {"tickets again.csv": TICKETS})
    first = Delivery.objects.earliest("id")
    page = text(ben, f"/bring/delivery/{first.pk}/back/")
    assert "Bring these again afterwards" in page
    assert "tickets again.csv" in page


@pytest.mark.parametrize(
    ("role", "may"), [("lead", True), ("administrator", True), ("member", False), ("editor", False)]
)
def test_leads_and_administrators_take_back_and_nobody_else(
    ben: Client, enter: Enter, role: str, may: bool
) -> None:
    brought_in(ben, {"tickets.csv": TICKETS})
    path = f"/bring/delivery/{Delivery.objects.get().pk}/back/"
    answers = [enter(role).get(path).status_code, enter(role).post(path).status_code]
    assert answers == ([200, 302] if may else [403, 403])
    assert TakingBack.objects.exists() is may
