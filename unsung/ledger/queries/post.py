"""What filing needs of the mails on record."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from unsung.ledger.models import Message


def mail_cards(source: int) -> Iterator[dict[str, Any]]:
    """What filing needs of every mail of a source."""
    mails = Message.objects.filter(source=source, corrected_by__isnull=True, withdrawn=False)
    fields = (
        "id",
        "external_id",
        "message_id",
        "references",
        "subject",
        "author_key",
        "author_name",
        "sent_to",
        "sent_cc",
        "happened_at",
        "standing",
        "category",
        "customer_kind",
    )
    for row in mails.values_list(*fields).iterator(chunk_size=5000):
        card = dict(zip(fields, row, strict=True))
        yield {
            "id": card["id"],
            "external_id": card["external_id"],
            "message_id": card["message_id"],
            "references": tuple(card["references"].split()),
            "subject": card["subject"],
            "sender": (card["author_key"], card["author_name"]),
            "to": tuple(card["sent_to"].split()),
            "cc": tuple(card["sent_cc"].split()),
            "at_s": int(card["happened_at"].timestamp()),
            "standing": card["standing"],
            "category": card["category"],
            "kind": card["customer_kind"],
        }


def stands_in_mail(address: str) -> bool:
    """Whether any mail on record is from or to this address, or (“@example.org”) any of a domain."""
    mails = Message.objects.exclude(message_id="", sent_to="", sent_cc="").filter(
        Q(author_key__endswith=address) | Q(sent_to__contains=address) | Q(sent_cc__contains=address),
        corrected_by__isnull=True,
        withdrawn=False,
    )
    told = mails.values_list("author_key", "sent_to", "sent_cc").iterator(chunk_size=500)
    parties = (party for sender, to, cc in told for party in (sender, *to.split(), *cc.split()))
    return any(_is_at(party, address) for party in parties)


def _is_at(party: str, address: str) -> bool:
    return party.endswith(address) if address.startswith("@") else party == address
