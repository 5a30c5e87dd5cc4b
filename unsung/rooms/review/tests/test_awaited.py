"""Months without a review: which they are, what they lack, and printing one all the same."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from tests.entering import Enter
from unsung.flow.printing import months_to_print
from unsung.ledger.actions.setting_up import DeskPlan, set_up_desk
from unsung.ledger.cards.tests.cabinet import mailed, opened, recorded
from unsung.publishing.tests.shelved import shelved
from unsung.rooms.review.awaited import awaited

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 10, 1, 9, tzinfo=UTC)


def told(last: int, since: datetime = FIRST) -> None:
    """A conversation a day from a day on, until this many days later."""
    recorded(*(opened(f"{since:%m}-{n}", since + timedelta(days=n)) for n in range(last)))


def shown(enter: Enter, *roles: str) -> str:
    """The shelf as somebody of these roles sees it."""
    return re.sub(r"\s+", " ", enter(*roles).get("/reviews/").content.decode())


def test_a_month_that_breaks_off_is_named_with_the_day_its_records_end(enter: Enter) -> None:
    told(28)
    page = shown(enter, "colleague")
    assert "<b>October 2025</b>" in page
    assert (
        "The records end on 28 October. A month is printed by itself once they reach its last weekday" in page
    )
    assert "No review yet" not in page
    assert "Print it" not in page


def test_whoever_edits_reviews_has_it_printed_all_the_same_and_once(enter: Enter) -> None:
    told(28)
    pages = {who: shown(enter, who) for who in ("member", "editor", "lead", "administrator")}
    assert {who for who, page in pages.items() if "Print it all the same" in page} == {"editor", "lead"}
    assert enter("member").post("/reviews/2025-10/print/").status_code == 403
    for _ in range(2):
        answer = enter("editor").post("/reviews/2025-10/print/", follow=True)
    assert "October 2025 is being printed." in answer.content.decode()
    assert "Print it all the same" not in answer.content.decode()
    assert "It is being printed, and stands here in a minute or two." in shown(enter, "colleague")
    (job,) = DBTaskResult.objects.all()
    assert (job.task_path, job.args_kwargs["args"]) == ("unsung.flow.keeping.print_again", ["2025-10"])


@pytest.mark.parametrize("month", ["2025-09", "2025-11", "x"])
def test_a_month_without_records_cannot_be_asked_for(enter: Enter, month: str) -> None:
    told(28)
    assert enter("lead").post(f"/reviews/{month}/print/").status_code == 404
    assert DBTaskResult.objects.count() == 0


def test_what_is_printed_is_awaited_no_more(enter: Enter, tmp_path: Path) -> None:
    told(28)
    shelved(tmp_path)
    assert "Not printed yet" not in shown(enter, "lead")
    assert enter("lead").post("/reviews/2025-10/print/").status_code == 404


@pytest.mark.parametrize("hours", ["", "Mon-Fri 09:00-17:00", "Tue 09:00-12:00"])
@pytest.mark.parametrize("last", [1, 25, 28, 29, 30, 31, 45])
def test_a_month_lacks_nothing_here_where_it_is_printed_by_itself(hours: str, last: int) -> None:
    if hours:
        set_up_desk(DeskPlan("Service desk", zone="Europe/London", hours=hours))
    told(last)
    recorded(mailed("later answer", "Thank you.", FIRST + timedelta(days=60)))
    whole = [month.label for month in months_to_print(14)]
    assert [each.month for each in awaited() if each.ends is None] == whole


def test_an_empty_ledger_awaits_nothing(enter: Enter) -> None:
    assert awaited() == []
    assert "No review yet" in shown(enter, "colleague")


def test_the_shelf_asks_no_more_for_more_records(enter: Enter) -> None:
    told(3)
    reader, counts = enter("lead"), []
    for day in (2, 9, 20):
        told(3, FIRST + timedelta(days=day))
        with CaptureQueriesContext(connection) as asked:
            reader.get("/reviews/")
        counts.append(len(asked))
    assert len(set(counts)) == 1
