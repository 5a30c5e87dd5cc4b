"""Sending a summary: once, by its writer; on record, in the mail room, and what it asks with it, or none."""

from collections.abc import Callable
from datetime import UTC, timedelta
from email.utils import formataddr, make_msgid, parseaddr
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from unsung.ledger.actions.asking import Needed, ask
from unsung.ledger.actions.summing_up import Sent, sum_up
from unsung.publishing import passes
from unsung.publishing.letter import Letter, Links, as_mail, as_text
from unsung.publishing.publications.weekly import AskNow
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.sealing import close
from unsung.rooms.journal.week.composing import Composed, Writing, composed
from unsung.rooms.journal.week.drafts import Draft

ANSWERS = (("Yes", "yes"), ("No", "no"), ("Later", "later"))
Address = Callable[[str], str]
"""The whole address of a page that answers an ask, from its pass."""


class Twice(Exception):
    """This week has been summed up already."""


def send(mine: Open, of: Writing, draft: Draft, address: Address, own: str, nothing: bool = False) -> Letter:
    """Send the summary as it stands now; `own` is the writer's address, which gets a copy.

    Everything of it is on record or nothing is; raises Twice where the week has been summed up already.
    """
    # Its seal then holds every day that is over.
    close(mine, of.now.astimezone(UTC).date() - timedelta(days=1))
    made = composed(mine, of, draft, nothing)
    message_id = make_msgid(
        domain=parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    )
    with transaction.atomic():
        ask(of.writer, of.reader.person, of.reader.desk, map(_needed, made.week.asks))
        if not sum_up(of.writer, _record(made, of, message_id)):
            raise Twice
        _hand_in(made, of, message_id, address, own)
    return made.letter


def _needed(each: AskNow) -> Needed:
    return Needed(UUID(each.ref), each.words, each.by_day)


def _record(made: Composed, of: Writing, message_id: str) -> Sent:
    text = "" if made.week.nothing else as_text(made.letter)
    return Sent(
        uuid4(), of.reader.desk, of.reader.person, of.monday,
        made.letter.subject, text, made.letter.as_values(), message_id, made.letter.seal,
    )  # fmt: skip


def _hand_in(made: Composed, of: Writing, message_id: str, address: Address, own: str) -> None:
    """The letter to its reader, with links to answer by; and the writer's copy, without them."""
    to_reader = _mail(made.letter, of, of.reader.address, _links(made, of, address))
    to_reader.extra_headers["Message-ID"] = message_id
    to_reader.reply_to = [formataddr((of.name, own))]
    get_connection(settings.MAIL_ROOM).send_messages([to_reader, _mail(made.letter, of, own)])


def _mail(letter: Letter, of: Writing, to: str, links: Links | None = None) -> EmailMultiAlternatives:
    sender = formataddr((of.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    mail = EmailMultiAlternatives(letter.subject, as_text(letter, links), sender, [to])
    mail.attach_alternative(as_mail(letter, links), "text/html")
    return mail


def _links(made: Composed, of: Writing, address: Address) -> dict[str, list[tuple[str, str]]]:
    return {
        each.ref: [(label, f"{page}?answer={kind}") for label, kind in ANSWERS]
        for each in made.week.asks
        for page in [address(passes.made("ask", UUID(each.ref), of.reader.person))]
    }
