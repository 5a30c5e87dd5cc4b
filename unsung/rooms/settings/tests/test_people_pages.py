"""People: listed, added, changed, let in and out by who runs Unsung, and never without somebody who does."""

import re
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.entering import Enter
from unsung.ground.post_office import Office
from unsung.ledger.models import Change, Department, Desk, Person, Role
from unsung.web.doors import DOORS

pytestmark = pytest.mark.django_db
Account = get_user_model()
WORDS = "seven quiet lanterns"


def person(name: str, role: str = "", desk: Desk | None = None) -> Person:
    found = Person.objects.create(name=name, address=f"{name.lower()}@example.org")
    if role:
        Role.objects.create(person=found, role=role, desk=desk)
    return found


def form(of: Person, *roles: str, **more: str) -> dict[str, object]:
    return {"name": of.name, "address": of.address, "roles": list(roles), **more}


def test_who_runs_unsung_sees_everybody_by_name(enter: Enter) -> None:
    for name in ("Zoe", "Cay"):
        person(name)
    page = enter("administrator").get("/settings/people/").content.decode()
    assert re.findall(r'plainlink" href="/settings/people/\d+/">(\w+)', page) == ["Ada", "Cay", "Zoe"]
    assert page.count("no account") == 2


def test_a_lead_sees_those_of_the_desk_and_neither_addresses_of_change_nor_accounts(enter: Enter) -> None:
    lead = enter("lead", name="Ben Carrow")
    here, there = Desk.objects.get(), Desk.objects.create(name="Claims")
    person("Cay", "member", here)
    person("Zoe", "member", there)
    person("Una")
    page = lead.get("/settings/people/").content.decode()
    assert re.findall(r"<strong>(\w+)", page) == ["Ben", "Cay"]
    assert "no account" not in page
    assert "/settings/people/add/" not in page


def test_the_list_asks_as_much_for_many_as_for_few(
    enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = enter("administrator")
    desk, department = Desk.objects.get(), Department.objects.create(name="Billing")
    for number in range(30):
        somebody = person(f"P{number:02}", "member", desk)
        Role.objects.create(person=somebody, role="answerer", department=department)
    with django_assert_max_num_queries(14):
        page = browser.get("/settings/people/").content.decode()
    assert page.count("Answers for a department: Billing") == 30


def test_somebody_is_added_with_roles_and_gets_a_link_that_sets_the_password_once(enter: Enter) -> None:
    browser = enter("administrator")
    desk = Desk.objects.get()
    said = {"name": "Cay Darko", "address": "Cay@Example.org", "invite": "yes", "roles": f"member:{desk.pk}"}
    page = browser.post("/settings/people/add/", said).content.decode()
    link = re.findall(r'id="link" value="http://testserver([^"]+)"', page)[0]
    assert mail.outbox == []
    newcomer = Client()
    opened = newcomer.get(link, follow=True)
    newcomer.post(opened.request["PATH_INFO"], {"password1": WORDS, "password2": WORDS})
    assert newcomer.login(login="cay@example.org", email="cay@example.org", password=WORDS)
    assert "used up" in Client().get(link, follow=True).content.decode()
    assert "http://testserver" not in browser.get("/settings/people/").content.decode()
    assert [role.role for role in Person.objects.get(address="cay@example.org").roles.all()] == ["member"]


def test_the_letter_goes_out_where_a_mail_server_is_named(enter: Enter, settings: Any) -> None:
    settings.OFFICE = Office(host="mail.example.org", sender="unsung@example.org")
    cay = person("Cay")
    page = enter("administrator").post(f"/settings/people/{cay.pk}/invite/").content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["cay@example.org"]
    assert re.findall(r'value="(http[^"]+)"', page)[0] in letter.body
    assert "on its way to cay@example.org" in page
    assert "The letter holds the same one; where it does not arrive, give this one to Cay alone." in page
    assert "nowhere else" not in page


def test_a_link_that_went_into_no_letter_is_said_to_be_shown_here_alone(enter: Enter) -> None:
    page = enter("administrator").post(f"/settings/people/{person('Cay').pk}/invite/").content.decode()
    assert "It is shown here and nowhere else: give it to Cay alone." in page


def test_whoever_has_a_password_gets_the_link_in_the_letter_alone_and_reads_who_made_it(
    enter: Enter, settings: Any
) -> None:
    settings.OFFICE = Office(host="mail.example.org", sender="unsung@example.org")
    browser = enter("administrator")
    cay = person("Cay")
    account = Account.objects.create_user(cay.address, WORDS, person=cay)
    page = browser.post(f"/settings/people/{cay.pk}/invite/").content.decode()
    assert "password/new" in mail.outbox[0].body
    assert "password/new" not in page
    theirs = Client()
    theirs.force_login(account)
    told = theirs.get("/settings/").content.decode().partition("What was changed of yours")[2]
    assert "A link for a new password of Cay made." in told
    assert "Ada Boateng" in told


def test_a_letter_that_could_not_be_sent_is_said_and_the_link_still_shown(
    enter: Enter, settings: Any
) -> None:
    settings.OFFICE = Office(host="127.0.0.1", port=9)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = enter("administrator").post(f"/settings/people/{person('Cay').pk}/invite/").content.decode()
    assert "The letter could not be sent" in page
    assert 'value="http://testserver/sign-in/password/new/' in page


def test_a_name_an_address_and_roles_change_and_the_account_follows(enter: Enter) -> None:
    browser = enter("administrator")
    cay = person("Cay", "editor")
    Account.objects.create_user(cay.address, "x", person=cay)
    said = form(cay, "administrator", "editor") | {"address": "cay.darko@example.org"}
    browser.post(f"/settings/people/{cay.pk}/", said)
    assert Account.objects.get(person=cay).email == "cay.darko@example.org"
    assert set(cay.roles.values_list("role", flat=True)) == {"administrator", "editor"}
    assert [change.by_name for change in Change.objects.all()] == ["Ada Boateng"] * 2


def test_the_roles_held_are_ticked_whatever_desk_made_them_known(enter: Enter) -> None:
    browser = enter("administrator")
    desk = Desk.objects.get()
    cay = person("Cay", "administrator", desk)
    Role.objects.create(person=cay, role="lead", desk=desk)
    page = browser.get(f"/settings/people/{cay.pk}/").content.decode()
    assert re.findall(r'name="roles" value="([^"]+)" checked', page) == [f"lead:{desk.pk}", "administrator"]


def test_an_address_belongs_to_one_person(enter: Enter) -> None:
    person("Cay")
    said = {"name": "Another", "address": "CAY@example.org"}
    page = enter("administrator").post("/settings/people/add/", said).content.decode()
    assert "Cay has this address already." in page
    assert Person.objects.count() == 2


def test_an_ended_account_is_shut_at_once_and_opens_again_with_its_password(enter: Enter) -> None:
    browser = enter("administrator")
    cay = person("Cay", "member", Desk.objects.get())
    Account.objects.create_user(cay.address, WORDS, person=cay)
    theirs = Client()
    assert theirs.post("/sign-in/", {"login": cay.address, "password": WORDS}).status_code == 302
    assert theirs.get("/settings/").status_code == 200
    assert UserSession.objects.filter(user__person=cay).exists()
    browser.post(f"/settings/people/{cay.pk}/end/")
    assert theirs.get("/settings/").status_code == 302
    assert not UserSession.objects.filter(user__person=cay).exists()
    assert "ended" in browser.get("/settings/people/").content.decode()
    assert browser.post(f"/settings/people/{cay.pk}/invite/").status_code == 400
    browser.post(f"/settings/people/{cay.pk}/reopen/")
    again = Client()
    assert again.post("/sign-in/", {"login": cay.address, "password": WORDS})["Location"] == "/"
    assert cay.roles.count() == 1


def test_the_last_who_runs_unsung_can_neither_be_ended_nor_lose_the_role(enter: Enter) -> None:
    browser = enter("administrator")
    ada = Person.objects.get()
    second = person("Cay", "administrator")  # has no account, so could not run it
    assert browser.post(f"/settings/people/{ada.pk}/end/").status_code == 400
    page = browser.post(f"/settings/people/{ada.pk}/", form(ada)).content.decode()
    assert "the last who can run Unsung" in page
    assert ada.roles.get().role == "administrator"
    Account.objects.create_user(second.address, person=second)  # invited, no password yet
    assert browser.post(f"/settings/people/{ada.pk}/end/").status_code == 400
    account = Account.objects.get(person=second)
    account.set_password(WORDS)
    account.save()
    assert browser.post(f"/settings/people/{ada.pk}/", form(ada)).status_code == 302
    assert browser.get("/settings/people/").status_code == 403


def test_a_lead_changes_nobody(enter: Enter) -> None:
    browser = enter("lead")
    cay = person("Cay")
    for act in ("", "invite/", "end/", "reopen/"):
        assert browser.post(f"/settings/people/{cay.pk}/{act}", form(cay, "administrator")).status_code == 403
    assert not cay.roles.exists()


def test_a_role_promises_what_its_doors_open_and_nothing_more(enter: Enter) -> None:
    Department.objects.create(name="Billing")
    page = enter("administrator").get("/settings/people/add/").content.decode()
    assert "Has a month’s review printed, or printed again." in page
    assert "so this opens no page." in page
    for door in DOORS.values():
        # The day an answerer has a door, or an editor another, the hints say so.
        assert "answerer" not in door.to
        assert "editor" not in door.to or door.name in ("review:again", "review:print")


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("mail.example.org", "The letter holds the same one; where it does not arrive,"),
        ("", "and nowhere else:"),
    ],
)
def test_where_the_link_of_an_invitation_stands_is_said_as_it_is(
    enter: Enter, settings: Any, host: str, said: str
) -> None:
    settings.OFFICE = Office(host=host, sender="unsung@example.org")
    page = enter("administrator").post(f"/settings/people/{person('Cay').pk}/invite/").content.decode()
    assert said in page
    assert (len(mail.outbox) == 1, "and nowhere else" not in page) == (bool(host), bool(host))
