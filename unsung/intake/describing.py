"""Records in words: what a row or a mail became, for somebody who checks whether it was understood."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from unsung.intake.source import (
    CallRecord,
    ContactRecord,
    EventRecord,
    MessageRecord,
    Party,
    RatingRecord,
    Record,
    TallyRecord,
)

BY = {
    "call": "by phone", "mail": "by mail", "chat": "by chat", "walkin": "at the counter",
    "form": "by a form", "other": "by another way",
}  # fmt: skip
MANY = {
    "call": "calls", "mail": "mails", "chat": "chats", "walkin": "visits",
    "form": "forms", "other": "contacts",
}  # fmt: skip
STATES = {"open": "Open from", "pending": "Waiting for somebody else from", "settled": "Settled"}
STANDINGS = {
    "auto": "an automatic answer", "bounce": "a mail that came back",
    "list": "a mail to a list", "spam": "spam",
}  # fmt: skip
AUTHORS = {"customer": "the customer", "desk": "the desk", "machine": "a machine"}
LONGEST = 160


def described(records: Iterable[Record], zone: str) -> list[str]:
    """What these records say, a sentence or two each; times in this zone (IANA)."""
    at = ZoneInfo(zone)
    return [". ".join(filter(None, _said(record, at))) for record in records]


def _said(record: Record, at: ZoneInfo) -> Iterator[str]:
    match record:
        case ContactRecord():
            yield from _contact(record, at)
        case MessageRecord():
            yield from _message(record, at)
        case EventRecord():
            yield from _event(record, at)
        case CallRecord():
            yield from _call(record)
        case RatingRecord():
            yield from _rating(record, at)
        case TallyRecord():
            yield _tally(record, at)


def _contact(record: ContactRecord, at: ZoneInfo) -> Iterator[str]:
    who = f" from {_party(record.customer)}" if record.customer else ""
    about = f", about {record.category}" if record.category else ""
    yield f"Conversation {record.external_id} {BY[record.channel]}{who}{about}"
    began = {"desk": ", begun by the desk", "machine": ", begun by a machine"}.get(record.started_by, "")
    yield f"Opened {_moment(record.opened_at, at)}{began}"
    yield f"“{_short(record.subject)}”" if record.subject else ""
    yield f"Counts as {STANDINGS[record.standing]}" if record.standing in STANDINGS else ""


def _message(record: MessageRecord, at: ZoneInfo) -> Iterator[str]:
    kind = "Mail" if record.heads else "Message"
    who = _party(record.author) if record.author.key else AUTHORS.get(record.author_kind, "somebody")
    standing = record.heads.standing if record.heads else "contact"
    to = f" to {', '.join(record.heads.to[:2])}" if record.heads and record.heads.to else ""
    yield f"{kind} from {who}{to}, {_moment(record.at, at)}"
    yield f"Counts as {STANDINGS[standing]}" if standing in STANDINGS else ""
    yield "" if record.public else "Not seen by the customer"
    yield f"“{_short(record.subject)}”" if record.subject else ""
    yield f"“{_short(record.words)}”" if record.words.strip() else ""


def _event(record: EventRecord, at: ZoneInfo) -> Iterator[str]:
    yield f"{STATES.get(record.state, 'Changed')} {_moment(record.at, at)}"
    yield f"With {record.team}" if record.team else ""


def _call(record: CallRecord) -> Iterator[str]:
    told = {
        "waited": record.queued_s, "talked": record.talk_s,
        "on hold": record.hold_s, "worked after": record.after_s,
    }  # fmt: skip
    spans = [f"{word} {_span(seconds)}" for word, seconds in told.items() if seconds is not None]
    answered = {True: "Answered", False: "Not answered", None: "A call"}[record.answered]
    yield ", ".join([answered, *spans])
    yield "Given up by the caller" if record.abandoned else ""
    yield "Passed on" if record.transferred else ""


def _rating(record: RatingRecord, at: ZoneInfo) -> Iterator[str]:
    of = f" about {record.contact}" if record.contact else ""
    if record.score is None:
        yield f"Asked how it was{of}, {_moment(record.at, at)}; not answered"
    else:
        scale = f"{record.score} on a scale from {record.low} to {record.high}"
        yield f"Rated {scale}{of}, {_moment(record.at, at)}"
    yield f"“{_short(record.words)}”" if record.words.strip() else ""


def _tally(record: TallyRecord, at: ZoneInfo) -> str:
    until = _moment(record.at + timedelta(seconds=record.span_s), at)
    return f"{record.count:,} {MANY[record.channel]} from {_moment(record.at, at)} until {until}"


def _party(party: Party) -> str:
    return (
        f"{party.name} ({party.key})" if party.name and party.name != party.key else party.name or party.key
    )


def _moment(moment: datetime, at: ZoneInfo) -> str:
    local = moment.astimezone(at)
    return f"{local.day} {local:%B %Y, %H:%M}"


def _span(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
