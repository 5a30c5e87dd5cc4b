"""Taking letters in: each waits until it is carried out, so that nobody at a page waits for a mail server."""

from collections.abc import Sequence
from datetime import timedelta
from email.utils import make_msgid

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from unsung.ground import clock
from unsung.rooms.post.carrying import carry
from unsung.rooms.post.models import Letter

A_DAY = timedelta(days=1)
KEPT = 31 * A_DAY
"""How long it stays on record what became of a letter, and to whom it went."""


def post(letter: EmailMessage, lasts: timedelta = A_DAY) -> Letter:
    """Take in a letter to one address, to be carried out within so long; after that it is of no use.

    Its time and its own number are set now: tried again, it is the same letter to whoever receives it.
    """
    (to,) = letter.recipients()
    domain = letter.from_email.rpartition("@")[2].strip("> ") or "localhost"
    letter.extra_headers.setdefault("Message-ID", make_msgid(domain=domain))
    now = clock.now()
    with transaction.atomic():
        Letter.objects.filter(ended_at__lt=now - KEPT).delete()
        kept = Letter.objects.create(
            to=to, written=letter.message().as_bytes(), posted_at=now, until=now + lasts
        )
        transaction.on_commit(lambda: carry.enqueue(kept.pk))
    return kept


class MailRoom(BaseEmailBackend):
    """The mail room as one of Django's ways out, so that other rooms reach it by the name in the settings."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take letters in, each to one address and of use for a day; returns how many."""
        return len([post(letter) for letter in email_messages])
