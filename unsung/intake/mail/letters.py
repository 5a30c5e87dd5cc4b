"""One mail as one message: who wrote it and when, what was written, and what filing needs of its head."""

from dataclasses import dataclass, replace
from datetime import UTC
from hashlib import sha256

from unsung.ground.problems import Problem
from unsung.intake.mail import heads
from unsung.intake.mail.dates import Dated, dated
from unsung.intake.mail.heads import Address, Head
from unsung.intake.mail.standing import standing
from unsung.intake.mail.texts import text_of
from unsung.intake.mail.words import part
from unsung.intake.source import MailHeads, MessageRecord, Party, Place

LONGEST_SUBJECT = 998
LONGEST_LABEL = 120
LENGTH_OF_ID = 40
"""Hexadecimal digits of a message's external id: 160 of the 256 bits of its digest."""

NOBODY = Address("mailer-daemon")
"""Who writes where the sender is "<>", as mail servers sign so that nobody answers them."""

ASIDE = "It was put aside and counts nowhere."
AGAIN = "Export it again from the mail program if a mail is missing."


@dataclass
class Unreadable(Problem):
    """A mail that cannot become a message; `field` is the field of its head that is at fault."""

    field: str = ""


def letter(raw: bytes, place: Place, zone: str) -> tuple[MessageRecord, Dated]:
    """The message a mail holds, and which line bears witness to its date; raises Unreadable.

    `zone` (IANA) is that of dates that name none.
    """
    head, body = heads.parted(raw)
    if head.envelope and not head.ended:
        raise Unreadable(f"{place}: the mailbox breaks off within the head of this mail.", ASIDE, AGAIN)
    if not head.is_mail():
        raise _no_mail(raw, place)
    written = dated(head, zone)
    if written is None:
        raise _no_date(head, place)
    writer = sender(head)
    if writer is None:
        what = f"{replace(place, field='From')}: no field of this mail’s head says who sent it."
        raise Unreadable(what, ASIDE, "Add a From line to its head and bring the file again.", "From")
    return _message(head, body, writer, written), written


def sender(head: Head) -> Address | None:
    """Who sent a mail: its From, else what other fields and the mbox line say of it, else None."""
    for name in ("from", "sender", "reply-to", "return-path"):
        values = head.all(name)
        named = heads.addresses(values)
        if named:
            return _behind_list(head, named[0])
        if any("<>" in value for value in values):
            return NOBODY
    handed_over = head.envelope.split()[1:2]
    known = handed_over and handed_over[0].strip("-<>")
    return Address(known.lower()) if known else None


def _behind_list(head: Head, named: Address) -> Address:
    # A list that signs with its own address: "'Ada' via Support <support@example.org>".
    if " via " not in named.name:
        return named
    for field in ("x-original-from", "x-original-sender", "reply-to"):
        for address in heads.addresses(head.all(field)):
            if address.address != named.address:
                return Address(
                    address.address, address.name or named.name.partition(" via ")[0].strip("'\" ")
                )
    return named


def _message(head: Head, body: bytes, writer: Address, written: Dated) -> MessageRecord:
    text = text_of(head, body)
    parted = part(text, writer.name)
    marks = MailHeads(
        heads.message_id(head),
        heads.references(head),
        tuple(one.address for one in heads.addresses(head.all("to"))),
        tuple(one.address for one in heads.addresses(head.all("cc"))),
        standing(head, writer, text),
    )
    return MessageRecord(
        external_id(head, writer, written),
        written.at.astimezone(UTC),
        Party(writer.address, writer.name, head.said("x-customer-kind")[:LONGEST_LABEL]),
        subject=head.said("subject")[:LONGEST_SUBJECT],
        words=parted.words,
        quoted=parted.quoted,
        signature=parted.signature,
        category=(head.said("x-category") or head.said("x-topic"))[:LONGEST_LABEL],
        heads=marks,
    )


def external_id(head: Head, writer: Address, written: Dated) -> str:
    """What tells this mail from any other, and is the same for each copy of it.

    From its Message-ID, sender and Date as they stand there; of a mail without Message-ID from sender,
    date, subject and who it went to. Its text is no part of that: a copy may be cut off within it.
    """
    own, date = heads.message_id(head), " ".join(head.first("date").split())
    said = [own, writer.address, date]
    if not own:
        went_to = sorted(one.address for name in ("to", "cc") for one in heads.addresses(head.all(name)))
        sent = date or written.at.astimezone(UTC).isoformat()
        said = ["", writer.address, sent, head.said("subject"), *went_to]
    return sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()[:LENGTH_OF_ID]


def _no_mail(raw: bytes, place: Place) -> Unreadable:
    if not raw.strip():
        return Unreadable(f"{place}: there is nothing in this mail.", ASIDE, AGAIN)
    what = "what stands here is no mail, it has no From, To, Date or Subject"
    return Unreadable(f"{place}: {what}.", ASIDE, AGAIN)


def _no_date(head: Head, place: Place) -> Unreadable:
    said = head.first("date")[:80]
    told = f"its Date says “{said}”" if said else "it has no Date"
    where, nothing_else = replace(place, field="Date"), "and nothing else tells when this mail was written"
    return Unreadable(
        f"{where}: {told}, {nothing_else}.",
        ASIDE,
        "Put the Date into its head, as in Thu, 4 Sep 2025 09:30:00 +0100, and bring the file again.",
        "Date",
        bare=f"{where}: its Date says “…”, {nothing_else}." if said else "",
    )
