"""Carrying letters: tried again while no server can be had, never sent twice, no words kept afterwards."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django_tasks_db.models import DBTaskResult

from tests.mail_server import MailServer, mail_server
from unsung.ground import clock
from unsung.rooms.post import carrying
from unsung.rooms.post.carrying import carry
from unsung.rooms.post.letters import post
from unsung.rooms.post.models import Letter

pytestmark = pytest.mark.django_db
WORDS = "Somebody, you we hope, asked for a new password: Zoë’s link.\n.\nFrom here on it goes on."


@pytest.fixture
def office(settings: Any) -> Iterator[MailServer]:
    """A mail server, and Unsung told of it."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        yield server


def posted(lasts: timedelta = timedelta(days=1)) -> Letter:
    return post(EmailMessage("Zoë, your way in", WORDS, "unsung@example.org", ["zoe@example.org"]), lasts)


def now_is(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_a_letter_arrives_as_it_was_written_once_and_its_words_are_not_kept(office: MailServer) -> None:
    letter = posted()
    carry.call(letter.pk)
    carry.call(letter.pk)
    (came,) = office.letters
    assert (came["Subject"], came["To"]) == ("Zoë, your way in", "zoe@example.org")
    assert came.get_content().replace("\r\n", "\n").strip() == WORDS
    assert str(came["Message-ID"]).endswith("@example.org>")
    letter.refresh_from_db()
    assert (letter.state, bytes(letter.written), letter.tries) == (Letter.SENT, b"", 1)


def test_while_the_server_says_later_it_is_tried_again_as_the_same_letter(
    office: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.answers = ["451 too busy", "452 no room"]
    letter = posted()
    for _ in range(3):
        carry.call(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (Letter.SENT, 3)
    assert len(office.letters) == 1
    again = [job.run_after for job in DBTaskResult.objects.filter(task_path=carry.module_path)]
    pauses = sorted(round((each - letter.posted_at).total_seconds(), -1) for each in again if each)
    assert pauses[-2:] == [20, 60]


def test_where_no_server_answers_it_waits_with_what_was_said_and_is_given_up_when_of_no_use(
    settings: Any, office: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_PORT = 9  # nobody listens there
    letter = posted(timedelta(minutes=3))
    carry.call(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (Letter.WAITS, 1)
    assert "refused" in letter.problem
    now_is(monkeypatch, letter.posted_at + timedelta(minutes=4))
    carry.call(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, bytes(letter.written)) == (Letter.LATE, b"")
    assert office.letters == []


def test_what_a_server_refuses_for_good_is_not_sent_again(office: MailServer) -> None:
    office.answers = ["550 no such person"]
    letter = posted()
    carry.call(letter.pk)
    carry.call(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.problem) == (Letter.REFUSED, "550 no such person")
    assert office.letters == []


def test_a_letter_cut_off_at_the_server_is_not_sent_a_second_time(
    office: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = posted()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(carrying, "_ended", killed)
    with pytest.raises(KeyboardInterrupt):
        carry.call(letter.pk)
    monkeypatch.undo()
    carry.call(letter.pk)
    letter.refresh_from_db()
    assert letter.state == Letter.UNKNOWN
    assert len(office.letters) == 1


def test_what_became_of_letters_is_kept_for_a_month(
    office: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = posted()
    carry.call(old.pk)
    now_is(monkeypatch, old.posted_at + timedelta(days=32))
    new = posted()
    assert [letter.pk for letter in Letter.objects.all()] == [new.pk]
