"""Every sample of mail is read twice, to the same messages."""

from pathlib import Path

import pytest

from unsung.intake.source import MessageRecord, Piece, Reading
from unsung.intake.sources.calls import CALLS
from unsung.intake.sources.chats import CHATS
from unsung.intake.sources.mailbox import MAILBOX
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_mail import reads

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
# file: mails cut, mails put aside, and the words of the first message (or "" where there is none)
HOLDS = {
    "alternative.eml": (1, 0, "The claim from June is still open."),
    "away.eml": (1, 0, "I am walking in the hills until Monday and will read your mail then."),
    "below.eml": (1, 0, "That explains it, thank you."),
    "big5.eml": (1, 0, "請寄給我保單副本。謝謝。"),
    "cr.eml": (1, 0, "And three?"),
    "crlf.eml": (1, 0, "Can I insure two cars?"),
    "flagged.eml": (1, 0, "Answer today to claim your prize."),
    "half-written.mbox": (3, 1, "A stone hit my windscreen on the M4. Where do I send the photo?"),
    "html-only.eml": (
        1,
        0,
        "Hello,\n\nthe renewal is twice as dear & I do not see why.\nCan you look?\n\nThanks,",
    ),
    "japanese.eml": (1, 0, "証券の写しを送ってください。"),
    "maildir/cur/1759566000.M1P7.larkfield": (1, 0, "This one lies in cur."),
    "maildir/new/1759566060.M2P7.larkfield": (1, 0, "This one lies in new."),
    "maildir/tmp/1759566120.M3P7.larkfield": (0, 0, ""),
    "newsletter.eml": (1, 0, "Five things brokers read this week."),
    "no-date.eml": (1, 1, ""),
    "no-mail.eml": (1, 1, ""),
    "no-sender.eml": (1, 1, ""),
    "nul-bytes.eml": (1, 0, "Is this covered?"),
    "odd-dates.mbox": (5, 0, "Written by a clock that counts from 1900."),
    "returned.eml": (1, 0, "The mail you sent could not be brought to gone@mail.example."),
    "thread.mbox": (
        4,
        0,
        "Good morning,\n\nmy premium rose from £38 to £44 this month and the letter does not say why.\n\n"
        "From April on I paid by direct debit, if that matters.\n"
        "From what my neighbour says she had the same letter.",
    ),
    "undeclared.eml": (1, 0, "Die Überweisung über 44 € ist schon am 1. Oktober raus."),
    "unknown-charset.eml": (1, 0, "Is the café terrace covered too?"),
    "western.eml": (1, 0, "Je n’ai pas encore reçu le reçu."),
    "with-from-line.eml": (
        1,
        0,
        "What is this one about?\n\nFrom someone@mail.example Wed Oct  1 10:00:00 2025\n"
        "Subject: pasted whole\n\nIt is pasted in here and no mail of its own.",
    ),
}


def opened(name: str) -> Piece:
    path = SAMPLES / name
    return Piece(name.removeprefix("mailbox/"), path.stat().st_size, lambda: path.open("rb"))


def test_every_sample_is_named_here() -> None:
    folder = SAMPLES / "mailbox"

    assert {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} == set(HOLDS)


@pytest.mark.parametrize("name", HOLDS)
def test_a_sample_read_twice_gives_the_same_messages(name: str) -> None:
    first, second = (reads(opened(f"mailbox/{name}"), Reading("Europe/London")) for _ in range(2))

    assert first == second
    messages = [record for read in first for record in read.records if isinstance(record, MessageRecord)]
    aside = sum(read.problem is not None for read in first)
    assert (len(first), aside, messages[0].words if messages else "") == HOLDS[name]


@pytest.mark.parametrize("name", HOLDS)
def test_the_way_in_for_mail_knows_each_of_its_samples(name: str) -> None:
    sample = opened(f"mailbox/{name}")

    assert MAILBOX.knows(sample, sample.head())


@pytest.mark.parametrize("folder", ["table", "calls", "chats"])
def test_a_table_a_call_record_and_a_chat_are_no_mail(folder: str) -> None:
    samples = [opened(f"{folder}/{path.name}") for path in (SAMPLES / folder).iterdir()]

    assert [sample.name for sample in samples if MAILBOX.knows(sample, sample.head())] == []


@pytest.mark.parametrize("name", ["thread.mbox", "odd-dates.mbox"])
def test_a_mailbox_is_neither_table_nor_call_record_nor_chat(name: str) -> None:
    sample = opened(f"mailbox/{name}")

    assert not any(way.knows(sample, sample.head()) for way in (TABLE, CALLS, CHATS))


@pytest.mark.parametrize("name", [name for name, (_, aside, _) in HOLDS.items() if aside])
def test_a_mail_put_aside_names_the_file_the_line_and_what_to_do(name: str) -> None:
    found = [read for read in reads(opened(f"mailbox/{name}")) if read.problem]

    for read in found:
        assert read.problem is not None
        assert read.problem.what.startswith(f"{name}, line {read.item.place.line}")
        assert read.problem.means
        assert read.problem.do
