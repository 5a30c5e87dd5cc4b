"""A mail's date is read in every shape that is met, and never guessed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsung.intake.mail.dates import moment
from unsung.intake.source import Item, MessageRecord, Place, Reading
from unsung.intake.sources.mailbox import MAILBOX, TAKEN_IN
from unsung.intake.tests.reading_mail import mail, message, problem


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Thu, 22 Aug 2002 12:36:16 +0200", "2002-08-22T10:36:16"),
        ("22 Aug 02 12:36 EST", "2002-08-22T17:36:00"),
        ("Sun, 25 Aug 102 10:36:36 -1000", "2002-08-25T20:36:36"),
        ("Sun, 25 Aug 0102 10:36:36 -1000", "2002-08-25T20:36:36"),
        ("Thu, 22 Aug 2002 12:36:16 -0000", "2002-08-22T12:36:16"),
        ("Thu, 22 Aug 2002 12:36:16 GMT", "2002-08-22T12:36:16"),
        ("Thu, 22 Aug 2002 12:36:16 MEST", "2002-08-22T10:36:16"),
        ("Thu, 22 Aug 2002 12:36:60 +0000", "2002-08-22T12:36:59"),
        ("Tue, 3 Sept 2002 10:00:00 +0100", "2002-09-03T09:00:00"),
        ("2002/09/14 Sat 13:06:03 GMT", "2002-09-14T13:06:03"),
        ("2002-09-14T13:06:03.250Z", "2002-09-14T13:06:03"),
        ("2002-09-14 13:06:03 +0200", "2002-09-14T11:06:03"),
        ("Thursday, August 22, 2002 12:36 PM GMT", "2002-08-22T12:36:00"),
        ("August 22, 2002 at 12:06 AM GMT", "2002-08-22T00:06:00"),
        ("22.08.2002 12:36 +0200", "2002-08-22T10:36:00"),
    ],
)
def test_a_date_of_a_shape_that_is_met_is_read(text: str, at: str) -> None:
    assert moment(text, "Asia/Tokyo") == datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", ["Thu, 22 Aug 2002 12:36:16", "Thu, 22 Aug 2002 12:36:16 IST"])
def test_a_date_that_names_no_zone_known_is_of_the_zone_given(text: str) -> None:
    assert moment(text, "Asia/Tokyo") == datetime(2002, 8, 22, 3, 36, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025",
        "yesterday",
        "31 Jun 2002 10:00:00 +0000",
        "22 Aug 2002 25:10:00 +0000",
        "22 Aug 2002 12:36:16 +9999",
        "1 Jan 1970 00:00:00 +0000",
        "1 Jan 9999 00:00:00 +0000",
    ],
)
def test_a_date_that_is_none_is_not_made_up(text: str) -> None:
    assert moment(text, "UTC") is None


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)), st.integers(-720, 720))
def test_every_moment_written_as_the_norm_has_it_is_read_back(at: datetime, minutes: int) -> None:
    sign, hours, rest = "-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60
    text = f"{at:%a, %d %b %Y %H:%M:%S} {sign}{hours:02}{rest:02}"

    found = moment(text, "Asia/Tokyo")

    assert found is not None
    assert found.isoformat() == datetime.strptime(text, "%a, %d %b %Y %H:%M:%S %z").isoformat()


@given(st.text(max_size=60))
def test_whatever_stands_there_no_date_raises(text: str) -> None:
    moment(text, "UTC")


ARRIVED = "from a by b; Wed, 1 Oct 2025 10:00:05 +0100"
SEPARATOR = b"From june@mail.example Wed Oct  1 09:00:07 2025\n"


@pytest.mark.parametrize(
    ("date", "received", "at"),
    [
        ("Wed, 1 Oct 2025 09:59:00 +0100", ARRIVED, datetime(2025, 10, 1, 8, 59, tzinfo=UTC)),
        ("Wed, 24 Sep 2025 09:59:00 +0100", ARRIVED, datetime(2025, 9, 24, 8, 59, tzinfo=UTC)),
        ("yesterday", ARRIVED, datetime(2025, 10, 1, 9, 0, 5, tzinfo=UTC)),
        ("Sun, 1 Oct 2052 09:59:00 +0100", ARRIVED, datetime(2025, 10, 1, 9, 0, 5, tzinfo=UTC)),
        ("", "", datetime(2025, 10, 1, 9, 0, 7, tzinfo=UTC)),
    ],
)
def test_the_date_counts_first_then_who_took_it_in_then_the_mailbox(
    date: str, received: str, at: datetime
) -> None:
    assert message(SEPARATOR + mail(Date=date, Received=received)).at == at


def test_a_mail_dated_by_who_took_it_in_is_said_so_once() -> None:
    reading = Reading()
    for _ in range(2):
        MAILBOX.read(Item(Place("a.eml", 1), SEPARATOR + mail(Date="")), reading)

    assert reading.notes == [TAKEN_IN]


def test_a_mail_without_any_date_is_put_aside_with_what_stood_there() -> None:
    found = problem(mail(Date="the other day"))

    assert found.what == (
        "a.eml, line 1, field Date: its Date says “the other day”, "
        "and nothing else tells when this mail was written."
    )
    assert found.do.startswith("Put the Date into its head")


def test_the_line_that_git_writes_above_every_mail_is_no_witness() -> None:
    above = b"From 0a1b2c Mon Sep 17 00:00:00 2001\n" + mail(Date="Mon, 10 Mar 2025 09:00:00 +0000")
    read = MAILBOX.read(Item(Place("git.mbox", 1), above), Reading())
    assert [each.at for each in read.records if isinstance(each, MessageRecord)] == [
        datetime(2025, 3, 10, 9, tzinfo=UTC)
    ]
