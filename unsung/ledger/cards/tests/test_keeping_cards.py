"""The card index after every kind of change is what it would be made anew; only what was touched is made."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from unsung.ledger.actions.erasing import erase_person
from unsung.ledger.actions.recording import withdraw
from unsung.ledger.cards import keeping
from unsung.ledger.cards.keeping import bring_up_to_date, make_anew
from unsung.ledger.cards.looking_up import Wish, card_of, look_up
from unsung.ledger.cards.making import renew
from unsung.ledger.cards.models import Card, Upkeep
from unsung.ledger.cards.tests.cabinet import (
    HOUR,
    NINE,
    delivery,
    filed,
    index,
    mailed,
    opened,
    recorded,
    said,
    seen,
)
from unsung.ledger.cards.words import on_sqlite
from unsung.ledger.models import Contact

pytestmark = pytest.mark.django_db


def checked() -> None:
    """The index brought up to date equals the index made anew, card by card and word by word."""
    bring_up_to_date()
    kept = index()
    make_anew()
    assert kept == index()


def subjects() -> list[str]:
    return [card.subject for card in look_up(Wish()).cards]


def test_a_conversation_that_counts_has_a_card_and_no_other_has() -> None:
    recorded(
        opened("C1"),
        opened("C2", started_by="desk"),
        opened("C3", standing="spam"),
        said("C1", "It is under water."),
        said("C1", "Help comes.", "desk", NINE + HOUR),
    )
    assert bring_up_to_date() == 3
    (card,) = Card.objects.all()
    assert (card.external_id, card.subject, card.begins) == ("C1", "My kitchen", "It is under water.")
    assert (card.messages, card.waits_s, card.state) == (2, None, "")
    assert card.last_s == int((NINE + HOUR).timestamp())


def test_nothing_new_is_nothing_to_do() -> None:
    recorded(opened("C1"))
    assert (bring_up_to_date(), bring_up_to_date()) == (1, 0)


def test_only_what_was_touched_is_made_anew() -> None:
    recorded(*(opened(f"C{n}") for n in range(20)))
    bring_up_to_date()
    recorded(said("C7", "Is anybody there?"))
    assert bring_up_to_date() == 1
    assert [card.external_id for card in look_up(Wish(words="anybody")).cards] == ["C7"]


def test_after_a_correction_the_card_is_the_corrected_one_and_old_numbers_lead_to_it() -> None:
    recorded(opened("C1", subject="My kitchin"), said("C1", "It is under watter."))
    bring_up_to_date()
    before = Card.objects.get().number
    recorded(opened("C1", NINE + HOUR), said("C1", "It is under water."))
    checked()
    found = card_of(before)
    assert found is not None
    assert (found.number != before, found.subject, found.opened_s) == (
        True, "My kitchen", int((NINE + HOUR).timestamp()),
    )  # fmt: skip
    assert [len(look_up(Wish(words=word)).cards) for word in ("watter", "water", "kitchin")] == [0, 1, 0]


def test_what_was_withdrawn_has_no_card() -> None:
    held = recorded(opened("C1"), opened("C2", subject="The letter"), said("C2", "It was wrong."))
    bring_up_to_date()
    withdraw(held, "contact", ["C1"])
    withdraw(held, "message", [f"C2/customer/{NINE:%d%H%M}"])
    checked()
    assert subjects() == ["The letter"]
    assert len(look_up(Wish(words="wrong")).cards) == 0


def test_a_mail_filed_elsewhere_takes_its_words_along() -> None:
    recorded(
        opened("C1"), opened("C2", subject="The letter"), mailed("m1", "A plumber came."), filed("m1", "C1")
    )
    bring_up_to_date()
    assert [card.subject for card in look_up(Wish(words="plumber")).cards] == ["My kitchen"]
    recorded(filed("m1", "C2"))
    checked()
    assert [card.subject for card in look_up(Wish(words="plumber")).cards] == ["The letter"]


def test_a_mail_put_right_is_found_by_its_new_words_where_it_was_filed_before() -> None:
    recorded(opened("C1"), mailed("m1", "A plumbr came."), filed("m1", "C1"))
    bring_up_to_date()
    recorded(mailed("m1", "A plumber came."))
    checked()
    assert len(look_up(Wish(words="plumber")).cards) == 1


def test_states_and_waiting_are_as_last_told() -> None:
    recorded(opened("C1"), said("C1", "Hello?"), seen("C1", "open", team="Front desk"))
    bring_up_to_date()
    card = Card.objects.get()
    assert (card.state, card.team, card.waits_s) == ("open", "Front desk", int(NINE.timestamp()))
    recorded(seen("C1", "settled", NINE + HOUR, team="Claims", category="Lapsed cover"))
    checked()
    card = Card.objects.get()
    assert (card.state, card.team, card.category, card.waits_s) == ("settled", "Claims", "Lapsed cover", None)
    recorded(seen("C1", "open", NINE + 2 * HOUR))
    checked()
    assert Card.objects.get().waits_s == int(NINE.timestamp())


def test_what_the_law_took_out_is_out_of_the_index_too() -> None:
    recorded(opened("C1"), said("C1", "It is under water.", author_key="osei@x.example"))
    bring_up_to_date()
    erase_person(address="osei@x.example", ground="asked for it")
    checked()
    card = Card.objects.get()
    assert (card.customer_key, card.customer_name, card.subject, card.begins) == ("", "", "", "")
    assert [len(look_up(Wish(words=word)).cards) for word in ("water", "kwame", "osei")] == [0, 0, 0]


@pytest.mark.skipif(not on_sqlite(), reason="only FTS5 keeps what was taken out in segments of its own")
def test_what_the_law_took_out_is_not_in_the_depths_of_the_index_either() -> None:
    recorded(opened("C1"), said("C1", "Unforgettable."), opened("C2"), said("C2", "Something else."))
    bring_up_to_date()
    assert any(b"unforgettable" in block for block in depths())
    erase_person(address="osei@x.example", ground="asked for it")
    bring_up_to_date()
    assert not any(b"unforgettable" in block for block in depths())


def depths() -> list[bytes]:
    """The blocks in which FTS5 keeps its words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM cards_words_data")
        return [bytes(row[0]) for row in cursor.fetchall()]


def test_two_sources_may_call_different_cases_alike() -> None:
    recorded(opened("C1"), said("C1", "Mine."))
    recorded(opened("C1", subject="Another"), said("C1", "Theirs."), source="other")
    checked()
    assert [card.subject for card in look_up(Wish(words="theirs")).cards] == ["Another"]


def test_cut_short_it_goes_on_from_the_same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded(*(opened(f"C{n}") for n in range(5)))
    bring_up_to_date()
    recorded(*(said(f"C{n}", "Again.") for n in range(5)))
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    done = renew

    def cut(source: int, refs: list[str]) -> int:
        if "C4" in refs:
            raise KeyboardInterrupt
        return done(source, refs)

    monkeypatch.setattr(keeping, "renew", cut)
    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date()
    monkeypatch.setattr(keeping, "renew", done)
    checked()
    assert len(look_up(Wish(words="again")).cards) == 5


def test_an_index_of_another_make_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded(opened("C1"))
    bring_up_to_date()
    monkeypatch.setattr(keeping, "FORMAT", keeping.FORMAT + 1)
    assert bring_up_to_date() == 1
    assert Upkeep.objects.get().format == keeping.FORMAT


def test_a_case_out_of_all_time_has_its_place() -> None:
    recorded(opened("C1", datetime(9000, 1, 1, tzinfo=UTC)), opened("C2", datetime(1, 1, 2, tzinfo=UTC)))
    bring_up_to_date()
    assert [card.external_id for card in look_up(Wish()).cards] == ["C1", "C2"]
    assert delivery().source_id == Contact.objects.filter(external_id="C1").get().source_id
