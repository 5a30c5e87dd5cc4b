"""Words, sources, changes and one's own settings."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.entering import Enter
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.changes import note
from unsung.ledger.actions.recording import Draft, record
from unsung.ledger.models import Change, CustomerKind, Department, KindAddress, Person, Role

pytestmark = pytest.mark.django_db


def test_a_department_is_added_changed_and_taken_away_once_nobody_belongs_to_it(enter: Enter) -> None:
    lead = enter("lead")
    lead.post("/settings/words/department/add/", {"name": "Billing", "address": "billing@example.org"})
    billing = Department.objects.get()
    lead.post(f"/settings/words/department/{billing.pk}/", {"name": "Bills", "address": ""})
    Role.objects.create(person=Person.objects.get(), role="answerer", department=billing)
    assert lead.post(f"/settings/words/department/{billing.pk}/", {"drop": "yes"}).status_code == 400
    assert "Bills" in lead.get("/settings/words/").content.decode()
    Role.objects.filter(department=billing).delete()
    lead.post(f"/settings/words/department/{billing.pk}/", {"drop": "yes"})
    assert not Department.objects.exists()
    assert [change.by_name for change in Change.objects.all()] == ["Ada Boateng"] * 3


def test_a_kind_of_customer_holds_addresses_and_domains_that_are_its_own(enter: Enter) -> None:
    lead = enter("lead")
    said = {"name": "Brokers", "addresses": "@broker.example, ines@else.example"}
    lead.post("/settings/words/kind/add/", said)
    again = lead.post("/settings/words/kind/add/", {"name": "Others", "addresses": "@broker.example"})
    assert "@broker.example is of the kind “Brokers” already." in again.content.decode()
    wrong = lead.post("/settings/words/kind/add/", {"name": "Others", "addresses": "broker.example"})
    assert "“broker.example” is no address." in wrong.content.decode()
    kind = CustomerKind.objects.get()
    lead.post(f"/settings/words/kind/{kind.pk}/", {"name": "Agents", "addresses": "@broker.example"})
    assert list(KindAddress.objects.values_list("address", flat=True)) == ["@broker.example"]
    lead.post(f"/settings/words/kind/{kind.pk}/", {"drop": "yes"})
    assert not CustomerKind.objects.exists()


def test_the_words_ask_as_much_for_many_as_for_few(
    enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lead = enter("lead")
    for number in range(20):
        Department.objects.create(name=f"Department {number}")
        kind = CustomerKind.objects.create(name=f"Kind {number}")
        KindAddress.objects.create(kind=kind, address=f"@{number}.example")
    with django_assert_max_num_queries(12):
        assert "@19.example" in lead.get("/settings/words/").content.decode()


def bring(source: str, day: int) -> None:
    delivery = deliveries.begin(source=source, way="mail", name=f"{day}.mbox", fingerprint=f"{source}{day}")
    delivery.started_at = datetime(2026, 3, day, 9, tzinfo=UTC)
    delivery.rejected = 1
    delivery.save()
    says = {"channel": "mail", "standing": "contact", "started_by": "customer"}
    record(delivery, [Draft("contact", f"c{day}", delivery.started_at, says)])
    deliveries.freshen(delivery)


def test_sources_say_what_they_tell_how_fresh_they_are_and_when_they_are_late(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2026-03-20T09:00:00+00:00")
    for day in (1, 3, 5):
        bring("help@ mailbox", day)
    page = enter("colleague").get("/settings/sources/").content.decode()
    assert "conversations: when, how, about what" in page
    assert "reaches to 5 March 2026" in page
    assert "3 rows put aside" in page
    assert "help@ mailbox has not been brought since Thursday 5 March." in page
    assert "every 2 days" in page


def test_without_a_source_it_says_so(enter: Enter) -> None:
    assert "Nothing was brought in yet" in enter("colleague").get("/settings/sources/").content.decode()


def test_the_sources_ask_as_much_for_many_as_for_few(
    enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = enter("member")
    for number in range(12):
        bring(f"source {number}", 1)
    with django_assert_max_num_queries(45):
        assert "source 11" in browser.get("/settings/sources/").content.decode()


def test_a_lead_reads_every_change_but_those_of_people(enter: Enter) -> None:
    runs, lead = enter("administrator", name="Cay Darko"), enter("lead", name="Ben Carrow")
    runs.post("/settings/people/add/", {"name": "Zoe", "address": "zoe@example.org"})
    for number in range(51):
        lead.post("/settings/words/department/add/", {"name": f"Department {number}"})
    assert "Zoe" not in lead.get("/settings/changes/").content.decode()
    page = runs.get("/settings/changes/").content.decode()
    assert "Earlier changes" in page
    last = page.partition("?before=")[2].partition('"')[0]
    assert "Zoe" in runs.get(f"/settings/changes/?before={last}").content.decode()
    assert runs.get("/settings/changes/?before=x").status_code == 200


@pytest.mark.parametrize(("theme", "mark"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')])
def test_light_or_dark_is_kept_for_the_browser_signed_in_or_not(enter: Enter, theme: str, mark: str) -> None:
    browser = enter("colleague")
    browser.post("/settings/", {"theme": theme, "keys": "on"})
    assert mark in browser.get("/settings/").content.decode()
    browser.logout()
    outside = Client()
    outside.cookies["unsung-theme"] = theme
    assert mark in outside.get("/sign-in/").content.decode()


def test_as_the_system_has_it_leaves_no_mark_and_nonsense_counts_for_nothing(enter: Enter) -> None:
    browser = enter("colleague")
    browser.post("/settings/", {"theme": "dark", "keys": "on"})
    browser.post("/settings/", {"theme": "", "keys": "on"})
    assert "data-theme" not in browser.get("/settings/").content.decode()
    browser.cookies["unsung-theme"] = '"><script>'
    assert "data-theme" not in browser.get("/settings/").content.decode()


def test_single_keys_can_be_turned_off(enter: Enter) -> None:
    browser = enter("colleague")
    answer = browser.post("/settings/", {"theme": ""})
    assert answer.cookies["unsung-keys"]["httponly"]
    page = browser.get("/settings/").content.decode()
    assert '<html lang="en-GB" data-keys="off">' in page
    browser.post("/settings/", {"theme": "", "keys": "on"})
    assert "data-keys" not in browser.get("/settings/").content.decode()


@pytest.mark.parametrize("path", ["people", "desks", "words"])
def test_changes_are_said_to_be_listed_where_they_are(enter: Enter, path: str) -> None:
    browser = enter("administrator")
    told = "Changes are listed at the bottom, with names."
    page = browser.get(f"/settings/{path}/").content.decode()
    assert (told in page, "<h2>Changes</h2>" in page) == (False, False)
    about = {"people": "people", "desks": "hours", "words": "words"}[path]
    note(Person.objects.get().pk, about, "Something was changed.")
    page = browser.get(f"/settings/{path}/").content.decode()
    assert (told in page, "<h2>Changes</h2>" in page) == (True, True)
