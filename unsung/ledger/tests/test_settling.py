"""Settling: people, desks, hours and words change by acts that note who changed what."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from unsung.ledger.actions import deliveries
from unsung.ledger.actions.calendars import drop_day, drop_week, keep_day, keep_week, place_calendar
from unsung.ledger.actions.departments import drop_department, keep_department, keep_kind
from unsung.ledger.actions.desks import DeskTold, add_desk, change_desk
from unsung.ledger.actions.people import Held, Told, add_person, change_person, give_roles
from unsung.ledger.actions.recording import Draft, record
from unsung.ledger.models import Calendar, Change, CustomerKind, Department, Desk, Person
from unsung.ledger.queries.changes import changes_before, latest_changes
from unsung.ledger.queries.customers import owners_of
from unsung.ledger.queries.freshness import freshness
from unsung.ledger.queries.people import leaders_of, visitor
from unsung.ledger.warehouse.laying import lay_out

pytestmark = pytest.mark.django_db
NINE = datetime(2025, 10, 6, 9, tzinfo=UTC)


@pytest.fixture
def ben() -> Person:
    """Who makes the changes."""
    return Person.objects.create(name="Ben Carrow", address="ben@example.org")


def said() -> list[str]:
    return [change.what for change in Change.objects.order_by("id")]


def test_somebody_added_changed_and_given_roles_is_noted_with_who_did_it(ben: Person) -> None:
    desk = Desk.objects.create(name="Service desk")
    ada = add_person(ben.pk, Told("Ada", "ada@example.org"), [Held("member", desk=desk.pk)])
    change_person(ben.pk, ada, Told("Ada Boateng", "ada@example.org"))
    give_roles(ben.pk, ada, [Held("lead", desk=desk.pk), Held("administrator")])
    assert said() == [
        "Ada (ada@example.org) added: At the desk: Service desk.",
        "Ada: the name Ada is now Ada Boateng.",
        "Ada Boateng: now Leads the desk: Service desk and Runs Unsung; no longer At the desk: Service desk.",
    ]
    assert {change.by_name for change in Change.objects.all()} == {"Ben Carrow"}


def test_what_did_not_change_is_not_noted(ben: Person) -> None:
    change_person(ben.pk, ben, Told("Ben Carrow", "ben@example.org"))
    give_roles(ben.pk, ben, [])
    assert said() == []


def test_the_name_of_who_changed_it_stays_though_the_person_goes(ben: Person) -> None:
    keep_department(ben.pk, Department(), "Billing", "")
    ben.delete()
    change = Change.objects.get()
    assert (change.by, change.by_name) == (None, "Ben Carrow")


def test_a_desk_has_addresses_and_hours_of_its_own_or_shares_them(ben: Person) -> None:
    first = add_desk(ben.pk, DeskTold("Service desk", ("help@example.org",)))
    second = add_desk(ben.pk, DeskTold("Claims", calendar=first.calendar))
    change_desk(ben.pk, second, DeskTold("Claims desk", ("@claims.example",)))
    assert second.calendar != first.calendar
    assert str(second.calendar) == "Claims desk"
    assert [address.address for address in second.addresses.all()] == ["@claims.example"]
    assert "it is now called Claims desk, its addresses: now @claims.example" in said()[-1]


def test_hours_change_from_a_day_on_and_the_earlier_stay(ben: Person) -> None:
    calendar = Calendar.objects.create(name="Service desk", zone="Europe/London")
    keep_week(ben.pk, calendar, date(1970, 1, 1), "Mon-Fri 09:00-17:00")
    keep_week(ben.pk, calendar, date(2026, 3, 1), "Mon-Fri 08:00-16:00")
    keep_week(ben.pk, calendar, date(2026, 3, 1), "Mon-Fri 08:00-16:00")
    keep_day(ben.pk, calendar, date(2026, 5, 4), "10:00-12:00", "May Day")
    drop_day(ben.pk, calendar.exceptions.get())
    drop_week(ben.pk, calendar.versions.get(valid_from=date(2026, 3, 1)))
    place_calendar(ben.pk, calendar, "Europe/Berlin", "DE-BY")
    assert said() == [
        "Service desk: open Mon-Fri 09:00-17:00 from the first day on.",
        "Service desk: open Mon-Fri 08:00-16:00 from 1 March 2026.",
        "Service desk: 4 May 2026 (May Day) open 10:00-12:00.",
        "Service desk: 4 May 2026 is as any other again.",
        "Service desk: the hours from 1 March 2026 taken back.",
        "Service desk: the time zone Europe/London is now Europe/Berlin.",
        "Service desk: public holidays none are now DE-BY.",
    ]
    assert [week.week for week in calendar.versions.all()] == ["Mon-Fri 09:00-17:00"]


def test_departments_come_and_go(ben: Person) -> None:
    billing = Department()
    keep_department(ben.pk, billing, "Billing", "billing@example.org")
    keep_department(ben.pk, billing, "Bills", "billing@example.org")
    drop_department(ben.pk, billing)
    assert [words.split(" ")[2] for words in said()] == ["Billing", "Billing", "Bills"]
    assert not Department.objects.exists()


def contact(key: str) -> Draft:
    says = {
        "channel": "mail",
        "standing": "contact",
        "started_by": "customer",
        "customer_key": key,
        "category": "Claims",
    }
    return Draft("contact", key, NINE, says)


def test_a_kind_settled_for_an_address_goes_before_its_domains_and_the_tables_follow(
    ben: Person, tmp_path: Path
) -> None:
    keys = ["a@broker.example", "b@broker.example", "c@else.example"]
    delivery = deliveries.begin(source="mail", way="mail", name="m.mbox", fingerprint="f")
    record(delivery, [contact(key) for key in keys])
    deliveries.know_customers(dict.fromkeys(keys, ""))
    lay_out(tmp_path, "UTC", None)
    assert lay_out(tmp_path, "UTC", None).months == ()
    keep_kind(ben.pk, CustomerKind(), "Brokers", ["@broker.example"])
    keep_kind(ben.pk, CustomerKind(), "Friends", ["b@broker.example"])
    kinds = {key: kind for key, (_, kind) in owners_of(keys).items()}
    assert kinds == dict(zip(keys, ["Brokers", "Friends", ""], strict=True))
    assert lay_out(tmp_path, "UTC", None).months == ("2025-10",)


def test_a_source_is_late_once_it_is_twice_the_usual_and_a_day(ben: Person) -> None:
    for day in (1, 8, 15):
        delivery = deliveries.begin(source="mail", way="mail", name=f"{day}.mbox", fingerprint=str(day))
        delivery.started_at = datetime(2025, 10, day, tzinfo=UTC)
        delivery.finished_at, delivery.rejected = delivery.started_at, 2
        delivery.save()
    record(delivery, [contact("a@b.example")])
    deliveries.freshen(delivery)
    (fresh,) = freshness()
    assert (fresh.facts, fresh.rejects, fresh.families, fresh.delivery) == (1, 6, ("contact",), "15.mbox")
    assert (fresh.freshest, fresh.usual_s) == (NINE, 7 * 86_400)
    assert [fresh.late(datetime(2025, 10, day, tzinfo=UTC)) for day in (22, 29, 30)] == [False, False, True]


def test_what_came_too_seldom_is_never_called_late(ben: Person) -> None:
    deliveries.begin(source="mail", way="mail", name="m.mbox", fingerprint="1")
    (fresh,) = freshness()
    assert (fresh.usual_s, fresh.late(datetime(2099, 1, 1, tzinfo=UTC))) == (None, False)


def test_changes_are_told_by_subject_and_by_page(ben: Person) -> None:
    for number in range(60):
        keep_department(ben.pk, Department(), f"Department {number}", "")
    add_person(ben.pk, Told("Ada", "ada@example.org"))
    page = changes_before(None, "words")
    assert [len(page), len(changes_before(page[-1].pk, "words"))] == [50, 10]
    assert [change.about for change in latest_changes("people", "words", most=2)] == ["people", "words"]


def test_who_leads_somebody_leads_a_desk_the_person_is_at(ben: Person) -> None:
    here, there = Desk.objects.create(name="Here"), Desk.objects.create(name="There")
    ada = add_person(ben.pk, Told("Ada", "ada@example.org"), [Held("member", desk=here.pk)])
    give_roles(ben.pk, ben, [Held("lead", desk=here.pk), Held("lead", desk=there.pk)])
    add_person(ben.pk, Told("Cay", "cay@example.org"), [Held("lead", desk=there.pk)])
    assert [(each.name, each.desk_names) for each in leaders_of(visitor(ada.pk))] == [("Ben Carrow", "Here")]
    assert [each.name for each in leaders_of(visitor(ben.pk))] == ["Cay"]
