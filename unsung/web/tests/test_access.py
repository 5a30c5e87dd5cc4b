"""Who can read what: one page made from the doors, and the pages as a lead sees them."""

import re

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ground.visitor import ROLES, Visitor
from unsung.ledger.models import Change, Desk, Person, Role
from unsung.web.access import COLUMNS, fixed, rows
from unsung.web.doors import COLLEAGUES, DESK, DOORS, VISITORS, Door
from unsung.web.looking import why_not

pytestmark = pytest.mark.django_db
LOOK = "/settings/who-can-read-what/as-your-lead/"


def test_the_table_has_a_word_for_every_door_and_every_role() -> None:
    told = {str(row["behind"]) for row in rows()}
    assert told == {door.behind for door in DOORS.values()}
    assert set(COLUMNS) == set(VISITORS) == {"anybody", "colleague", *ROLES}


def test_a_word_is_what_the_door_does() -> None:
    (row,) = rows([Door("x", frozenset({"lead", "administrator"}), "Something")])
    assert row["cells"] == ["no", "no", "no", "yes", "no", "no", "yes"]
    (own,) = rows([Door("x", frozenset({"colleague"}), "Something", theirs=True)])
    assert own["cells"] == ["no", *["your own"] * 6]


def test_the_set_up_is_open_to_nobody_who_reads_the_page() -> None:
    (row,) = [row for row in rows() if "while nobody is in the register" in str(row["behind"])]
    assert set(row["cells"]) == {"no"}  # type: ignore[call-overload]


def test_things_of_one_name_that_open_differently_are_told_apart() -> None:
    some = [Door("x", frozenset({"lead"}), "Something"), Door("y", frozenset({"member"}), "Something")]
    assert len(rows(some)) == 2


def test_conversations_are_for_the_desk_alone_in_the_fixed_rows() -> None:
    told = {row.what: row.cells for row in fixed()}
    assert told["A conversation of a customer, if you are at the desk"] == (
        "yes",
        "yes",
        "no",
        "not in Unsung*",
    )


def test_everybody_signed_in_reads_the_same_page(enter: Enter) -> None:
    pages = {
        enter(role).get("/settings/who-can-read-what/").content.decode().partition("<table")[2]
        for role in ("colleague", "member", "administrator")
    }
    assert (
        len({re.sub(r'name="csrf[^>]+>|csrf[^"]+"', "", page).partition("</section>")[0] for page in pages})
        == 1
    )
    assert "Whoever runs the server could still read its database with effort" in pages.pop()


@pytest.fixture
def ben(enter: Enter) -> Person:
    """Who leads the desk, has a colleague there, and runs Unsung besides."""
    enter("lead", "administrator", name="Ben Carrow")
    cay = Person.objects.create(name="Cay Darko", address="cay@example.org")
    Role.objects.create(person=cay, role="member", desk=Desk.objects.get())
    return Person.objects.get(name="Ben Carrow")


def looks(browser: Client, ben: Person, path: str = "") -> str:
    return browser.get(f"{LOOK}{ben.pk}/{path}").content.decode()


def test_a_member_chooses_the_lead_and_sees_where_the_lead_can_go(enter: Enter, ben: Person) -> None:
    member = enter("member")
    assert "Look as Ben Carrow sees it" in member.get(LOOK).content.decode()
    page = looks(member, ben)
    ways = re.findall(rf'href="{LOOK}{ben.pk}/([^"]+)"', page)
    assert ways == [
        "cases/",
        "reviews/",
        "told/",
        "rounds/",
        "settings/people/",
        "settings/desks/",
        "settings/sources/",
        "settings/who-can-read-what/",
    ]
    assert "Your own role does not reach that" in page.partition("Settings: Departments")[2]
    for way in ways:
        assert member.get(f"{LOOK}{ben.pk}/{way}").status_code == 200


def test_whoever_has_no_lead_is_told_so(enter: Enter) -> None:
    assert "nobody whose place" in enter("colleague").get(LOOK).content.decode()


def test_of_people_a_member_sees_in_the_leads_place_only_oneself(enter: Enter, ben: Person) -> None:
    page = looks(enter("member"), ben, "settings/people/")
    assert re.findall(r"<strong>([^<]+)", page) == ["Ada Boateng"]
    assert "You are looking as Ben Carrow does." in page
    assert "no account" not in page
    assert "/settings/people/add/" not in page


def test_a_lead_who_looks_sees_in_another_leads_place_only_those_one_leads_oneself(
    enter: Enter, ben: Person
) -> None:
    here = Desk.objects.get()
    claims = Desk.objects.create(name="Claims")
    lead = enter("lead", name="Una Wilk")
    Role.objects.filter(person__name="Una Wilk").update(desk=claims)
    Role.objects.create(person=Person.objects.get(name="Una Wilk"), role="member", desk=here)
    page = looks(lead, ben, "settings/people/")
    assert re.findall(r"<strong>([^<]+)", page) == ["Una Wilk"]


def test_every_way_on_the_page_leads_on_in_the_leads_place(enter: Enter, ben: Person) -> None:
    page = looks(enter("member"), ben, "settings/desks/")
    ours = [
        href for href in re.findall(r'(?:href|action)="(/[^"]*)"', page) if not href.startswith("/static/")
    ]
    assert len(ours) > 5
    assert [href for href in ours if not href.startswith(f"{LOOK}{ben.pk}/")] == []
    assert f'href="{LOOK}{ben.pk}/">Back' in page
    assert "Sign out" not in page


def test_where_one_looks_the_next_page_is_ones_own_again(enter: Enter, ben: Person) -> None:
    member = enter("member")
    looks(member, ben, "settings/desks/")
    page = member.get("/settings/desks/").content.decode()
    assert "You are looking" not in page
    assert 'href="/settings/desks/"' in page


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_everything_but_looking_is_refused(enter: Enter, ben: Person, method: str) -> None:
    member = enter("member")
    for path in ("settings/words/department/add/", "settings/", "sign-in/out/", "settings/people/add/"):
        answer = getattr(member, method)(f"{LOOK}{ben.pk}/{path}", {"name": "Billing"})
        assert answer.status_code == 405
    assert member.get("/settings/").status_code == 200
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("settings/", "only what is Ben Carrow’s own"),
        ("sign-in/devices/", "only what is Ben Carrow’s own"),
        ("settings/words/", "Your own role does not reach that"),
        ("settings/people/1/", "It cannot be looked at from here"),
        ("sign-in/", "It cannot be looked at from here"),
        ("settings/who-can-read-what/as-your-lead/1/settings/desks/", "only what is Ben Carrow’s own"),
    ],
)
def test_what_the_looker_could_not_read_is_not_shown(enter: Enter, ben: Person, path: str, why: str) -> None:
    answer = enter("member").get(f"{LOOK}{ben.pk}/{path}")
    assert answer.status_code == 403
    assert why in answer.content.decode()


def test_one_looks_in_no_place_but_that_of_ones_own_lead(enter: Enter, ben: Person) -> None:
    elsewhere = enter("colleague", name="Zoe Vega")
    assert elsewhere.get(f"{LOOK}{ben.pk}/settings/desks/").status_code == 404
    member = enter("member")
    cay = Person.objects.get(name="Cay Darko")
    assert member.get(f"{LOOK}{cay.pk}/settings/desks/").status_code == 404
    assert member.get(f"{LOOK}{ben.pk}/nowhere/").status_code == 404
    assert Client().get(f"{LOOK}{ben.pk}/settings/desks/").status_code == 302


def test_customers_are_seen_only_by_a_looker_who_may_see_them() -> None:
    cases = Door("cases", DESK, "Conversations of customers", looked="open")
    leader = Visitor(1, "Ben", roles=frozenset({"lead"}))
    assert why_not(cases, leader, Visitor(2, roles=frozenset({"member"}))) == ""
    assert "does not reach" in why_not(cases, leader, Visitor(2, roles=frozenset({"editor"})))


def test_a_page_shown_in_the_leads_place_needs_a_door_that_says_so() -> None:
    leader = looker = Visitor(1, "Ben", roles=frozenset({"lead"}))
    assert why_not(Door("x", COLLEAGUES, "Something"), leader, looker) == "It cannot be looked at from here."
    assert why_not(None, leader, looker) == "Ben cannot open this either."
