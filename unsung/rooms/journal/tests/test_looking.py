"""Looking into the journal: what one learnt, what one taught, and what one reflected on."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from tests.entering import Enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(enter: Enter) -> Client:
    """A writer with five lines and a reflection."""
    client = enter("member")
    for line in (
        "the new fee is in the leaflet #learnt",
        "Learned from Hanna how refunds go",
        "sat with the new starter #onboard",
        "wrote the page on wrong letters #write-down",
        "chased Billing, unlearnt nothing",
    ):
        client.post("/journal/keep/", {"line": line})
    client.post("/evening/", {"well": "I learnt to wait."})
    return client


def shown(client: Client, show: str) -> list[str]:
    """The lines shown, by their first words."""
    page = client.get("/journal/", {"show": show}).content.decode()
    found: list[Any] = re.findall(r'href="/journal/[0-9a-f-]{36}/">([^<]*)', page)
    return sorted(html.unescape(" ".join(words.split()[:2])) for words in found)


def test_what_one_learnt_is_found_by_tag_and_word(ada: Client) -> None:
    assert shown(ada, "learnt") == ["Learned from", "the new"]


def test_what_one_taught_is_found_by_the_kind_of_work(ada: Client) -> None:
    assert shown(ada, "taught") == ["sat with", "wrote the"]


def test_reflections_are_found_by_themselves(ada: Client) -> None:
    assert shown(ada, "reflections") == ["I learnt"]
    assert len(shown(ada, "")) == 6


def test_a_month_without_any_says_so(enter: Enter) -> None:
    una = enter("member", name="Una Wilk")
    una.post("/journal/keep/", {"line": "chased Billing"})
    assert (
        "No line of this month is among these." in una.get("/journal/", {"show": "taught"}).content.decode()
    )
