"""Looking cases up: whole words and their beginnings, phrases, filters, and pages in both directions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from unsung.ledger.cards.folding import folded, for_postgres, for_sqlite, phrases
from unsung.ledger.cards.keeping import bring_up_to_date
from unsung.ledger.cards.looking_up import Found, Wish, cards_numbered, categories, look_up, of_customer, span
from unsung.ledger.cards.places import number_at, place_of
from unsung.ledger.cards.tests.cabinet import HOUR, NINE, opened, recorded, said, seen

ODD = [
    '"',
    "*",
    "a OR",
    "NEAR(",
    "words:x",
    "-",
    "a AND NOT b",
    "'; DROP",
    "(((",
    "^a",
    "{x}",
    '"a" "',
    "&|!",
    "\x00",
    "%s %",
]


@pytest.fixture
def cabinet(db: None) -> None:
    """Five cases of October, told apart by all that one can ask for."""
    recorded(
        opened("C1", customer_name="Zoë Müller", channel="call", subject=""),
        opened("C2", NINE + HOUR, subject="Our plumber’s bill", category="Billing"),
        said("C2", "The bill came twice, and twice I paid it.", at=NINE + HOUR),
        opened(
            "C3",
            NINE + 2 * HOUR,
            channel="chat",
            subject="",
            category="Billing",
            customer_key="zoe@x.example",
        ),
        said("C3", "Twice the bill came.", at=NINE + 2 * HOUR),
        said("C3", "We are sorry.", "desk", NINE + 3 * HOUR),
        seen("C3", "settled", NINE + 3 * HOUR),
        opened("C4", NINE + 800 * HOUR, subject="Ref LM-20418 again"),
        opened("C5", NINE + 801 * HOUR, subject="", category=""),
    )
    bring_up_to_date()


def named(found: Found) -> list[str]:
    return [card.external_id for card in found.cards]


def asked(**wish: object) -> list[str]:
    return named(look_up(Wish(**wish)))  # type: ignore[arg-type]


@pytest.mark.usefixtures("cabinet")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bill", ["C3", "C2"]),
        ("BIL", ["C3", "C2"]),
        ("ill", []),
        ("bill paid", ["C2"]),
        ('"bill came"', ["C3", "C2"]),
        ('"came bill"', []),
        ('"bill ca"', []),
        ('"bill came" tw', ["C3", "C2"]),
        ('"twice the bill', ["C3"]),
        ("zoe muller", ["C1"]),
        ("Zoë", ["C3", "C1"]),
        ("müll", ["C1"]),
        ("plumber's", ["C2"]),
        ("LM-204", ["C4"]),
        ("lm20418", []),
        ("zoe@x.example", ["C3"]),
        ("osei@x.ex", ["C5", "C4", "C2", "C1"]),
        ("c4", ["C4"]),
        ("c", []),
        ("plumber s", ["C2"]),
        ("!!!", []),
        ("  ", ["C5", "C4", "C3", "C2", "C1"]),
    ],
)
def test_words_are_found_from_their_beginning_and_quoted_ones_together(words: str, found: list[str]) -> None:
    assert asked(words=words) == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("テキスト", ["J1"]),
        ("日本語", ["J1"]),
        ("本語", ["J1"]),
        ("ト", ["J1"]),
        ("スト請求", []),
        ("日本 テキ", ["J1"]),
        ("請求書20", ["J2"]),
        ("請求", ["J2"]),
        ("2025", ["J2"]),
        ("ชื่อ", ["T1"]),
        ("청구", ["K1"]),
        ("구서", []),
    ],
)
def test_where_a_script_writes_no_blanks_what_is_within_a_sentence_is_found(
    words: str, found: list[str]
) -> None:
    recorded(
        opened("J1", subject="日本語のテキスト"),
        opened("J2", subject="請求書2025年"),
        opened("T1", subject="เปลี่ยนชื่อ"),
        opened("K1", subject="청구서를 다시"),
    )
    bring_up_to_date()
    assert asked(words=words) == found


@pytest.mark.usefixtures("cabinet")
@pytest.mark.parametrize("words", ["C++", "c#", "z!"])
def test_a_letter_with_signs_behind_it_is_no_beginning_of_words(words: str) -> None:
    assert asked(words=words) == []


@pytest.mark.usefixtures("cabinet")
def test_filters_leave_what_they_name_with_words_and_without() -> None:
    assert asked(channel="chat") == ["C3"]
    assert asked(category="Billing") == ["C3", "C2"]
    assert asked(state="settled") == ["C3"]
    assert asked(waits=True) == ["C2"]
    assert asked(category="Billing", waits=True) == ["C2"]
    assert asked(words="bill", channel="mail") == ["C2"]
    assert asked(words="bill", state="settled", category="Billing", channel="chat") == ["C3"]
    assert asked(words="bill", waits=True) == ["C2"]
    assert asked(words="bill", category="Claims") == []
    november = int((NINE + 600 * HOUR).timestamp())
    assert asked(from_s=november) == ["C5", "C4"]
    assert asked(to_s=november, words="bill", channel="mail") == ["C2"]
    assert asked(from_s=november, words="bill") == []


@pytest.mark.django_db
@pytest.mark.parametrize("words", ODD)
def test_no_input_is_an_error_of_syntax(words: str) -> None:
    recorded(opened("C1"))
    bring_up_to_date()
    assert len(look_up(Wish(words=words, channel="mail")).cards) <= 1


@given(st.text(max_size=60))
def test_whatever_is_typed_becomes_letters_and_digits_between_signs_of_ours(typed: str) -> None:
    held = phrases(typed)
    words = [word for phrase in held for word in phrase.words]
    assert all(word.isalnum() for word in words)
    assert sorted(set(folded(for_sqlite(held))) - {"and"}) == sorted(set(words) - {"and"})
    assert "''" not in for_postgres(held)


@pytest.mark.usefixtures("cabinet")
@pytest.mark.parametrize("wish", [Wish(), Wish(words="osei"), Wish(words="kw"), Wish(category="Claims")])
def test_pages_forth_and_back_show_every_case_once(wish: Wish) -> None:
    every = named(look_up(wish))
    forth, before = [], None
    while True:
        found = look_up(wish, before=before, most=2)
        assert (found.newer is None) is (before is None)
        forth.append(named(found))
        if found.older is None:
            break
        before = found.older
    back, after = [forth[-1]], found.newer
    while after is not None:
        found = look_up(wish, after=after, most=2)
        assert found.older is not None
        back.insert(0, named(found))
        after = found.newer
    assert [case for page in forth for case in page] == every
    assert [case for page in back for case in page] == every


@pytest.mark.usefixtures("cabinet")
def test_the_choices_and_the_other_ways_to_a_case() -> None:
    assert categories() == ["Billing", "Claims"]
    reach = span()
    assert reach == (int(NINE.timestamp()), int((NINE + 801 * HOUR).timestamp()))
    assert [card.external_id for card in of_customer(["zoe@x.example"], 5)] == ["C3"]
    numbers = [card.number for card in look_up(Wish(category="Billing")).cards]
    assert [card.number for card in cards_numbered([*numbers, 10**9])] == numbers


@pytest.mark.django_db
def test_looking_up_asks_the_same_number_of_questions_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    recorded(*(opened(f"C{n}") for n in range(60)))
    bring_up_to_date()
    with django_assert_num_queries(2):
        assert len(look_up(Wish(), most=3).cards) == 3
    with django_assert_num_queries(2):
        assert len(look_up(Wish(words="kitchen")).cards) == 50
    with django_assert_num_queries(1):
        assert categories() == ["Claims"]


@given(st.integers(1 - 2**33, 2**33 - 2), st.integers(1, 2**30 - 1))
def test_a_place_orders_by_opening_and_holds_the_number(opened_s: int, number: int) -> None:
    place = place_of(opened_s, number)
    assert number_at(place) == number
    assert place < place_of(opened_s + 1, 1)
    assert -(2**63) <= place < 2**63
