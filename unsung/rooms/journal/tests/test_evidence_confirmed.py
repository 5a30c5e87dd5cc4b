"""An entry confirmed by a colleague: only chosen words are handed over, and a yes makes its letter B."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Corroboration, Person
from unsung.rooms.journal.tests.packing import IDS, bundle, packed, read, told, verified

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS = "We reprinted all 26 together."


@pytest.fixture
def both(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> tuple[Client, Client, str]:
    """Ada, Omar, and Ada's pack."""
    ada, omar = enter("member", name="Ada Boateng"), enter("colleague", name="Omar Aziz")
    return ada, omar, packed(ada, monkeypatch)


def ask(ada: Client, pack: str, name: str = "c", words: str = WORDS) -> None:
    whom = Person.objects.get(name="Omar Aziz").pk
    ada.post(f"{pack}lines/{IDS[name]}/ask/", {"whom": whom, "words": words})


def answer(omar: Client, said: str) -> None:
    omar.post(f"/asked/{Corroboration.objects.latest('id').pk}/", {"said": said})


def letter(ada: Client, pack: str) -> str:
    found = re.search(r"E4 12 Aug 2026 .*? ([ABCD]) E5", read(ada.get(f"{pack}look/")))
    return found[1] if found else ""


def test_only_the_words_chosen_are_handed_over(both: tuple[Client, Client, str]) -> None:
    ada, omar, pack = both
    assert "reprinted all of them" in read(ada.get(f"{pack}lines/{IDS['c']}/ask/"))
    ask(ada, pack)
    page = read(omar.get("/asked/"))
    assert WORDS in page
    assert "reprinted all of them" not in page
    assert "Omar Aziz is asked" in read(ada.get(pack))
    row = Corroboration.objects.get()
    assert str(row.about) != IDS["c"]


def test_a_yes_makes_the_letter_b_and_is_printed_with_name_and_date(
    both: tuple[Client, Client, str], tmp_path: Path
) -> None:
    ada, omar, pack = both
    assert letter(ada, pack) == "D"
    ask(ada, pack)
    assert letter(ada, pack) == "D"
    answer(omar, "yes")
    assert letter(ada, pack) == "B"
    files = bundle(ada, pack)
    assert f"Omar Aziz confirmed E4 on 17 September 2026: “{WORDS}”" in read(ada.get(f"{pack}look/"))
    confirmed = {"by": "Omar Aziz", "on": "2026-09-17", "words": WORDS}
    assert [e["confirmed"] for e in told(files)["entries"] if e["confirmed"]] == [confirmed]
    code, said = verified(tmp_path / "pack", files)
    assert (code, "grade B, confirmed by Omar Aziz on 2026-09-17" in said) == (0, True)


@pytest.mark.parametrize("then", ["cannot", "back"])
def test_i_cannot_say_and_a_yes_taken_back_are_printed_nowhere(
    both: tuple[Client, Client, str], then: str
) -> None:
    ada, omar, pack = both
    ask(ada, pack)
    answer(omar, "yes")
    answer(omar, then)
    assert letter(ada, pack) == "D"
    assert "Omar" not in read(ada.get(f"{pack}look/"))
    assert ("Omar Aziz can’t say" in read(ada.get(pack))) == (then == "cannot")


def test_taken_back_or_erased_the_question_is_gone(both: tuple[Client, Client, str]) -> None:
    ada, omar, pack = both
    ask(ada, pack)
    answer(omar, "yes")
    ada.post(f"{pack}lines/{IDS['c']}/take-back/")
    assert letter(ada, pack) == "D"
    assert WORDS not in read(omar.get("/asked/"))
    ask(ada, pack)
    ada.post(f"/journal/{IDS['c']}/erase/")
    assert WORDS not in read(omar.get("/asked/"))


def test_one_asks_somebody_else_and_shows_some_words(both: tuple[Client, Client, str]) -> None:
    ada, _, pack = both
    myself = Person.objects.get(name="Ada Boateng").pk
    page = ada.post(f"{pack}lines/{IDS['c']}/ask/", {"whom": myself, "words": " "})
    assert "2 things to put right" in read(page)
    assert Corroboration.objects.count() == 0
