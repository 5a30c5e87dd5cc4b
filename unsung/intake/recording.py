"""From records to facts: what a way in read becomes drafts for the ledger."""

from datetime import datetime
from hashlib import blake2b

from unsung.intake.source import (
    CallRecord,
    ContactRecord,
    EventRecord,
    MailHeads,
    MessageRecord,
    Party,
    RatingRecord,
    Record,
    TallyRecord,
)
from unsung.ledger.actions.recording import Draft, Rule
from unsung.ledger.facts.ratings import ASKED

EXTENT_BITS = 40
NOBODY = Party("")
NO_HEADS = MailHeads("", (), (), (), "contact")


def draft_of(record: Record, item: int = 0, rule: Rule | None = None, doubtful: bool = False) -> Draft:
    """The draft of one record; `item` is the number of the item it came from."""
    family, at, says = _said(record)
    name = short(_id_of(record))
    return Draft(family, name, at, says, item, rule or _rule(record), _fullness(record), doubtful)


def _fullness(record: Record) -> int:
    """How much the source knew when it said this; of two sayings that differ the fuller stands."""
    match record:
        case MessageRecord(heads=MailHeads()):
            return len(record.words) + len(record.quoted) + len(record.signature)
        case MessageRecord():
            told: tuple[str, ...] = (*_of_party(record.author), record.subject, record.words)
        case ContactRecord() if not record.repeated:
            told = (*_of_party(record.customer or NOBODY), record.subject, record.category, record.desk)
        case EventRecord(extent=extent) if extent:
            told = (record.team, record.category)
        case RatingRecord(extent=extent) if extent:
            told = ()
        case _:
            return 0
    # What tells more goes first: an export without a column for the category does not take it away.
    return 1 + sum(map(bool, told)) << EXTENT_BITS | record.extent


def _of_party(party: Party) -> tuple[str, str, str]:
    return party.key, party.name, party.kind


def _id_of(record: Record) -> str:
    # That somebody was asked and what was answered later are two facts, whichever is brought first.
    asked = isinstance(record, RatingRecord) and record.score is None
    return record.external_id + ASKED if asked else record.external_id


def _rule(record: Record) -> Rule:
    # Copies of one mail differ by list footers, and every row of an event log repeats what its contact is:
    # there the same one must stand whatever the order of arrival.
    match record:
        case MessageRecord(heads=MailHeads()) | ContactRecord(repeated=True):
            return "least"
        case MessageRecord() | ContactRecord():
            return "fuller"
        case EventRecord(extent=extent) | RatingRecord(extent=extent) if extent:
            return "fuller"
    return "first"


def _said(record: Record) -> tuple[str, datetime, dict[str, object]]:
    match record:
        case ContactRecord():
            return "contact", record.opened_at, contact_says(record)
        case MessageRecord():
            return "message", record.at, _message_says(record)
        case EventRecord():
            return "event", record.at, _event_says(record)
        case CallRecord():
            return "call", record.at, _call_says(record)
        case RatingRecord():
            return "rating", record.at, _rating_says(record)
        case TallyRecord():
            return (
                "tally",
                record.at,
                {"channel": record.channel, "span_s": record.span_s, "count": record.count},
            )


def contact_says(record: ContactRecord) -> dict[str, object]:
    """What a contact's fact says."""
    customer = record.customer or NOBODY
    return {
        "channel": record.channel,
        "customer_key": customer.key[:254],
        "customer_name": customer.name[:200],
        "customer_kind": customer.kind[:120],
        "subject": record.subject,
        "category": record.category[:200],
        "started_by": record.started_by,
        "standing": record.standing,
        "desk_name": record.desk[:120],
    }


def _message_says(record: MessageRecord) -> dict[str, object]:
    heads = record.heads or NO_HEADS
    return {
        "contact_ref": short(record.contact),
        "author_kind": record.author_kind,
        "author_key": record.author.key[:254],
        "author_name": record.author.name[:200],
        "customer_kind": record.author.kind[:120],
        "public": record.public,
        "standing": heads.standing,
        "subject": record.subject,
        "words": record.words,
        "quoted": record.quoted,
        "signature": record.signature,
        "category": record.category[:200],
        "message_id": heads.message_id,
        "references": " ".join(heads.references),
        "sent_to": " ".join(heads.to),
        "sent_cc": " ".join(heads.cc),
    }


def _event_says(record: EventRecord) -> dict[str, object]:
    return {
        "contact_ref": short(record.contact),
        "order": record.order,
        "state": record.state,
        "team": record.team[:120],
        "category": record.category[:200],
    }


def _call_says(record: CallRecord) -> dict[str, object]:
    return {
        "contact_ref": short(record.contact),
        "queued_s": record.queued_s,
        "answered": record.answered,
        "abandoned": record.abandoned,
        "talk_s": record.talk_s,
        "hold_s": record.hold_s,
        "after_s": record.after_s,
        "transferred": record.transferred,
    }


def _rating_says(record: RatingRecord) -> dict[str, object]:
    author = record.author or NOBODY
    return {
        "contact_ref": short(record.contact),
        "channel": record.channel,
        "category": record.category[:200],
        "question": record.question,
        "low": record.low,
        "high": record.high,
        "score": record.score,
        "author_key": author.key[:254],
        "author_name": author.name[:200],
        "words": record.words,
        "link": record.link,
    }


def short(external_id: str) -> str:
    """The id as the ledger keeps it: whole up to 200 characters, beyond that its beginning and a digest."""
    if len(external_id) <= 200:
        return external_id
    return f"{external_id[:160]}#{blake2b(external_id.encode(), digest_size=16).hexdigest()}"
