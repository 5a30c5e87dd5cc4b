"""Mails that answer each other are one conversation, and so are those on one matter close in time."""

import pytest

from unsung.intake.mail.subjects import subject_key
from unsung.intake.tests.filing_cards import HELP, apart, card, reply, together


def test_an_answer_joins_what_it_answers_however_late() -> None:
    assert together(card("a"), reply("b", "june@mail.example", 90, "a")) == apart("ab")


def test_two_answers_to_a_mail_that_is_not_at_hand_belong_together() -> None:
    assert together(
        card("a", answers=("lost",), subject="Re: roof"),
        card("b", "kim@mail.example", answers=("lost",), day=40),
    ) == apart("ab")


def test_references_win_over_subjects_that_differ() -> None:
    assert together(
        card("a", subject="Roof"), card("b", day=60, answers=("a",), subject="Something else altogether")
    ) == apart("ab")


def test_the_same_subject_and_party_within_fourteen_days_is_one_conversation() -> None:
    assert together(card("a"), card("b", day=14), card("c", day=28.5)) == apart("ab c")


def test_the_days_are_counted_from_the_conversations_last_mail() -> None:
    assert together(card("a"), reply("b", "june@mail.example", 10), card("c", day=20)) == apart("abc")


def test_another_partys_mail_of_the_same_subject_is_another_conversation() -> None:
    assert together(card("a"), card("b", "kim@mail.example")) == apart("a b")


def test_an_answer_without_references_goes_to_the_party_it_is_written_to() -> None:
    assert together(
        card("a"), card("b", "kim@mail.example", day=0.1), reply("c", "kim@mail.example", 1)
    ) == apart("a bc")


def test_an_answer_to_two_parties_does_not_make_them_one() -> None:
    both = card("c", "ada@desk.example", ("june@mail.example", "kim@mail.example"), 1)

    assert together(card("a"), card("b", "kim@mail.example"), both) == apart("a b c")


@pytest.mark.parametrize("subject", ["", "Re:", "(no subject)", "[help]", "AW: "])
def test_an_empty_subject_joins_nothing(subject: str) -> None:
    assert together(card("a", subject=subject), card("b", day=1, subject=subject)) == apart("a b")


def test_two_mails_of_one_id_but_another_sender_are_two_mails_of_one_conversation() -> None:
    assert together(card("a", message_id="same"), card("b", "kim@mail.example", message_id="same")) == apart(
        "ab"
    )


def test_an_answer_by_a_machine_does_not_bridge_two_matters() -> None:
    assert together(card("a"), card("b", day=10, standing="auto"), card("c", day=20)) == apart("a b c")


def test_mails_to_nobody_in_particular_are_joined_by_sender() -> None:
    assert together(card("a", to=()), card("b", to=(), cc=(HELP,), day=1)) == apart("ab")


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("Re: AW: FWD: Cover", "cover"),
        ("Re[2]: Cover  for two", "cover for two"),
        ("[help] Re: [Larkfield] Cover", "cover"),
        ("'Re: Cover'", "cover"),
        ("RÉSUMÉ of cover", "résumé of cover"),
        ("回复: Cover", "cover"),
        ("Cover (fwd)", "cover"),
        ("Re: [Ticket #4471] Cover", "[ticket #4471] cover"),
        ("Reinsurance", "reinsurance"),
        ("Re : Straße", "strasse"),
    ],
)
def test_a_subject_is_compared_without_answer_marks_and_list_tags(subject: str, key: str) -> None:
    assert subject_key(subject) == key
