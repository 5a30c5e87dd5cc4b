"""A head is read as it was meant: folded, encoded, with addresses of every shape."""

import pytest

from unsung.intake.mail.heads import Address, addresses
from unsung.intake.source import Party
from unsung.intake.tests.filing_cards import JUNE, apart, card, reply, together
from unsung.intake.tests.reading_mail import heads, mail, message


@pytest.mark.parametrize(
    ("field", "party"),
    [
        ("June Halloran <june@mail.example>", Party("june@mail.example", "June Halloran")),
        ('"Halloran, June" <June@Mail.Example>', Party("june@mail.example", "Halloran, June")),
        ("june@mail.example (June Halloran)", Party("june@mail.example", "June Halloran")),
        ("<june@mail.example>", Party("june@mail.example")),
        ("june@mail.example", Party("june@mail.example")),
        ("=?iso-8859-1?Q?J=FCne?= <june@mail.example>", Party("june@mail.example", "Jüne")),
        ("June <june@mail.example>, Kim <kim@mail.example>", Party("june@mail.example", "June")),
        ("MAILER-DAEMON", Party("mailer-daemon")),
        ("Mail System <>", Party("mailsystem")),
        ("<>", Party("mailer-daemon")),
    ],
)
def test_the_writer_is_found_whatever_the_shape_of_from(field: str, party: Party) -> None:
    assert message(mail(From=field)).author == party


def test_without_a_from_the_sender_the_reply_address_and_the_envelope_are_asked() -> None:
    assert message(mail(From="", Sender="a@mail.example")).author.key == "a@mail.example"
    assert message(mail(From="", Reply_To="b@mail.example")).author.key == "b@mail.example"
    assert message(mail(From="", Return_Path="<c@mail.example>")).author.key == "c@mail.example"
    separated = b"From d@mail.example Wed Oct  1 08:30:00 2025\n" + mail(From="")
    assert message(separated).author.key == "d@mail.example"


def test_behind_a_list_that_signs_with_its_own_address_the_writer_is_found() -> None:
    raw = mail(From="'June' via Help <help@desk.example>", X_Original_From="June H. <june@mail.example>")

    assert message(raw).author == Party("june@mail.example", "June H.")


def test_recipients_are_told_once_each_in_their_order() -> None:
    found = heads(
        mail(To='b@x.example, "A, B" <A@x.example>,\n b@x.example', Cc="list: c@x.example, d@x.example;")
    )

    assert found.to == ("b@x.example", "a@x.example")
    assert found.cc == ("c@x.example", "d@x.example")


@pytest.mark.parametrize("field", ["undisclosed-recipients:;", "", "<>"])
def test_a_field_that_names_nobody_gives_no_address(field: str) -> None:
    assert addresses([field]) == ()


@pytest.mark.parametrize("field", ["(" * 30_000, '"' * 30_000, "<" * 30_000, "a@b.example " + "(" * 30_000])
def test_a_field_made_to_hurt_is_read_all_the_same(field: str) -> None:
    assert all(isinstance(address, Address) for address in addresses([field]))


def test_the_subject_is_unfolded_and_decoded_across_its_pieces() -> None:
    raw = mail(Subject="=?utf-8?B?UsOpZ3VsYXRpb24=?=\n =?utf-8?Q?_of_the?=  claim")

    assert message(raw).subject == "Régulation of the claim"


@pytest.mark.parametrize(
    ("subject", "read"),
    [
        ("=?utf-8?Q?broken", "=?utf-8?Q?broken"),
        ("=?no-such-set?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?B?****?=", "=?utf-8?B?****?="),
    ],
)
def test_a_subject_encoded_wrongly_is_kept(subject: str, read: str) -> None:
    assert message(mail(Subject=subject)).subject == read


def test_ids_are_told_without_brackets_and_the_one_answered_comes_last() -> None:
    found = heads(mail(Message_ID="<3@x>", References="<1@x>\n <2@x>", In_Reply_To="<1@x>"))

    assert found.message_id == "3@x"
    assert found.references == ("2@x", "1@x")


@pytest.mark.parametrize(
    ("field", "ids"),
    [
        ("<1@x> from Ada <ada@desk.example> at Oct 1", ("1@x",)),
        ("Message from Ada <ada@desk.example> of Monday <1@x>", ("1@x",)),
        ("1@x", ("1@x",)),
        ("your mail of Monday", ()),
    ],
)
def test_an_address_within_in_reply_to_is_no_id(field: str, ids: tuple[str, ...]) -> None:
    assert heads(mail(Message_ID="<9@x>", In_Reply_To=field)).references == ids


def test_a_mail_that_refers_to_itself_refers_to_nothing() -> None:
    assert heads(mail(Message_ID="<1@x>", References="<1@x>")).references == ()


def test_category_and_kind_are_taken_from_their_fields() -> None:
    record = message(mail(X_Category="Claims", X_Customer_Kind="broker"))

    assert (record.category, record.author.kind) == ("Claims", "broker")
    assert message(mail(X_Topic="Premium")).category == "Premium"


def test_an_answer_in_another_character_set_joins_what_it_answers() -> None:
    asked = message(mail(Subject="=?iso-8859-1?q?Gr=FC=DFe_R?="))
    answer = message(mail(Subject="=?utf-8?b?UmU6IEdyw7zDn2UgUg==?="))

    assert (asked.subject, answer.subject) == ("Grüße R", "Re: Grüße R")
    assert together(card("a", subject=asked.subject), reply("b", JUNE, 1, subject=answer.subject)) == apart(
        "ab"
    )
