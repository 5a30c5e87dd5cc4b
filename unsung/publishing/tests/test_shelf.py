"""The shelf: an issue keeps what was printed, a later printing is a new version, figures keep their cases."""

import json
from pathlib import Path

import pytest

from unsung.publishing.figures_read import figure_of, for_company
from unsung.publishing.models import Behind, Issue
from unsung.publishing.shelf import ask_again, file_of, issue_of, issues, places_of, values_until
from unsung.publishing.tests.october import figures
from unsung.publishing.tests.shelved import PLACES, shelved

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(tmp_path: Path) -> Issue:
    """October, printed."""
    return shelved(tmp_path)


def test_what_was_printed_is_there_as_it_was_printed(issue: Issue) -> None:
    held = issue_of("2025-10")
    assert held == issue
    assert (held.month, held.version, held.state, held.newest) == ("2025-10", 1, "printed", {"contact": 7})
    assert held.headline in held.reading
    assert held.text.splitlines()[0] == "At the desk"
    assert held.glance[1][:2] == ["Conversations", "2,614"]
    assert file_of(held, "review.html") == b"<!doctype html>the whole page"
    assert file_of(held, "figures.xlsx") == b"PK"
    assert file_of(held, "review.txt") == held.text.encode()
    assert json.loads(file_of(held, "figures.json") or b"")["period"]["from"] == "2025-10-01"
    assert file_of(held, "other") is None


def test_printing_again_is_a_new_version_and_the_earlier_stays(issue: Issue, tmp_path: Path) -> None:
    later = shelved(tmp_path, name="The desk")
    assert [each.version for each in issues()] == [2]
    assert issue_of("2025-10") == later
    assert issue_of("2025-10", "1") == issue
    assert issue_of("2025-10", "1").desk_name == "At the desk"  # type: ignore[union-attr]
    assert [issue_of("2025-10", version) for version in ("3", "0x", "-1", "9" * 30)] == [None] * 4


def test_the_figures_are_read_back_as_they_were(issue: Issue) -> None:
    for given in figures():
        told = figure_of(issue.figures, given.id, given.of)
        assert told is not None
        assert (told.value, told.n, told.interval, told.previous, told.statement, told.cases) == (
            given.value, given.n, given.interval, given.previous, given.statement, given.cases,
        )  # fmt: skip
    assert figure_of(issue.figures, "other") is None


def test_figures_share_the_cases_that_are_the_same(issue: Issue) -> None:
    assert Behind.objects.count() == 2
    volume, csat = (issue.values[id] for id in ("contact_volume", "csat"))
    assert list(places_of(issue, volume["behind"])) == PLACES
    assert list(places_of(issue, csat["behind"])) == PLACES[:2]
    assert (volume["rows"], csat["rows"], issue.values["fcr"]["behind"]) == (40, 312, "")
    assert list(places_of(issue, "")) == list(places_of(issue, "no such")) == []


def test_the_trend_goes_over_the_latest_version_of_each_month(issue: Issue, tmp_path: Path) -> None:
    shelved(tmp_path)
    Issue.objects.filter(pk=issue.pk).update(month="2025-09")
    assert [month for month, _ in values_until("2025-10", 14)] == ["2025-09", "2025-10"]
    assert [month for month, _ in values_until("2025-09", 14)] == ["2025-09"]
    assert values_until("2025-10", 14)[-1][1]["csat"]["printed"] == "83 in 100"


def test_what_is_the_teams_alone_is_not_in_the_figures_for_the_company(issue: Issue) -> None:
    ours = [id for id, told in issue.values.items() if told["audience"] == "T"]
    assert ours
    left = [each["id"] for each in json.loads(for_company(issue.figures, issue.values))["figures"]]
    assert sorted([*left, *ours]) == sorted(issue.values)


def test_of_two_who_ask_at_once_for_a_new_printing_one_is_the_first(issue: Issue) -> None:
    assert [ask_again(issue), ask_again(issue)] == [True, False]
