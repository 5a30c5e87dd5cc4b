"""The printed reviews as pages: everybody reads them, the desk sees the cases, nothing is recomputed."""

import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from tests.entering import Enter
from unsung.ledger.cards.keeping import bring_up_to_date
from unsung.ledger.cards.models import Card
from unsung.ledger.cards.tests.cabinet import HOUR, NINE, opened, recorded
from unsung.ledger.models import Person
from unsung.publishing.models import Issue
from unsung.publishing.shelf import overtake
from unsung.publishing.tests.shelved import shelved

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(tmp_path: Path) -> Issue:
    """October, with thirty cases behind its conversations."""
    recorded(*(opened(f"C{n}", NINE + n * HOUR, subject=f"Matter {n}") for n in range(30)))
    bring_up_to_date()
    places = list(Card.objects.order_by("-place").values_list("place", flat=True))
    return shelved(tmp_path, {"contact_volume": places, "csat": places[:2]})


def test_the_list_shows_each_month_with_its_headline_and_four_figures(issue: Issue, enter: Enter) -> None:
    page = enter("colleague").get("/reviews/").content.decode()
    assert issue.headline in page
    assert 'href="/reviews/2025-10/"' in page
    assert re.findall(r"<dt>([^<]+)</dt>", page) == [name for name, _, _ in issue.glance]


def test_an_empty_shelf_says_when_a_review_will_come(enter: Enter) -> None:
    assert "No review yet." in enter("colleague").get("/reviews/").content.decode()


def test_a_review_is_shown_as_it_was_printed(issue: Issue, enter: Enter) -> None:
    page = enter("colleague").get("/reviews/2025-10/").content.decode()
    printed = re.sub(r"<!--behind:[^>]+-->", "", issue.reading)
    shown = re.sub(r'<p class="ways">.*?</p>', "", page)
    assert printed in shown
    assert "<!--behind:" not in page
    assert enter("colleague").get("/reviews/2025-09/").status_code == 404


def test_under_each_definition_a_way_to_the_figure_and_for_the_desk_one_to_its_cases(
    issue: Issue, enter: Enter
) -> None:
    pages = {who: enter(who).get("/reviews/2025-10/").content.decode() for who in ("editor", "member")}
    for page in pages.values():
        assert 'href="/reviews/2025-10/figures/csat/?version=1"' in page
    assert "The cases behind it" not in pages["editor"]
    assert "/cases/" not in pages["editor"]
    assert 'href="/cases/?behind=csat&issue=2025-10&version=1"' in pages["member"].replace("&amp;", "&")


def test_a_figure_opens_to_all_that_is_known_of_it(issue: Issue, enter: Enter) -> None:
    page = enter("colleague").get("/reviews/2025-10/figures/csat/").content.decode()
    for said in ("83 in 100", "78 to 87", "312", "81 in 100", "How this is counted", "Wilson"):
        assert said in page
    assert "The cases behind it" not in page
    assert "Kwame" not in page
    assert enter("colleague").get("/reviews/2025-10/figures/none/").status_code == 404


def test_the_desk_sees_the_first_cases_behind_a_figure_and_the_way_to_all(issue: Issue, enter: Enter) -> None:
    page = enter("lead").get("/reviews/2025-10/figures/contact_volume/").content.decode()
    assert re.findall(r"Matter (\d+)", page) == [str(n) for n in range(29, 19, -1)]
    assert "All 30 cases" in page
    none = enter("lead").get("/reviews/2025-10/figures/backlog.open/").content.decode()
    assert "They cannot be picked out one by one." in none


def test_a_figure_that_was_not_had_says_why(issue: Issue, enter: Enter) -> None:
    page = enter("colleague").get("/reviews/2025-10/figures/contact_rate/").content.decode()
    assert "not had" in page
    assert "Nobody gave a number of orders." in page


def test_a_figure_that_is_the_teams_alone_is_shown_to_the_team_alone(issue: Issue, enter: Enter) -> None:
    path = "/reviews/2025-10/figures/answered_outside_hours/"
    assert (enter("editor").get(path).status_code, enter("member").get(path).status_code) == (404, 200)
    named = {
        who: [
            each["id"]
            for each in json.loads(enter(who).get("/reviews/2025-10/files/figures.json").content)["figures"]
        ]
        for who in ("editor", "member")
    }
    assert "answered_outside_hours" in named["member"]
    assert "answered_outside_hours" not in named["editor"]


def test_the_trend_goes_over_the_issues_printed_so_far(issue: Issue, enter: Enter, tmp_path: Path) -> None:
    before = shelved(tmp_path)
    Issue.objects.filter(pk=before.pk).update(month="2025-09", masthead="September 2025", version=1)
    page = enter("colleague").get("/reviews/2025-10/figures/csat/").content.decode()
    assert 'aria-label="Satisfied customers, September 2025 to October 2025: 83 in 100, 83 in 100"' in page
    review = enter("colleague").get("/reviews/2025-10/").content.decode()
    assert 'rel="prev" href="/reviews/2025-09/"' in review


def test_files_come_as_they_were_printed_and_the_workbook_to_the_desk_alone(
    issue: Issue, enter: Enter
) -> None:
    reader, desk = enter("colleague"), enter("member")
    page = reader.get("/reviews/2025-10/files/review.html")
    assert page.content == b"<!doctype html>the whole page"
    assert page.headers["Content-Disposition"] == 'attachment; filename="review-2025-10.html"'
    assert reader.get("/reviews/2025-10/files/review.txt").content.decode() == issue.text
    assert desk.get("/reviews/2025-10/files/figures.json").content.decode() == issue.figures
    assert reader.get("/reviews/2025-10/files/figures.xlsx").status_code == 404
    assert reader.get("/reviews/2025-10/figures.xlsx").status_code == 403
    assert desk.get("/reviews/2025-10/figures.xlsx").content == b"PK"


def test_what_came_later_is_said_and_printed_again_only_when_somebody_asks(
    issue: Issue, enter: Enter
) -> None:
    assert "Records came in" not in enter("lead").get("/reviews/2025-10/").content.decode()
    overtake(issue, issue.printed_at)
    assert "records changed since" in enter("colleague").get("/reviews/").content.decode()
    pages = {
        who: enter(who).get("/reviews/2025-10/").content.decode() for who in ("member", "editor", "lead")
    }
    assert all("Records came in since this was printed." in page for page in pages.values())
    assert {who for who, page in pages.items() if "Print it again" in page} == {"editor", "lead"}
    assert enter("member").post("/reviews/2025-10/again/").status_code == 403
    for _ in range(2):
        answer = enter("lead").post("/reviews/2025-10/again/", follow=True)
    assert "is being printed again" in answer.content.decode()
    (job,) = DBTaskResult.objects.all()
    assert (job.task_path, job.args_kwargs["args"]) == ("unsung.flow.keeping.print_again", ["2025-10"])
    assert enter("lead").get("/reviews/2025-10/again/").status_code == 405


def test_an_earlier_version_stays_and_is_reached_from_the_later(
    issue: Issue, enter: Enter, tmp_path: Path
) -> None:
    shelved(tmp_path, name="The later desk")
    reader = enter("colleague")
    assert "The later desk" in reader.get("/reviews/2025-10/").content.decode()
    assert 'href="?version=1"' in reader.get("/reviews/2025-10/").content.decode()
    assert "The later desk" not in reader.get("/reviews/2025-10/?version=1").content.decode()
    assert reader.get("/reviews/2025-10/?version=7").status_code == 404
    assert reader.get("/reviews/2025-10/?version=x").status_code == 404


def test_no_page_asks_more_for_more_issues(issue: Issue, enter: Enter, tmp_path: Path) -> None:
    reader = enter("lead")
    paths = ("/reviews/", "/reviews/2025-10/", "/reviews/2025-10/figures/contact_volume/")
    counts = []
    for many in (1, 6):
        for number in range(many):
            other = shelved(tmp_path)
            Issue.objects.filter(pk=other.pk).update(month=f"2025-0{many}", version=number + 1)
        counts.append([queries(reader, path) for path in paths])
    assert counts[0] == counts[1]


def queries(reader: Client, path: str) -> int:
    """How many questions a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(path).status_code == 200
    return len(asked)


def test_in_the_leads_place_a_review_and_its_cases_are_those_one_sees_oneself(
    issue: Issue, enter: Enter
) -> None:
    enter("lead", name="Ben Carrow")
    place = f"/settings/who-can-read-what/as-your-lead/{Person.objects.get(name='Ben Carrow').pk}"
    member = enter("member")
    for path in ("/reviews/", "/reviews/2025-10/", "/reviews/2025-10/figures/csat/", "/cases/"):
        looked = member.get(place + path)
        assert looked.status_code == 200
        page = looked.content.decode()
        assert "You are looking as Ben Carrow does." in page
        assert set(re.findall(r"Matter \d+", page)) == set(re.findall(r"Matter \d+", opens(member, path)))
    assert f'href="{place}/cases/?behind=csat' in opens(member, f"{place}/reviews/2025-10/")
    assert member.get(f"{place}/reviews/2025-10/files/review.txt").status_code == 403


def opens(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()
