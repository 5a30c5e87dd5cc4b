"""Linking a line to a conversation: offered, proposed, said yes to, and its minutes not counted twice."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ledger.cards.keeping import bring_up_to_date
from unsung.ledger.cards.models import Card
from unsung.ledger.cards.tests.cabinet import HOUR, NINE, opened, recorded
from unsung.rooms.journal.tests.test_sharing import ONE, everything_shared, keep, page, read, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A writer on a day with three conversations, the first of them opened the day before."""
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2025-10-06T17:30:00+00:00")
    recorded(
        opened("C-3187", NINE, subject="Lapsed policy", customer_name="Mr Osei", channel="call"),
        opened("C-3188", NINE + HOUR, subject="Photos", customer_name="Mr Pinto", customer_key="p@x.example"),
        opened("C-3001", NINE - 24 * HOUR, customer_name="Miss Tan", customer_key="tan@x.example"),
    )
    bring_up_to_date()
    ada = enter("member", name="Ada Boateng")
    keep(ada, "the first line, which begins the journal")
    return ada


def number(name: str) -> int:
    return Card.objects.get(external_id=name).number


def link(client: Client, case: object) -> Any:
    return client.post(f"/journal/{ONE}/conversation/", {"case": f"{case}"}, follow=True)


def offered(answer: Any) -> list[str]:
    """The conversations that a page offers, as their chips read."""
    told = re.findall(r'<button class="chip guess" name="case"[^>]*>(.*?)</button>', answer.content.decode())
    return [re.sub(r"<[^>]+>", "", each) for each in told]


def test_conversations_of_the_day_are_offered_those_of_its_reference_and_customer_first(ada: Client) -> None:
    keep(ada, "rang her back ref:C-3001 ~9m for:Osei", id=ONE)
    assert offered(ada.get(f"/journal/{ONE}/")) == ["Miss Tan, C-3001", "Mr Osei, C-3187", "Mr Pinto, C-3188"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("C-3001", ["Miss Tan, C-3001"]), ("tan", ["Miss Tan, C-3001"]), ("nobody", []), ("'; --", [])],
)
def test_it_is_looked_for_by_reference_or_customer_whenever_it_was(
    ada: Client, words: str, found: list[str]
) -> None:
    keep(ada, "rang her back", id=ONE)
    answer = ada.post(f"/journal/{ONE}/conversation/", {"q": words})
    assert offered(answer) == found
    assert ("No conversation has these words." in read(answer)) is (not found)


def test_minutes_are_unsung_until_the_line_belongs_to_a_conversation(ada: Client) -> None:
    keep(ada, "calmed Mr Osei ~20m", id=ONE)
    assert "20 min unsung only you" in read(ada.get("/journal/"))
    assert "its minutes count there" in read(link(ada, number("C-3187")))
    assert "20 min Mr Osei, C-3187 only you" in read(ada.get("/journal/"))
    assert "It belongs to no conversation." in read(link(ada, ""))
    assert "20 min unsung only you" in read(ada.get("/journal/"))


def test_a_line_without_minutes_is_not_called_unsung(ada: Client) -> None:
    keep(ada, "calmed Mr Osei", id=ONE)
    assert "unsung only you" not in read(ada.get("/journal/"))


def test_the_link_is_no_version_and_stays_with_the_next(ada: Client) -> None:
    keep(ada, "calmed Mr Osei ~20m", id=ONE)
    link(ada, number("C-3187"))
    assert "changed" not in page(ada).partition("Written down")[2].partition("Belongs")[0]
    ada.post(f"/journal/{ONE}/", {"line": "calmed Mr Osei, kindly ~20m"})
    lines = json.loads(ada.get("/journal/take-along/").content)["lines"]
    (versions,) = [line["versions"] for line in lines if line["id"] == ONE]
    assert [each["case"] for each in versions] == [number("C-3187")] * 2


def test_a_reference_proposes_its_conversation_while_one_writes_and_yes_keeps_it(ada: Client) -> None:
    line = "calmed him ref:C-3187 ~20m"
    guess = ada.post("/journal/understood/", {"line": line})
    assert "Mr Osei, C-3187 is our guess: say yes" in read(guess)
    assert 'class="chip mari"' not in guess.content.decode()
    chosen = f"{number('C-3187')}"
    sure = ada.post("/journal/understood/", {"line": line, "case": chosen}).content.decode()
    assert f'<input type="hidden" name="case" value="{chosen}">' in sure
    assert "is our guess: say yes" not in sure.partition("Mr Osei")[2]
    keep(ada, line, id=ONE)
    assert "unsung only you" in read(ada.get("/journal/"))
    keep(ada, "and once more ref:C-3187 ~5m", case=chosen)
    assert "5 min Mr Osei, C-3187 only you" in read(ada.get("/journal/"))


@pytest.mark.parametrize("case", ["x", "-1", "99999999", "9" * 40, "²"])
def test_what_is_no_conversation_links_to_none(ada: Client, case: str) -> None:
    keep(ada, "calmed him ~20m", id=ONE, case=case)
    assert link(ada, case).status_code == 200
    assert "20 min unsung only you" in read(ada.get("/journal/"))


def test_to_which_conversation_a_line_belongs_is_not_shared(ada: Client) -> None:
    keep(ada, "calmed him ~20m", id=ONE, case=f"{number('C-3187')}")
    share(ada, "team")
    for told in ("C-3187", "Osei", "case"):
        assert told not in everything_shared()
