"""A mail becomes one message that is known again in every copy of it."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsung.ground.problems import Problem
from unsung.intake.source import Item, MessageRecord, Place, Reading
from unsung.intake.sources.mailbox import MAILBOX
from unsung.intake.tests.reading_mail import mail, message, piece, problem, reads


def identity(raw: bytes) -> str:
    return message(raw).external_id


def test_a_copy_that_came_by_another_way_is_the_same_mail() -> None:
    first = mail("The same.\n", Received="from a; Wed, 1 Oct 2025 09:31:00 +0100")
    second = b"From june@mail.example Wed Oct  1 08:33:00 2025\n" + mail(
        "The same.\n-- \na list's footer\n", X_Via="b"
    )

    assert identity(first) == identity(second)
    assert identity(first.replace(b"\n", b"\r\n")) == identity(first)


@pytest.mark.parametrize(
    "other",
    [{"From": "kim@mail.example"}, {"Date": "Wed, 1 Oct 2025 09:31:00 +0100"}, {"Message_ID": "<2@x>"}],
)
def test_two_mails_of_one_id_but_another_sender_or_date_are_two(other: dict[str, str]) -> None:
    assert identity(mail(**other)) != identity(mail())


def test_a_mail_without_an_id_is_known_by_sender_date_subject_and_who_it_went_to() -> None:
    def anonymous(body: str = "One.\n", **fields: str) -> str:
        return identity(mail(body, **{"Message_ID": ""} | fields))

    assert anonymous() == anonymous("One.\n\n") == anonymous("On")
    others = [anonymous(Subject="B"), anonymous(From="k@x.example"), anonymous(To="other@y.example")]
    assert len({anonymous(), *others}) == 4


def test_the_zone_of_a_naive_date_changes_the_moment_and_not_the_identity() -> None:
    raw = mail(Date="Wed, 1 Oct 2025 09:30:00")
    london, tokyo = message(raw, "Europe/London"), message(raw, "Asia/Tokyo")

    assert london.external_id == tokyo.external_id
    assert (london.at.hour, tokyo.at.hour) == (8, 0)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "there is nothing in this mail"),
        (b"\x00\x01\x02", "what stands here is no mail"),
        (b"a shopping list\n\ntea\n", "what stands here is no mail"),
        (mail(From=""), "no field of this mail’s head says who sent it"),
        (mail(Date=""), "it has no Date, and nothing else tells"),
    ],
)
def test_what_is_put_aside_is_explained(raw: bytes, said: str) -> None:
    found = problem(raw)

    assert found.what.startswith("a.eml, line 1")
    assert said in found.what
    assert found.means
    assert found.do


def test_a_piece_with_nothing_in_it_is_refused_by_name() -> None:
    with pytest.raises(Problem, match=r"inbox\.mbox is empty"):
        reads(piece("inbox.mbox", b"\n\n"))


@pytest.mark.parametrize(("name", "mark"), [("a.msg", b"\xd0\xcf\x11\xe0"), ("a.pst", b"!BDN")])
def test_outlooks_own_format_is_refused_with_what_to_do(name: str, mark: bytes) -> None:
    of = piece(name, mark + bytes(600))

    assert MAILBOX.knows(of, of.head())
    with pytest.raises(Problem, match=r"Save the mails as \.eml"):
        reads(of)


@pytest.mark.parametrize(
    "name", ["a.EML", "Inbox.mbox", "box/new/1759308000.M1P2.host", "mail.zip:cur/1759308000.M1P2.host:2,S"]
)
def test_mail_is_known_by_its_name(name: str) -> None:
    assert MAILBOX.knows(piece(name, b"x"), b"x")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_mail_is_known_by_its_first_lines(end: bytes) -> None:
    of = piece("0001", mail().replace(b"\n", end))

    assert MAILBOX.knows(of, of.head())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"To: do\nwash up\n"),
        ("page.html", b"<html><body>From: June</body></html>"),
        ("table.csv", b"from,to,date\na,b,c\n"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        ("dovecot-uidlist", b"3 V1759308000 N12\n1 :1759308000.M1P2.host\n"),
        ("tmp/notes.txt", b"plain"),
    ],
)
def test_what_is_no_mail_is_not_taken_for_it(name: str, content: bytes) -> None:
    assert not MAILBOX.knows(piece(name, content), content)


ODD = st.sampled_from(
    [
        b"From: June <june@mail.example>\n",
        b"Date: Wed, 1 Oct 2025 09:30:00 +0100\n",
        b"Subject: =?utf-7?B?K0FLTS0=?= =?x?",
        b"\n",
        b"\n\n",
        b"\r",
        b"\0",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Type: text/html; charset=hz\n",
        b"Content-Transfer-Encoding: base64\n",
        b"--b\n",
        b"--b--\n",
        b"> quoted\n",
        b"On 1 Oct 2025, Ada wrote:\n",
        b"From june@mail.example Wed Oct  1 08:30:00 2025\n",
        b">From here\n",
        b"\x1b$B",
        b"&#x110000;<p <b>",
        "über £44 証券\n".encode(),
        b"\xff\xfe\xd8\x00",
    ]
)


@given(st.lists(ODD | st.binary(max_size=40), max_size=25), st.sampled_from(["a.eml", "b.mbox", "c"]))
def test_whatever_bytes_there_are_each_item_is_a_message_or_a_problem(pieces: list[bytes], name: str) -> None:
    of, reading = piece(name, b"".join(pieces)), Reading()
    MAILBOX.knows(of, of.head())
    for item in MAILBOX.cut(of, reading):
        read = MAILBOX.read(item, reading)
        assert pickle.loads(pickle.dumps(read)) == read
        assert (read.problem is None) == (len(read.records) == 1)
        for record in read.records:
            assert isinstance(record, MessageRecord)
            text = f"{record.subject}{record.words}{record.quoted}{record.signature}"
            text += f"{record.author}{record.heads}"
            assert "\0" not in text
            assert text.encode("utf-8")


def test_a_mail_that_is_read_twice_says_the_same_twice() -> None:
    item = Item(Place("a.eml", 1), mail("Yes.\n"))

    assert MAILBOX.read(item, Reading()) == MAILBOX.read(item, Reading())
