"""Where records are dense: strays stay on record and are told, but do not say how far records reach."""

from datetime import UTC, datetime, timedelta

import pytest

from unsung.ground import clock
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import Draft, record
from unsung.ledger.queries.dense import RULE, dense, not_yet, strays
from unsung.ledger.queries.freshness import freshness
from unsung.ledger.queries.reach import reach
from unsung.ledger.queries.sources import sources
from unsung.ledger.queries.spans import told_of_channels

pytestmark = pytest.mark.django_db


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def contact(on: datetime, name: str = "") -> Draft:
    says = {"channel": "mail", "standing": "contact", "started_by": "customer"}
    return Draft("contact", f"{name} {on}", on, says)


def event(on: datetime) -> Draft:
    return Draft("event", f"{on}", on, {"contact_ref": "", "state": "settled", "team": ""})


def daily(first: str, days: int) -> list[Draft]:
    return [contact(at(first) + timedelta(days=n)) for n in range(days)]


def bring(*drafts: Draft) -> None:
    delivery = deliveries.begin(source="plain", way="table", name="a.csv", fingerprint="a")
    record(delivery, list(drafts))
    deliveries.freshen(delivery)


def reached() -> tuple[str, str]:
    """From which day to which conversations reach, strays left out."""
    span = dense().conversing
    assert span.first
    assert span.last
    return f"{span.first:%Y-%m-%d}", f"{span.last:%Y-%m-%d}"


def test_a_mistyped_year_does_not_say_where_the_records_end() -> None:
    bring(*daily("2021-01-01", 92), contact(at("2031-05-05")))
    assert reached() == ("2021-01-01", "2021-04-02")
    assert [told.ends for told in told_of_channels()] == [at("2021-04-02")]
    assert [state.freshest for state in sources()] == [at("2021-04-02")]


def test_nor_does_one_say_where_they_begin() -> None:
    bring(*daily("2021-01-01", 92), contact(at("1999-05-05")))
    assert reached() == ("2021-01-01", "2021-04-02")
    assert [(told.first, told.begins) for told in told_of_channels()] == [(at("2021-01-01"),) * 2]


def test_strays_stay_on_record_and_are_told_with_the_rule() -> None:
    bring(*daily("2021-01-01", 150), contact(at("1999-05-05")), contact(at("2031-05-05")))
    assert reach().last == at("2031-05-05")
    assert strays() == [
        "1 row is dated 5 May 1999, far from all others; look at it.",
        "1 row is dated 5 May 2031, far from all others; look at it.",
        RULE,
    ]


def test_several_are_told_together() -> None:
    bring(*daily("2021-01-01", 150), contact(at("2031-05-05")), contact(at("2032-01-02")))
    assert (
        strays()[0]
        == "2 rows are dated from 5 May 2031 to 2 January 2032, far from all others; look at them."
    )


def test_a_desk_closed_for_a_month_or_a_season_has_no_strays() -> None:
    bring(*daily("2021-01-01", 90), *daily("2021-05-01", 30), contact(at("2021-11-20")))
    assert reached() == ("2021-01-01", "2021-11-20")
    assert strays() == []


@pytest.mark.parametrize("many", [(60, 2), (3000, 51)], ids=["one in thirty", "fifty-one of them"])
def test_too_many_rows_to_be_mistyped_are_records_like_others(many: tuple[int, int]) -> None:
    usual, later = many
    first = at("2021-01-01")
    bring(
        *(contact(first + timedelta(hours=n)) for n in range(usual)),
        *(contact(at("2031-05-05"), f"{n}") for n in range(later)),
    )
    assert reached()[1] == "2031-05-05"


def test_two_rows_far_apart_are_both_records() -> None:
    bring(contact(at("2020-01-05")), contact(at("2021-03-06")))
    assert reached() == ("2020-01-05", "2021-03-06")


def test_what_became_of_a_case_may_come_long_after_the_last_one_opened() -> None:
    bring(*daily("2021-01-01", 30), *(event(at("2021-02-01") + timedelta(days=9 * n)) for n in range(40)))
    assert dense().everything.last == at("2022-01-18")
    assert strays() == []


def test_a_mistyped_date_of_settling_is_a_stray_too() -> None:
    bring(*daily("2021-01-01", 92), event(at("2021-03-03")), event(at("2031-05-05")))
    assert dense().everything.last == at("2021-04-02")
    assert strays()[0] == "1 row is dated 5 May 2031, far from all others; look at it."


def test_dates_at_the_ends_of_the_calendar_are_no_fault() -> None:
    bring(*daily("9999-10-01", 90), contact(at("0001-01-02")))
    assert reached() == ("9999-10-01", "9999-12-29")


def test_a_date_later_than_its_delivery_is_told() -> None:
    now = clock.now()
    bring(contact(now), contact(now + timedelta(hours=20)))
    assert not_yet() == []
    bring(contact(now + timedelta(days=30), "later"))
    day = now + timedelta(days=30)
    said = f"1 row is dated {day.day} {day:%B %Y}, later than a.csv was brought in; look at it."
    assert not_yet() == [said]


def test_a_source_is_as_fresh_as_its_rows_that_are_not_far_from_all_others() -> None:
    bring(*daily("2026-01-01", 92), event(at("2026-04-10")))
    assert [f"{each.freshest:%Y-%m-%d}" for each in freshness()] == ["2026-04-10"]
    bring(contact(at("2036-10-07")))
    assert [f"{each.freshest:%Y-%m-%d}" for each in freshness()] == ["2026-04-10"]
