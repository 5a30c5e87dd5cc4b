"""Which month is reviewed where none is named: the last one that the conversations on record hold whole."""

from datetime import UTC, date, datetime

import pytest

from unsung.flow.months import conversations_reach, latest_month, whole_months
from unsung.ground.hours import HoursVersion, OpeningHours, parse_hours
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import Draft, record
from unsung.ledger.queries.dense import dense
from unsung.ledger.queries.spans import told_of_channels

pytestmark = pytest.mark.django_db
TUESDAYS = OpeningHours("UTC", (HoursVersion(parse_hours("Tue 09:00-17:00")),))


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=UTC)


def reach_of(*days: str, answers: str = "", settled: str = "") -> tuple[int, int]:
    """How far the conversations reach that were opened on these days, with what came of them later."""
    says = {"channel": "mail", "standing": "contact", "started_by": "customer"}
    drafts = [Draft("contact", day, at(day), says) for day in days]
    if answers:
        asked = {"contact_ref": "", "question": "csat", "score": 5, "low": 1, "high": 5, "channel": ""}
        drafts.append(Draft("rating", "r", at(answers), asked))
    if settled:
        state = {"contact_ref": days[0], "state": "settled", "team": ""}
        drafts.append(Draft("event", "e", at(settled), state))
    record(deliveries.begin(source="plain", way="table", name="t.csv", fingerprint="t"), drafts)
    reach = conversations_reach(dense(), told_of_channels())
    assert reach
    return reach


@pytest.mark.parametrize(
    ("days", "month"),
    [
        (("2025-08-04", "2025-09-04", "2025-10-31"), "2025-10"),
        (("2025-08-04", "2025-09-04", "2025-10-30"), "2025-09"),
        (("2025-10-04", "2025-10-30"), "2025-10"),
        (("2025-07-04", "2025-08-29"), "2025-08"),  # a Friday: only the weekend is left of the month
    ],
)
def test_a_month_is_whole_where_conversations_come_up_to_its_last_day(
    days: tuple[str, ...], month: str
) -> None:
    assert latest_month(reach_of(*days), "UTC", None).label == month


def test_closed_days_at_the_end_of_a_month_take_nothing_from_it() -> None:
    days = ("2025-09-02", "2025-10-28")  # the last Tuesday of October
    assert latest_month(reach_of(*days), "UTC", TUESDAYS).label == "2025-10"


def test_what_came_of_them_later_does_not_make_a_month_whole() -> None:
    reach = reach_of("2025-09-04", "2025-09-30", "2025-10-20", answers="2025-11-06", settled="2025-11-08")
    assert latest_month(reach, "UTC", None).label == "2025-09"
    assert [month.label for month in whole_months(9, reach, "UTC", None)] == ["2025-09"]


@pytest.mark.parametrize("later", ["2025-10-31", "2025-12-31"])
def test_a_later_mail_that_began_no_conversation_makes_no_month_to_review(later: str) -> None:
    says = {"channel": "mail", "standing": "contact", "started_by": "customer"}
    opened = [Draft("contact", day, at(day), says) for day in ("2025-09-05", "2025-09-19")]
    auto = Draft("contact", "auto", at(later), {**says, "standing": "auto", "started_by": "machine"})
    mail = Draft("message", "m", at(later), {"contact_ref": "", "author_kind": "desk", "public": True})
    record(deliveries.begin(source="post", way="mail", name="m.mbox", fingerprint="m"), [*opened, auto, mail])
    reach = conversations_reach(dense(), told_of_channels())
    assert reach
    assert latest_month(reach, "UTC", None).label == "2025-09"


def test_where_there_are_answers_alone_they_say_how_far_the_records_reach() -> None:
    assert latest_month(reach_of(answers="2025-10-20"), "UTC", None).start == date(2025, 10, 1)
    assert whole_months(9, reach_of(answers="2025-10-20"), "UTC", None) == []


def test_a_month_of_machine_mail_alone_is_not_among_those_printed() -> None:
    says = {"channel": "mail", "standing": "contact", "started_by": "customer"}
    machine = {**says, "standing": "auto", "started_by": "machine"}
    months = [("2025-07-31", says), ("2025-08-14", machine), ("2025-09-04", says), ("2025-09-30", says)]
    drafts = [Draft("contact", day, at(day), told) for day, told in months]
    record(deliveries.begin(source="post", way="mail", name="m.mbox", fingerprint="m"), drafts)
    reach = conversations_reach(dense(), told_of_channels())
    assert reach
    assert [month.label for month in whole_months(9, reach, "UTC", None)] == ["2025-09", "2025-07"]
