"""What counts as a contact, who wrote it, and when and by whom the conversation was opened."""

from datetime import UTC, datetime

import pytest

from unsung.intake.filing import DeskAddresses, file_mails
from unsung.intake.source import Party, Standing
from unsung.intake.tests.filing_cards import DESK, HELP, JUNE, card, filed, only, reply


def test_a_conversation_says_who_opened_it_and_when() -> None:
    question = card("a", subject="Cover for two", category="Claims", kind="broker")
    contact = only(file_mails([reply("b", JUNE, 1, "a"), question], DESK))

    assert contact.external_id == "a"
    assert contact.opened_at == datetime(2025, 10, 1, 12, tzinfo=UTC)
    assert (contact.channel, contact.started_by, contact.standing) == ("mail", "customer", "contact")
    assert contact.customer == Party(JUNE, "June", "broker")
    assert (contact.subject, contact.category) == ("Cover for two", "Claims")


def test_the_author_of_each_mail_is_customer_or_desk() -> None:
    mails = filed(file_mails([card("a"), reply("b", JUNE, 1, "a")], DESK))

    assert (mails["a"].author_kind, mails["b"].author_kind) == ("customer", "desk")


def test_everybody_of_a_domain_is_the_desk() -> None:
    desk = DeskAddresses(domains=frozenset({"desk.example"}))

    assert filed(file_mails([reply("b", JUNE, 1)], desk))["b"].author_kind == "desk"


def test_a_conversation_the_desk_began_is_opened_by_its_first_mail() -> None:
    first, answer = reply("a", JUNE, 0, subject="Your renewal"), card("b", day=2, answers=("a",))
    contact = only(file_mails([answer, first], DESK))

    assert (contact.started_by, contact.standing) == ("desk", "contact")
    assert contact.opened_at == datetime(2025, 10, 1, 12, tzinfo=UTC)
    assert contact.customer == Party(JUNE, "June")


def test_of_a_mail_nobody_answered_the_one_written_to_is_the_customer() -> None:
    assert only(file_mails([reply("a", JUNE, 0)], DESK)).customer == Party(JUNE)


def test_mail_among_colleagues_has_no_customer_and_was_begun_by_the_desk() -> None:
    contact = only(file_mails([card("a", "ada@desk.example", (HELP,))], DESK))

    assert (contact.started_by, contact.customer) == ("desk", None)


@pytest.mark.parametrize("standing", ["auto", "bounce", "spam"])
def test_a_machine_never_opens_a_contact_nor_replies(standing: Standing) -> None:
    alone = file_mails([card("a", standing=standing)], DESK)

    assert (only(alone).standing, only(alone).started_by, only(alone).customer) == (standing, "machine", None)
    assert filed(alone)["a"].author_kind == "machine"


def test_an_automatic_answer_before_the_customers_mail_opens_nothing() -> None:
    receipt = card("a", HELP, (JUNE,), -0.5, answers=("b",), standing="auto")
    filing = file_mails([receipt, card("b"), reply("c", JUNE, 1, "b")], DESK)

    assert only(filing).opened_at == datetime(2025, 10, 1, 12, tzinfo=UTC)
    assert only(filing).external_id == "a"
    assert [mail.author_kind for mail in filing.mails] == ["machine", "customer", "desk"]


def test_a_returned_mail_joins_what_the_desk_sent_and_is_no_reply() -> None:
    returned = card("b", "mailer-daemon@mx.example", day=1, answers=("a",), standing="bounce")
    filing = file_mails([reply("a", JUNE, 0), returned], DESK)

    assert (only(filing).standing, only(filing).started_by) == ("contact", "desk")
    assert filed(filing)["b"].author_kind == "machine"


@pytest.mark.parametrize(
    ("sender", "to", "standing"),
    [
        (JUNE, (HELP,), "contact"),
        (JUNE, ("cover@lists.example",), "list"),
        ("news@shop.example", (HELP,), "list"),
        ("no-reply@shop.example", (HELP,), "list"),
        ("cover-owner@lists.example", (HELP,), "list"),
    ],
)
def test_list_mail_is_a_contact_only_if_a_person_addressed_it_to_the_desk(
    sender: str, to: tuple[str, ...], standing: Standing
) -> None:
    filing = file_mails([card("a", sender, to, standing="list")], DESK)

    assert only(filing).standing == standing
    assert filed(filing)["a"].author_kind == ("customer" if standing == "contact" else "machine")


def test_an_answer_the_desk_sends_through_a_list_is_a_reply_where_a_contact_is_answered() -> None:
    question = card("a", standing="list")
    answer = card("b", "ada@desk.example", ("cover@lists.example",), 1, answers=("a",), standing="list")

    assert filed(file_mails([question, answer], DESK))["b"].author_kind == "desk"
    assert filed(file_mails([answer], DESK))["b"].author_kind == "machine"


def test_where_nobody_is_the_desk_every_person_is_a_customer() -> None:
    filing = file_mails([card("a"), reply("b", JUNE, 1, "a")], DeskAddresses(guessed=True))

    assert {mail.author_kind for mail in filing.mails} == {"customer"}


def test_no_mails_make_no_conversations() -> None:
    filing = file_mails([], DESK)

    assert (filing.mails, filing.contacts) == ((), ())
