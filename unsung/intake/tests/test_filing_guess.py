"""Where nobody named the desk, it is guessed from who answers other people's mails."""

from unsung.intake.filing import DeskAddresses, MailCard, guess_desk
from unsung.intake.source import Standing
from unsung.intake.tests.filing_cards import card


def exchange(by: str, *people: str, to: str = "", standing: Standing = "contact") -> list[MailCard]:
    """Each of these people writes, and `by` answers."""
    cards = []
    for person in people:
        name = f"{person}>{by}"
        cards.append(card(name, person, (to or by,), standing=standing))
        cards.append(card(f"{name} answer", by, (person,), 1, answers=(name,), standing=standing))
    return cards


def guess(*cards: list[MailCard]) -> set[str]:
    found = guess_desk([one for several in cards for one in several])
    assert found.guessed
    assert found.domains == frozenset()
    return set(found.addresses)


def test_who_answers_most_people_is_the_desk() -> None:
    assert guess(
        exchange("ada@desk.example", "june@a.example", "kim@b.example"),
        exchange("june@a.example", "lin@c.example"),
    ) == {"ada@desk.example"}


def test_an_office_goes_before_a_person_who_answers_more() -> None:
    assert guess(
        exchange("lin@c.example", "june@a.example", "kim@b.example"),
        exchange("customer.service@desk.example", "june@a.example"),
    ) == {"customer.service@desk.example"}


def test_colleagues_who_answer_people_outside_are_the_desk_too() -> None:
    assert guess(
        exchange("support@desk.example", "june@a.example", "kim@b.example", "lin@c.example"),
        exchange("ada@desk.example", "june@a.example", "kim@b.example"),
        exchange("boss@desk.example", "ada@desk.example", "support@desk.example"),
        exchange("bram@desk.example", "june@a.example"),
    ) == {"support@desk.example", "ada@desk.example"}


def test_the_office_people_write_to_is_the_desk_though_another_address_answers() -> None:
    assert guess(exchange("ada@desk.example", "june@a.example", "kim@b.example", to="help@desk.example")) == {
        "ada@desk.example",
        "help@desk.example",
    }


def test_at_a_host_where_anybody_has_an_address_only_the_one_who_answers_is_the_desk() -> None:
    assert guess(
        exchange("larkfield.help@gmail.com", "june@gmail.com", "kim@gmail.com"),
        exchange("info.lin@gmail.com", "june@gmail.com"),
    ) == {"larkfield.help@gmail.com"}


def test_one_answer_to_one_person_is_too_little_to_guess_from() -> None:
    assert guess_desk(exchange("ada@desk.example", "june@a.example")) == DeskAddresses(guessed=True)
    assert guess_desk([]) == DeskAddresses(guessed=True)


def test_answers_to_oneself_and_by_machines_do_not_count() -> None:
    own = [card("a", "june@a.example"), card("b", "june@a.example", answers=("a",), day=1)]
    machine = exchange("support@desk.example", "june@a.example", "kim@b.example", standing="auto")

    assert guess(own, machine) == set()


def test_the_order_of_the_mails_changes_nothing() -> None:
    cards = exchange("ada@desk.example", "june@a.example", "kim@b.example") + exchange(
        "bea@desk.example", "june@a.example", "kim@b.example"
    )

    assert guess(cards) == guess(cards[::-1]) == {"ada@desk.example", "bea@desk.example"}
