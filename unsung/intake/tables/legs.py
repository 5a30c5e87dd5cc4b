"""A line of an Asterisk Master.csv as a leg of a call, and what it says of the call and its contact."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from unsung.intake.source import CallRecord, ContactRecord, Party, Record
from unsung.intake.tables.alike import told_apart
from unsung.intake.tables.asterisk import UNIQUE
from unsung.intake.tables.row import Unreadable, digest

EXTENSION = re.compile(r"\*?\d{2,5}$")
NAMELESS = frozenset({"", "anonymous", "unknown", "restricted", "unavailable", "private"})
CALLER = re.compile(r'\s*"?([^"<]*?)"?\s*<')
FROM_OUTSIDE = ("from-trunk", "from-pstn", "from-did", "from-external", "incoming", "inbound")
NEVER_ARRIVED = frozenset({"FAILED", "CONGESTION"})


@dataclass(frozen=True, slots=True)
class Leg:
    """One line: its fields, its own id, the id of the call it belongs to, and its times."""

    fields: dict[str, str]
    unique: str
    call: str
    start: datetime
    opened: datetime
    answer: datetime | None
    end: datetime | None

    @classmethod
    def of(cls, fields: dict[str, str], clock: Callable[[str], datetime], again: int = 0) -> "Leg":
        """The leg of a line with so many exactly alike before it; raises Unreadable naming the field."""
        start = _instant(fields, "start", clock)
        if start is None:
            raise Unreadable("start", "there is no date", "Leave the line out.")
        unique = fields.get("uniqueid", "") or told_apart(digest(*fields.values()), again)
        call = fields.get("linkedid", "") or unique
        answer, end = _instant(fields, "answer", clock), _instant(fields, "end", clock)
        return cls(fields, unique, call, start, _opened(call, start), answer, end)


def _instant(fields: dict[str, str], name: str, clock: Callable[[str], datetime]) -> datetime | None:
    value = fields[name].strip()
    try:
        return clock(value) if value else None
    except ValueError as fault:
        wrong, bare = (f"“{said}” could not be read as a date" for said in (value[:60], "…"))
        raise Unreadable(name, wrong, "Correct the line.", bare) from fault


def _opened(call: str, start: datetime) -> datetime:
    # The id of a call begins with the second in which it came in, which every one of its legs repeats:
    # so the call was opened then, whichever leg is read first. Anything further off is no such second.
    second = second_in(call)
    return second if second and abs(second - start) < timedelta(hours=26) else start


def second_in(name: str) -> datetime | None:
    """The second a unique or linked id begins with; None where it has none."""
    found = UNIQUE.match(name)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def records(leg: Leg) -> tuple[Record, ...]:
    """The call of this leg, and the contact where it is the call's own and no further leg of it."""
    # A leg with an id of its own under another call's is a transfer or a consultation, no new contact.
    return (_call(leg),) if leg.call != leg.unique else (_contact(leg), _call(leg))


def _contact(leg: Leg) -> ContactRecord:
    fields, notes = leg.fields, _notes(leg.fields.get("userfield", ""))
    by_desk = _by_desk(fields, notes)
    number = fields["dst"] if by_desk else fields["src"]
    known = number.casefold() not in NAMELESS and not (by_desk and EXTENSION.match(number))
    name = "" if by_desk else _caller(fields["clid"], number)
    return ContactRecord(
        external_id=leg.call,
        channel="call",
        opened_at=leg.opened,
        customer=Party(number, name, notes.get("kind", "")) if known else None,
        category=notes.get("category", ""),
        started_by="desk" if by_desk else "customer",
        repeated=True,
    )


def _by_desk(fields: dict[str, str], notes: dict[str, str]) -> bool:
    context = fields["dcontext"].casefold()
    if context.startswith(FROM_OUTSIDE):
        return False
    if not context.startswith("from-internal") and not EXTENSION.match(fields["src"]):
        return False
    # A colleague who rings the desk's queue, or is noted as a kind of customer, is served like any other.
    served = fields["lastapp"] == "Queue" or "kind" in notes
    return not (served and EXTENSION.match(fields["dst"]))


def _caller(clid: str, number: str) -> str:
    found = CALLER.match(clid)
    name = found[1].strip() if found else ""
    return "" if name == number or name.casefold() in NAMELESS else name


def _notes(userfield: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in userfield.split(";"))
    return {key.strip().casefold(): value.strip() for key, sign, value in pairs if sign}


def _call(leg: Leg) -> CallRecord:
    fields = leg.fields
    told = fields["billsec"]
    talk = int(told) if told.isdecimal() and len(told) < 8 else None
    answered = fields["disposition"] == "ANSWERED" and bool(talk)
    began = int(leg.start.timestamp())
    own = fields.get("sequence") or f"{began}/{digest(fields['dst'], fields['dstchannel'])}"
    return CallRecord(
        external_id=f"{leg.unique}/{own}",
        contact=leg.call,
        at=leg.start,
        queued_s=_queued(leg, answered),
        answered=answered,
        abandoned=None if fields["disposition"] in NEVER_ARRIVED else not answered,
        talk_s=talk,
        transferred="transfer" in f"{fields['lastapp']} {fields['lastdata']}".casefold()
        or fields["dcontext"].casefold().endswith("xfer"),
    )


def _queued(leg: Leg, answered: bool) -> int | None:
    """Seconds from this leg's start to its answer, or to its end; None where neither is written."""
    until = leg.answer if answered else leg.end
    return None if until is None else max(round((until - leg.start).total_seconds()), 0)
