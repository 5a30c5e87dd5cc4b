"""Catching up: tables, cards and reviews come after the records, once; what was printed stays as it was."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from unsung.flow import catching_up, keeping
from unsung.flow.printing import Order, Printed, print_month
from unsung.ground.problems import Problem
from unsung.ground.progress import Tell
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import Draft, record
from unsung.ledger.actions.setting_up import DeskPlan, set_up_desk
from unsung.ledger.actions.taking_back import take_back
from unsung.ledger.cards.models import Card
from unsung.ledger.models import Delivery
from unsung.publishing import press
from unsung.publishing.models import Issue
from unsung.publishing.shelf import issue_of, issues

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AUGUST = datetime(2025, 8, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick_press(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A home of the test's own, and pages without their faces, which take a second each to cut."""
    monkeypatch.setenv("UNSUNG_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(press, "faces", lambda tool, voice: "")
    set_up_desk(DeskPlan("Service desk", zone="Europe/London", hours="Mon-Fri 09:00-17:00"))


def visits(first: int, many: int, step: timedelta = timedelta(days=1), desk: str = "") -> None:
    """So many visits, one each step from the first of August on."""
    told = {
        "channel": "walkin",
        "standing": "contact",
        "started_by": "customer",
        "customer_key": "a@x.example",
        "desk_name": desk,
    }
    drafts = [Draft("contact", f"V{n}", AUGUST + n * step, told) for n in range(first, first + many)]
    record(deliveries.begin(source="walk-ins", way="table", name="v.csv", fingerprint=str(first)), drafts)


def test_every_whole_month_is_printed_once_the_latest_first() -> None:
    visits(0, 80)  # until 19 October
    assert catching_up.keep_up() == ["2025-09", "2025-08"]
    assert catching_up.keep_up() == []
    assert [issue.month for issue in issues()] == ["2025-09", "2025-08"]
    assert Card.objects.count() == 80
    visits(80, 20)
    assert catching_up.keep_up() == ["2025-10"]


def test_a_month_that_breaks_off_is_printed_when_somebody_asks_and_stays_one_version() -> None:
    visits(0, 70)  # until 9 October
    catching_up.keep_up()
    assert [issue.month for issue in issues()] == ["2025-09", "2025-08"]
    catching_up.print_again("2025-10")
    assert catching_up.keep_up() == []
    assert [issue.month for issue in issues()] == ["2025-10", "2025-09", "2025-08"]
    held = issue_of("2025-10")
    assert held
    assert held.version == 1


def test_only_so_many_are_printed_as_are_asked_for() -> None:
    visits(0, 100)
    assert catching_up.keep_up(most=1) == ["2025-10"]
    assert catching_up.keep_up() == ["2025-09", "2025-08"]


def test_at_most_the_latest_fourteen_are_printed() -> None:
    visits(0, 40, timedelta(days=15))
    printed = catching_up.keep_up()
    assert len(printed) == catching_up.MONTHS
    assert printed == sorted(printed, reverse=True)
    assert catching_up.keep_up() == []


def test_records_that_come_later_mark_the_month_they_lie_in_and_change_nothing() -> None:
    visits(0, 92)
    catching_up.keep_up()
    before = issue_of("2025-09")
    assert before is not None
    told = {"channel": "walkin", "standing": "contact", "started_by": "customer"}
    late = Draft("contact", "late", datetime(2025, 9, 12, 9, tzinfo=UTC), told)
    record(deliveries.begin(source="walk-ins", way="table", name="l.csv", fingerprint="late"), [late])
    assert catching_up.keep_up() == []
    marked = {issue.month: issue.overtaken_at is not None for issue in issues()}
    assert marked == {"2025-10": False, "2025-09": True, "2025-08": False}
    after = issue_of("2025-09")
    assert after is not None
    assert (after.pk, after.figures, after.reading) == (before.pk, before.figures, before.reading)
    catching_up.print_again("2025-09")
    again = issue_of("2025-09")
    assert again is not None
    assert (again.version, again.overtaken_at) == (2, None)
    volume = [issue.values["contact_volume"]["value"] for issue in (before, again)]
    assert volume == [30, 31]
    assert Issue.objects.filter(month="2025-09").count() == 2


def test_the_cases_behind_a_figure_are_those_it_was_counted_from() -> None:
    visits(0, 92)
    catching_up.keep_up(most=1)
    issue = issue_of("2025-10")
    assert issue is not None
    told = issue.values["contact_volume"]
    assert (told["rows"], bool(told["behind"])) == (told["n"], True)


def test_a_month_that_cannot_be_printed_keeps_no_other_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    visits(0, 92)

    def failing(order: Order, tell: Tell) -> Printed:
        if order.month == "2025-10":
            raise Problem("The disk is full.", "", "")
        return print_month(order, tell)

    monkeypatch.setattr(catching_up, "print_month", failing)
    assert catching_up.keep_up() == ["2025-09", "2025-08"]


def test_where_all_was_taken_back_no_case_is_left_and_every_review_is_marked() -> None:
    visits(0, 92)
    catching_up.keep_up()
    (brought,) = Delivery.objects.all()
    assert take_back(brought, ["contact"]) == 92
    deliveries.mark_taken_back(brought, None)
    assert catching_up.keep_up() == []
    assert Card.objects.count() == 0
    assert {issue.month: issue.overtaken_at is not None for issue in issues()} == dict.fromkeys(
        ("2025-10", "2025-09", "2025-08"), True
    )


def test_without_records_there_is_nothing_to_do() -> None:
    assert catching_up.keep_up() == []


def test_being_brought_up_to_date_is_wanted_once_however_often_it_is_asked_for() -> None:
    for _ in range(3):
        keeping.want_up_to_date()
    (waits,) = DBTaskResult.objects.all()
    assert waits.task_path == "unsung.flow.keeping.bring_up_to_date"
    visits(0, 40)
    keeping.bring_up_to_date.func()
    assert [issue.month for issue in issues()] == ["2025-08"]
    keeping.print_again.func("2025-08")
    assert issues()[0].version == 2


def test_a_review_names_every_desk_whose_conversations_are_in_it() -> None:
    visits(0, 31)
    visits(31, 40, desk="Night desk")
    assert catching_up.keep_up() == ["2025-09", "2025-08"]
    said = "opening hours, holidays and time zone are those of Service desk"
    september, august = (issue_of(month) for month in ("2025-09", "2025-08"))
    assert september
    assert september.desk_name == "Night desk"
    assert august
    assert (august.desk_name, "those of Service desk" in august.text) == ("Service desk", False)
    assert f"The conversations of Night desk are in this issue; {said}." in " ".join(september.text.split())
    visits(80, 5, desk="A third")
    visits(90, 5)
    catching_up.print_again("2025-10")
    october = issue_of("2025-10")
    assert october
    assert october.desk_name == "Service desk, A third and Night desk"
