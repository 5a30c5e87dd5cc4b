"""The set-up: reached from everywhere while nobody is there, guarded by the code, and shut for ever after."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ground.home import home
from unsung.ground.setup_code import MOST, new_code
from unsung.ledger.models import Calendar, Change, Desk, Person, Role

pytestmark = pytest.mark.django_db
STEPS = ("", "desk/", "hours/", "holidays/", "people/")
HOURS = {f"day{day}": "09:00-12:30, 13:30-17:00" for day in range(5)}
ADA = {
    "name": "Ada Boateng",
    "address": "Ada@Example.org",
    "password": "seven quiet lanterns",
    "again": "seven quiet lanterns",
    "others": "Ben Carrow, ben@example.org\n\nDarko, Cay, cay@example.org",
}


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_HOME", str(tmp_path))


def post(browser: Client, step: str, said: dict[str, str]) -> str:
    """What a step answers: where it leads, or the page."""
    answer = browser.post(f"/set-up/{step}", said)
    return answer.headers.get("Location", answer.content.decode())


def with_code() -> Client:
    browser = Client()
    assert post(browser, "", {"code": new_code()}) == "/set-up/desk/"
    return browser


def upto_people(browser: Client, name: str = "Larkfield Mutual") -> Client:
    assert post(browser, "desk/", {"name": name, "zone": "london"}) == "/set-up/hours/"
    assert post(browser, "hours/", HOURS) == "/set-up/holidays/"
    assert post(browser, "holidays/", {"country": "GB", "region": "ENG"}) == "/set-up/people/"
    return browser


def test_while_nobody_is_there_every_way_leads_to_the_set_up() -> None:
    for path in ("/", "/sign-in/", "/settings/people/", "/nowhere/", "/api/anything"):
        assert Client().get(path).headers["Location"] == "/set-up/"
        assert Client().post(path).headers["Location"] == "/set-up/"
    assert Client().get("/healthz").status_code == 200


def test_a_whole_desk_is_set_up_and_its_first_person_signed_in() -> None:
    browser = upto_people(with_code())
    assert post(browser, "people/", ADA) == "/settings/begun/"
    page = browser.get("/settings/begun/").content.decode()
    assert "Larkfield Mutual is set up" in page
    assert re.findall(r"<strong>([^<]+)", page) == ["Ben Carrow", "Darko, Cay"]
    calendar = Calendar.objects.get()
    assert (calendar.zone, calendar.holidays) == ("Europe/London", "GB-ENG")
    assert [week.week for week in calendar.versions.all()] == ["Mon-Fri 09:00-12:30,13:30-17:00"]
    roles = Role.objects.order_by("person__name", "role").values_list("person__name", "role", "desk__name")
    assert list(roles) == [
        ("Ada Boateng", "administrator", None),
        ("Ada Boateng", "lead", "Larkfield Mutual"),
        ("Ben Carrow", "member", "Larkfield Mutual"),
        ("Darko, Cay", "member", "Larkfield Mutual"),
    ]
    assert Change.objects.order_by("id").values_list("by_name", flat=True)[0] == "Set-up"
    assert Client().post("/sign-in/", {"login": "ada@example.org", "password": ADA["password"]}).url == "/"  # type: ignore[attr-defined]


def test_once_somebody_is_there_the_set_up_is_shut_for_ever(enter: Enter) -> None:
    browser = upto_people(with_code())
    post(browser, "people/", ADA)
    assert not home().setup_code.exists()
    code = new_code()
    for step in STEPS:
        for visitor in (browser, Client(), enter("administrator")):
            assert visitor.get(f"/set-up/{step}").status_code == 404
            assert visitor.post(f"/set-up/{step}", {**ADA, "code": code}).status_code == 404
    assert Person.objects.filter(name="Ada Boateng", address="ada@example.org").count() == 1


def test_without_the_code_no_step_opens() -> None:
    new_code()
    for step in STEPS[1:]:
        assert Client().get(f"/set-up/{step}").headers["Location"] == "/set-up/"
        assert post(Client(), step, {**ADA, **HOURS}) == "/set-up/"
    assert not Person.objects.exists()


def test_a_wrong_code_is_told_and_so_is_one_that_was_used() -> None:
    code = new_code()
    assert "That is not the code." in post(Client(), "", {"code": "XXXX-XXXX-XXXX"})
    assert post(Client(), "", {"code": code}) == "/set-up/desk/"
    assert "This code was used up." in post(Client(), "", {"code": code})


def test_too_many_wrong_codes_are_not_listened_to() -> None:
    code = new_code()
    for _ in range(MOST):
        post(Client(), "", {"code": "XXXX"})
    assert "Too many wrong codes." in post(Client(), "", {"code": code})


def test_a_step_before_its_turn_leads_to_the_one_that_is_next_and_what_was_said_stays() -> None:
    browser = with_code()
    assert browser.get("/set-up/people/").headers["Location"] == "/set-up/desk/"
    post(browser, "desk/", {"name": "Larkfield Mutual", "zone": "Europe/London"})
    assert browser.get("/set-up/").headers["Location"] == "/set-up/hours/"
    page = browser.get("/set-up/desk/").content.decode()
    assert 'value="Larkfield Mutual"' in page
    assert 'value="Europe/London"' in page


def test_each_step_names_what_it_could_not_read() -> None:
    browser = with_code()
    assert "Perhaps Europe/London" in post(browser, "desk/", {"name": "Larkfield", "zone": "Europe/Londn"})
    upto_people(browser)
    assert "noon" in post(browser, "hours/", {"day0": "noon-17"})
    page = post(
        browser,
        "people/",
        ADA | {"password": "short", "again": "other", "others": "Ben Carrow ben@example.org"},
    )
    assert "This is not the same as the password above." in page
    assert "“Ben Carrow ben@example.org” is not a name, a comma and an address." in page
    weak = ADA | {"password": "password1234", "again": "password1234"}
    assert "too common" in post(browser, "people/", weak)
    twice = ADA | {"others": "Ada, ada@example.org"}
    assert "ada@example.org is written twice." in post(browser, "people/", twice)
    assert not Person.objects.exists()


def test_hours_may_wait_and_are_then_not_made_up() -> None:
    browser = with_code()
    post(browser, "desk/", {"name": "Larkfield", "zone": "UTC"})
    assert post(browser, "hours/", {}) == "/set-up/holidays/"
    assert post(browser, "holidays/", {"country": ""}) == "/set-up/people/"
    post(browser, "people/", ADA | {"others": ""})
    assert not Calendar.objects.get().versions.exists()
    assert "round the clock" in browser.get("/settings/desks/").content.decode()


def test_the_country_of_the_zone_is_offered_and_the_zone_of_the_browser_only_suggested() -> None:
    browser = with_code()
    page = browser.get("/set-up/desk/", headers={"Accept-Language": "en-GB,en"}).content.decode()
    assert "Perhaps Europe/London" in page
    assert 'value="Europe/London"' not in page.partition("<datalist")[0]
    post(browser, "desk/", {"name": "Larkfield", "zone": "Europe/Berlin"})
    post(browser, "hours/", HOURS)
    page = browser.get("/set-up/holidays/").content.decode()
    assert '<option value="DE" selected>Germany</option>' in page
    looked = post(browser, "holidays/", {"country": "AT", "region": "BY", "look": "yes"})
    assert '<option value="9">Wien</option>' in looked


def test_what_hours_mean_is_shown_before_they_are_kept() -> None:
    browser = with_code()
    post(browser, "desk/", {"name": "Larkfield", "zone": "UTC"})
    assert "Open 35 h a week" in post(browser, "hours/", HOURS | {"look": "yes"})
    assert "Open 40 h a week" in post(browser, "hours/", {"day0": "8-16", "as_monday": "yes"})
    assert browser.get("/set-up/holidays/").headers["Location"] == "/set-up/hours/"


def test_a_day_that_cannot_be_read_does_not_make_the_others_closed() -> None:
    browser = with_code()
    post(browser, "desk/", {"name": "Larkfield", "zone": "UTC"})
    page = post(browser, "hours/", HOURS | {"day2": "nine to five"})
    assert "No day is open" not in page
    assert "What this comes to is shown once that is put right." in page
    assert "No day is open" in post(browser, "hours/", {"look": "yes"})


def test_a_desk_that_records_made_known_is_the_one_set_up() -> None:
    Desk.objects.create(name="Service desk")
    browser = with_code()
    assert 'value="Service desk"' in browser.get("/set-up/desk/").content.decode()
    post(upto_people(browser, "Larkfield Mutual"), "people/", ADA)
    assert [desk.name for desk in Desk.objects.all()] == ["Larkfield Mutual"]
