"""A mailbox is cut where its mails begin, and nowhere else."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsung.intake.mail import splitting
from unsung.intake.mail.splitting import is_separator, split, unescape
from unsung.intake.source import MessageRecord, Reading
from unsung.intake.tests.reading_mail import mail, piece, reads

LINE = "From june@mail.example Wed Oct  1 08:30:00 2025\n"


def box(*mails: bytes) -> bytes:
    return b"".join(LINE.encode() + raw + b"\n" for raw in mails)


def subjects(raw: bytes) -> list[str]:
    records = [record for read in reads(piece("a.mbox", raw)) for record in read.records]
    return [record.subject for record in records if isinstance(record, MessageRecord)]


@pytest.mark.parametrize(
    "line",
    [
        "From june@mail.example Wed Oct  1 08:30:00 2025",
        "From june@mail.example  Wed Oct 1 08:30:00 2025 +0100",
        "From june at mail.example Wed Oct  1 08:30 2025",
        "From - Wed, 1 Oct 2025 08:30:00 +0000",
        "From 1759308@xxx Wed Oct 01 08:30:00 +0000 2025",
        "From MAILER-DAEMON Wed Oct  1 08:30:00 MET DST 2025",
        "From ???@??? Wed Oct 01 08:30:00 2025",
        "From alice Wed Oct  1 08:30:00 2025 remote from post",
        "From june@mail.example 2025-10-01 08:30:00+01:00",
    ],
)
def test_the_lines_that_mail_programs_put_between_mails_are_known(line: str) -> None:
    assert is_separator(line.encode())


@pytest.mark.parametrize(
    "line",
    [
        "From what my neighbour says she had the same letter.",
        "From Monday 6 October 2025 at 10:30 our office is open",
        "From: june@mail.example",
        "From june@mail.example",
        "> From june@mail.example Wed Oct  1 08:30:00 2025",
    ],
)
def test_a_sentence_that_begins_with_from_is_no_separator(line: str) -> None:
    assert not is_separator(line.encode())


def test_every_mail_of_a_mailbox_is_one_item_with_the_line_it_begins_at() -> None:
    raw = box(mail(Subject="one"), mail("a\nb\n", Subject="two"), mail(Subject="three"))

    found = reads(piece("a.mbox", raw))

    assert [read.item.place.line for read in found] == [1, 9, 18]
    assert subjects(raw) == ["one", "two", "three"]


def test_a_separator_within_a_paragraph_splits_nothing() -> None:
    raw = box(mail(f"The raw mail begins so:\n{LINE}Subject: pasted\n", Subject="one"), mail(Subject="two"))

    assert subjects(raw) == ["one", "two"]


def test_a_separator_without_a_head_below_splits_nothing() -> None:
    raw = box(
        mail(f"A line of a mailbox:\n\n{LINE}is what it looks like.\n", Subject="one"), mail(Subject="two")
    )

    assert subjects(raw) == ["one", "two"]


def test_mails_put_together_without_an_empty_line_are_told_apart_by_a_line_of_transport() -> None:
    second = LINE.encode() + mail(Return_Path="<june@mail.example>", Subject="two")
    second = second.replace(b"Date:", b"Return-Path: <june@mail.example>\nDate:", 1)
    raw = LINE.encode() + mail("no empty line below\n", Subject="one") + second

    assert subjects(raw) == ["one", "two"]


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_of_every_kind_are_split_alike(end: bytes) -> None:
    raw = box(mail("a\n\nb\n", Subject="one"), mail(Subject="two"))

    assert subjects(raw.replace(b"\n", end)) == ["one", "two"]


def test_what_stands_before_the_first_separator_is_put_aside_and_the_rest_is_read() -> None:
    raw = b"the end of a mail whose beginning is missing\n\n" + box(mail(Subject="one"))

    first, second = reads(piece("second-half", raw))

    assert first.problem is not None
    assert first.problem.what.startswith("second-half, line 1: what stands here is no mail")
    assert (second.item.place.line, len(second.records)) == (3, 1)


def test_a_mailbox_that_breaks_off_says_so_and_gives_what_it_holds() -> None:
    reading = Reading()
    raw = box(mail(Subject="one"), mail("The last mail is cut o", Subject="two")).rstrip(b"\n")

    found = reads(piece("a.mbox", raw), reading)

    assert [len(read.records) for read in found] == [1, 1]
    assert reading.notes == [
        "a.mbox breaks off within the mail that begins at line 9. "
        "Bring the whole file: it replaces what came in of that mail."
    ]


def test_a_mail_that_breaks_off_within_its_head_is_put_aside() -> None:
    raw = (
        box(mail(Subject="one"))
        + b"From kim@mail.example Wed Oct  1 09:00:00 2025\nDate: Wed, 1 Oct 2025 09:"
    )

    _, broken = reads(piece("a.mbox", raw))

    assert broken.problem is not None
    assert broken.problem.what == "a.mbox, line 9: the mailbox breaks off within the head of this mail."


def test_a_single_mail_is_never_split() -> None:
    raw = LINE.encode() + mail(f"Below is another:\n\n{LINE}Subject: pasted\n\nText\n", Subject="one")

    assert len(reads(piece("a.eml", raw))) == 1
    assert len(reads(piece("box/cur/1759308000.M1.host:2,S", raw))) == 1


@given(st.lists(st.integers(1, 400), max_size=6), st.integers(1, 900))
def test_the_size_of_the_chunks_changes_nothing(sizes: list[int], chunk: int) -> None:
    raw = box(*(mail("word " * size + "\n", Subject=str(size)) for size in sizes))
    whole = list(split(io.BytesIO(raw)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "CHUNK", chunk)
        assert list(split(io.BytesIO(raw))) == whole
    assert b"".join(cut.raw for cut in whole) == raw


def test_of_an_enormous_mail_the_beginning_is_kept_and_the_next_one_is_found() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "CHUNK", 4_000)
        patch.setattr(splitting, "LARGEST", 10_000)
        raw = box(mail("attached\n" * 20_000, Subject="one"), mail(Subject="two"))

        first, second = split(io.BytesIO(raw))

    assert first.raw == raw[:10_000]
    assert second.line == raw[: raw.index(b"Subject: two")].count(b"\n") - 2
    assert second.raw.startswith(b"From june")


@pytest.mark.parametrize(
    ("escaped", "written"),
    [
        (b"a\n>From here\nb", b"a\nFrom here\nb"),
        (b"a\n>>From here\nb", b"a\n>From here\nb"),
        (b"> said\n>From here\nb", b"> said\n>From here\nb"),
        (b"a\n>From here\n> on", b"a\n>From here\n> on"),
        (b"a\n> From here\nb", b"a\n> From here\nb"),
    ],
)
def test_escaped_lines_are_read_as_they_were_written_unless_they_are_quoted(
    escaped: bytes, written: bytes
) -> None:
    assert unescape(escaped) == written
