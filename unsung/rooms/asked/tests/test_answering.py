"""A colleague is asked whether words are how it was, answers by one press, and may take it back."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ledger.actions import corroborations
from unsung.ledger.models import Corroboration, CorroborationAnswer, Person, Tombstone
from unsung.ledger.queries.corroborations import asked_by

pytestmark = pytest.mark.django_db
ABOUT = UUID(int=7)
WORDS = "Ada found <26> certificates"


@pytest.fixture
def omar(enter: Enter) -> Client:
    """Somebody asked by Ada."""
    enter("member", name="Ada Boateng")
    client = enter("colleague", name="Omar Aziz")
    corroborations.ask(number("Ada Boateng"), number("Omar Aziz"), ABOUT, date(2026, 8, 12), WORDS)
    return client


def number(name: str) -> int:
    return Person.objects.get(name=name).pk


def read(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def answer(client: Client, said: str) -> Any:
    return client.post(f"/asked/{Corroboration.objects.latest('id').pk}/", {"said": said}, follow=True)


def holds() -> str:
    return asked_by(number("Ada Boateng"), [ABOUT])[ABOUT].said


def test_the_words_are_shown_with_what_a_yes_does(omar: Client) -> None:
    page = read(omar.get("/asked/"))
    assert "Ada Boateng writes of Wednesday 12 August 2026: Ada found &lt;26&gt; certificates" in page
    assert "Is that how it was?" in page
    assert "may print your name, the day and these words" in page


def test_yes_is_one_press_kept_once_and_can_be_taken_back(omar: Client) -> None:
    for _ in range(2):
        page = read(answer(omar, "yes"))
    assert "Yes, that’s how it was" in page
    assert (holds(), CorroborationAnswer.objects.count()) == ("yes", 1)
    assert "I can’t say" in read(answer(omar, "back"))
    assert (holds(), CorroborationAnswer.objects.count()) == ("", 2)
    answer(omar, "cannot")
    assert holds() == "cannot"


def test_what_waits_is_counted_for_the_one_asked_alone(omar: Client, enter: Enter) -> None:
    assert "Asked of you 1 waiting" in read(omar.get("/reviews/"))
    assert "waiting" not in read(enter("administrator", name="Ida Runs").get("/reviews/"))
    answer(omar, "cannot")
    assert "waiting" not in read(omar.get("/reviews/"))
    answer(omar, "back")
    assert "Asked of you 1 waiting" in read(omar.get("/reviews/"))


def test_who_looks_in_a_leads_place_does_not_learn_what_waits_for_the_lead(enter: Enter) -> None:
    ada, _ = enter("member", name="Ada Boateng"), enter("lead", name="Ben Carrow")
    ben = number("Ben Carrow")
    corroborations.ask(number("Ada Boateng"), ben, ABOUT, date(2026, 8, 12), WORDS)
    page = read(ada.get(f"/settings/who-can-read-what/as-your-lead/{ben}/cases/"))
    assert "You are looking as Ben Carrow does" in page
    assert "waiting" not in page


def test_what_is_no_answer_is_not_taken(omar: Client) -> None:
    for said in ("", "no", "yes please"):
        assert answer(omar, said).status_code == 404
    assert holds() == ""


def test_nobody_else_sees_or_answers_it(omar: Client, enter: Enter) -> None:
    for role in ("lead", "administrator", "member"):
        other = enter(role, name=f"Ben {role}")
        assert "Nobody asks you anything." in read(other.get("/asked/"))
        assert answer(other, "yes").status_code == 404
    assert holds() == ""


def test_taken_back_by_who_asked_it_leaves_a_tombstone_and_no_word(omar: Client) -> None:
    answer(omar, "yes")
    corroborations.take_back(number("Ada Boateng"), ABOUT)
    assert "Nobody asks you anything." in read(omar.get("/asked/"))
    assert asked_by(number("Ada Boateng"), [ABOUT]) == {}
    row = Corroboration.objects.get()
    assert (row.words, row.answers.count()) == ("", 0)
    assert Tombstone.objects.filter(family="corroboration", fact_id=row.pk).count() == 1
    assert answer(omar, "yes").status_code == 404
    corroborations.take_back(number("Ada Boateng"), ABOUT)
    assert Tombstone.objects.count() == 1


def test_asked_anew_the_question_before_is_taken_back(omar: Client, enter: Enter) -> None:
    answer(omar, "cannot")
    joy = enter("colleague", name="Joy Lind")
    corroborations.ask(number("Ada Boateng"), number("Joy Lind"), ABOUT, date(2026, 8, 12), "Other words")
    assert "Nobody asks you anything." in read(omar.get("/asked/"))
    assert "Other words" in read(joy.get("/asked/"))
    assert holds() == ""


def test_looking_answers_nothing(omar: Client) -> None:
    omar.get("/asked/")
    assert omar.get(f"/asked/{Corroboration.objects.get().pk}/", {"said": "yes"}).status_code == 405
    assert holds() == ""
