"""Desks and hours: changed by who runs Unsung or leads the desk, with what a change means."""

import html
import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.entering import Enter
from unsung.ledger.models import Calendar, CalendarVersion, Desk, DeskAddress, Person, Role

pytestmark = pytest.mark.django_db
WEEK = {f"day{day}": "9-12.30, 13:30-17:00" for day in range(5)}


@pytest.fixture(autouse=True)
def _in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2026-03-10T09:00:00+00:00")


@pytest.fixture
def lead(enter: Enter) -> Client:
    """The lead of a desk that is open from nine to five in England."""
    browser = enter("lead", name="Ben Carrow")
    calendar = Calendar.objects.create(name="Service desk", zone="Europe/London", holidays="GB-ENG")
    CalendarVersion.objects.create(calendar=calendar, valid_from=date(1970, 1, 1), week="Mon-Fri 09:00-17:00")
    Desk.objects.update(calendar=calendar)
    return browser


def path(more: str = "") -> str:
    return f"/settings/desks/hours/{Calendar.objects.get(name='Service desk').pk}/{more}"


def weeks() -> list[tuple[str, str]]:
    return [(str(each.valid_from), each.week) for each in CalendarVersion.objects.order_by("valid_from")]


def test_the_desk_says_what_its_hours_mean(lead: Client) -> None:
    page = lead.get("/settings/desks/").content.decode()
    assert "Mon to Fri 09:00 to 17:00" in page
    assert "Open 40 h a week; 253 working days in 2026, 253 in 2027." in page


def test_hours_change_from_a_day_on_and_the_earlier_stay(lead: Client) -> None:
    page = lead.get(path("week/")).content.decode()
    assert 'value="2026-04-01"' in page
    answer = lead.post(path("week/"), {**WEEK, "valid_from": "2026-04-01"}, follow=True)
    assert weeks() == [
        ("1970-01-01", "Mon-Fri 09:00-17:00"),
        ("2026-04-01", "Mon-Fri 09:00-12:30,13:30-17:00"),
    ]
    page = answer.content.decode()
    assert "Mon to Fri 09:00 to 12:30 and 13:30 to 17:00" in page
    assert "Ben Carrow" in page.partition("<h2>Changes</h2>")[2]


def test_hours_are_put_right_for_every_day_they_hold_for(lead: Client) -> None:
    lead.post(path("week/?from=1970-01-01"), WEEK)
    assert weeks() == [("1970-01-01", "Mon-Fri 09:00-12:30,13:30-17:00")]
    assert lead.get(path("week/?from=2001-01-01")).status_code == 404


def test_one_sees_what_hours_would_mean_before_they_are_kept(lead: Client) -> None:
    page = lead.post(path("week/?from=1970-01-01"), {**WEEK, "look": "yes"}).content.decode()
    assert "Open 35 h a week" in page
    assert weeks() == [("1970-01-01", "Mon-Fri 09:00-17:00")]


def test_a_week_is_filled_from_its_monday(lead: Client) -> None:
    page = lead.post(path("week/?from=1970-01-01"), {"day0": "8-16", "as_monday": "yes"}).content.decode()
    assert re.findall(r'name="day\d" value="([^"]*)"', page) == ["8-16"] * 5
    assert weeks() == [("1970-01-01", "Mon-Fri 09:00-17:00")]


def test_what_cannot_be_read_is_named_at_its_day(lead: Client) -> None:
    page = lead.post(path("week/?from=1970-01-01"), {**WEEK, "day2": "nine to five"}).content.decode()
    assert 'id="id_day2_error"' in page
    assert "1 thing to put right" in page
    empty = lead.post(path("week/?from=1970-01-01"), {}).content.decode()
    assert "No day is open" in empty
    assert weeks() == [("1970-01-01", "Mon-Fri 09:00-17:00")]


def test_hours_are_taken_back_but_never_the_last(lead: Client) -> None:
    lead.post(path("week/"), {**WEEK, "valid_from": "2026-04-01"})
    lead.post(path("week/drop/"), {"from": "2026-04-01"})
    lead.post(path("week/drop/"), {"from": "1970-01-01"})
    assert weeks() == [("1970-01-01", "Mon-Fri 09:00-17:00")]


def test_a_public_holiday_can_be_worked_and_a_day_of_its_own_kept(lead: Client) -> None:
    page = lead.get(path()).content.decode()
    assert "Good Friday" in page
    usual = {"day": "2026-04-03", "times": "09:00-17:00", "name": "Good Friday"}
    assert "254 working days in 2026" in lead.post(path("day/"), usual, follow=True).content.decode()
    own = {"day": "2026-06-12", "times": "", "name": "Staff day"}
    page = lead.post(path("day/"), own, follow=True).content.decode()
    assert "253 working days in 2026" in page
    assert "Staff day, closed" in page
    number = re.findall(r'name="day" value="(\d+)"', page)[0]
    lead.post(path("day/drop/"), {"day": number})
    lead.post(path("day/drop/"), {"day": "no number"})
    assert Calendar.objects.get().exceptions.count() == 1


def test_a_day_that_cannot_be_read_is_told_on_the_page(lead: Client) -> None:
    answer = lead.post(path("day/"), {"day": "2026-13-40", "times": "x"})
    assert answer.status_code == 400
    assert "2 things to put right" in answer.content.decode()


def test_place_and_zone_are_chosen_without_a_script(lead: Client) -> None:
    looked = lead.post(path("place/"), {"zone": "berlin", "country": "DE", "look": "yes"}).content.decode()
    assert '<option value="BY">Bayern</option>' in looked
    lead.post(path("place/"), {"zone": "berlin", "country": "DE", "region": "BY"})
    calendar = Calendar.objects.get()
    assert (calendar.zone, calendar.holidays) == ("Europe/Berlin", "DE-BY")
    stale = lead.post(path("place/"), {"zone": "berlin", "country": "GB", "region": "BY"}).content.decode()
    assert "Choose a region of that country" in stale
    wrong = lead.post(path("place/"), {"zone": "Europe/Londn", "country": ""}).content.decode()
    assert "Perhaps Europe/London" in wrong


def test_a_desk_is_added_by_who_runs_unsung_and_changed_by_its_lead(lead: Client, enter: Enter) -> None:
    runs = enter("administrator")
    said = {"name": "Claims", "addresses": "claims@example.org\n@claims.example", "calendar": "own"}
    answer = runs.post("/settings/desks/add/", said, follow=True)
    assert answer.request["PATH_INFO"].startswith("/settings/desks/hours/")
    claims = Desk.objects.get(name="Claims")
    assert lead.get(f"/settings/desks/{claims.pk}/").status_code == 403
    assert lead.post("/settings/desks/add/", said).status_code == 403
    here = Desk.objects.get(name="Service desk")
    taken = {"name": "claims", "addresses": "claims@example.org", "calendar": str(here.calendar_id)}
    page = lead.post(f"/settings/desks/{here.pk}/", taken).content.decode()
    assert "There is one called “claims” already." in page
    assert "claims@example.org is an address of Claims already." in page
    lead.post(f"/settings/desks/{here.pk}/", taken | {"name": "Help", "addresses": "not one"})
    lead.post(f"/settings/desks/{here.pk}/", taken | {"name": "Help", "addresses": "HELP@example.org"})
    assert [each.address for each in DeskAddress.objects.filter(desk__name="Help")] == ["help@example.org"]


def test_hours_are_changed_by_who_leads_a_desk_that_keeps_them_and_read_by_all(
    lead: Client, enter: Enter
) -> None:
    other = enter("member", name="Cay Darko")
    Role.objects.create(
        person=Person.objects.get(name="Cay Darko"), role="lead", desk=Desk.objects.create(name="Claims")
    )
    assert "Put right" in lead.get(path()).content.decode()
    page = other.get(path())
    assert (page.status_code, "Put right" in page.content.decode()) == (200, False)
    for act in ("week/", "week/drop/", "day/", "day/drop/", "place/"):
        assert other.post(path(act), WEEK).status_code == 403
    assert weeks() == [("1970-01-01", "Mon-Fri 09:00-17:00")]


def test_the_desks_ask_as_much_for_many_as_for_few(
    lead: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    calendar = Calendar.objects.get()
    for number in range(20):
        desk = Desk.objects.create(name=f"Desk {number}", calendar=calendar)
        DeskAddress.objects.create(desk=desk, address=f"{number}@example.org")
    with django_assert_max_num_queries(14):
        assert lead.get("/settings/desks/").content.decode().count("Open 40 h a week") == 21


def test_another_desk_says_that_its_hours_are_in_no_figure_yet(lead: Client, enter: Enter) -> None:
    own = Calendar.objects.create(name="Night desk", zone="Europe/London")
    other = Desk.objects.create(name="Night desk", calendar=own)
    of_all = "of all desks together, and go by the hours of Service desk"
    page = re.sub(r"\s+", " ", lead.get("/settings/desks/").content.decode())
    assert page.count(of_all) == 1
    assert of_all in page.partition("<h2>Night desk</h2>")[2].partition("<h2>Service desk</h2>")[0]
    hours = lead.get(f"/settings/desks/hours/{own.pk}/").content.decode()
    assert f"The hours of this desk are in no figure yet: figures are {of_all}." in hours
    for said in (page, hours):
        assert "round the clock" not in said
    assert "in no figure yet" not in lead.get(path()).content.decode()
    # Desks that keep their hours together count by them together.
    Desk.objects.filter(pk=other.pk).update(calendar=Calendar.objects.get(name="Service desk"))
    assert "In figures" not in lead.get("/settings/desks/").content.decode()


def test_of_a_desk_without_hours_no_holiday_is_said_to_be_closed_anyhow(lead: Client) -> None:
    CalendarVersion.objects.all().delete()
    page = html.unescape(lead.get(path()).content.decode())
    assert "No hours were said, so times are counted round the clock." in page
    assert "Good Friday, taken off once hours are said" in page
    assert "closed on that weekday anyhow" not in page


def test_a_night_that_runs_into_the_next_day_is_named_at_that_day(lead: Client) -> None:
    page = lead.post(path("week/?from=1970-01-01"), {"day0": "22-6", "day1": "5-9"}).content.decode()
    assert 'id="id_day1_error"' in page
    assert "Monday’s times run past midnight into Tuesday’s." in html.unescape(page)
    assert weeks() == [("1970-01-01", "Mon-Fri 09:00-17:00")]


def test_hours_that_are_kept_are_not_replaced_unawares(lead: Client) -> None:
    for _ in range(2):
        lead.post(path("week/"), {**WEEK, "valid_from": "2026-04-01"})
    page = lead.post(path("week/"), {"day0": "8-16", "valid_from": "2026-04-01"}).content.decode()
    assert "From 1 April 2026 on other hours are kept already." in page
    assert ("2026-04-01", "Mon-Fri 09:00-12:30,13:30-17:00") in weeks()
    lead.post(path("week/?from=2026-04-01"), {"day0": "8-16"})
    assert ("2026-04-01", "Mon 08:00-16:00") in weeks()


def test_a_day_that_is_kept_is_not_replaced_unawares(lead: Client) -> None:
    own = {"day": "2026-06-12", "times": "", "name": "Staff day"}
    for _ in range(2):
        assert lead.post(path("day/"), own).status_code == 302
    answer = lead.post(path("day/"), {"day": "2026-06-12", "times": "9-12", "name": ""})
    assert answer.status_code == 400
    assert (
        "12 June 2026 is kept already: Staff day, closed. Choose “As any other” there first."
        in answer.content.decode()
    )
    kept = Calendar.objects.get().exceptions.get()
    assert (kept.intervals, kept.name) == ("", "Staff day")
