"""What a review says of records that changed since it was printed: that they came in, or were taken back."""

from pathlib import Path

import pytest

from tests.entering import Enter
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import record
from unsung.ledger.actions.taking_back import take_back
from unsung.ledger.cards.tests.cabinet import HOUR, NINE, filed, mailed, opened, recorded
from unsung.ledger.models import Delivery
from unsung.ledger.queries.reach import newest_rows
from unsung.publishing.models import Issue
from unsung.publishing.shelf import overtake
from unsung.publishing.tests.shelved import shelved

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought() -> Delivery:
    """A conversation of October, on record before it is printed."""
    return recorded(opened("C1"))


@pytest.fixture
def issue(brought: Delivery, tmp_path: Path) -> Issue:
    """October as printed from what was on record then."""
    held = shelved(tmp_path)
    Issue.objects.filter(pk=held.pk).update(newest=newest_rows())
    overtake(held, held.printed_at)
    return held


def gone(delivery: Delivery) -> None:
    """Take a delivery back."""
    take_back(delivery, ["contact"])
    deliveries.mark_taken_back(delivery, None)


def said(enter: Enter) -> str:
    """What the page of October says of its records."""
    page = enter("colleague").get("/reviews/2025-10/").content.decode()
    return page.partition("<b>")[2].partition(" since this was printed.")[0]


@pytest.mark.usefixtures("issue")
def test_records_that_came_in_are_said_to_have_come_in(enter: Enter) -> None:
    recorded(opened("C2"), source="another")
    assert said(enter) == "Records came in"


@pytest.mark.usefixtures("issue")
def test_records_taken_back_are_not_said_to_have_come_in(brought: Delivery, enter: Enter) -> None:
    gone(brought)
    assert said(enter) == "Records were taken back"


@pytest.mark.usefixtures("issue")
def test_both_are_said_where_both_happened(brought: Delivery, enter: Enter) -> None:
    recorded(opened("C2"), source="another")
    gone(brought)
    assert said(enter) == "Records came in and others were taken back"


@pytest.mark.usefixtures("issue")
def test_what_stands_again_after_its_correction_was_taken_back_is_no_record_come_in(enter: Enter) -> None:
    later = recorded(opened("C1", channel="call"))
    gone(later)
    assert said(enter) == "Records were taken back"


@pytest.mark.usefixtures("issue")
def test_mails_filed_anew_came_in_only_where_a_mail_did(enter: Enter) -> None:
    inbox = deliveries.begin(source="inbox", way="mail", name="box.mbox", fingerprint="b")
    record(inbox, [opened("M1"), filed("m", "M1")])
    assert said(enter) == "What is on record of this month changed"
    record(inbox, [mailed("m", "Good morning", NINE + HOUR)])
    assert said(enter) == "Records came in"
