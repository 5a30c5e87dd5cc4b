"""What the ledger is asked: which facts stand, from where, how far they reach, and what they come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Max, Min, QuerySet

from unsung.ledger.models import (
    FAMILIES,
    CustomerAddress,
    Delivery,
    Desk,
    DeskAddress,
    Message,
    Rating,
    Source,
    facts,
)

WHOLE = 1 << 256


def standing(family: str) -> "QuerySet[Any]":
    """The facts of a family that stand: corrected by none, not withdrawn."""
    return facts(family).filter(corrected_by__isnull=True, withdrawn=False)


def moment(at_s: int) -> datetime:
    """The aware moment of seconds since 1970 UTC."""
    return datetime.fromtimestamp(at_s, UTC)


def facts_digest() -> str:
    """A digest of every fact that stands, whatever their order, recording time and delivery.

    The sum, modulo 2**256, of the SHA-256 of each fact's family, source, external id and content.
    """
    total = 0
    for family in FAMILIES:
        rows = standing(family).values_list("source__name", "external_id", "digest").iterator(chunk_size=5000)
        for source, external_id, digest in rows:
            line = f"{family}\0{source}\0{external_id}\0{digest}"
            total = (total + int.from_bytes(sha256(line.encode()).digest())) % WHOLE
    return f"{total:064x}"


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


def desk_addresses() -> list[str]:
    """Every address and domain ("@example.org") that is a desk's own."""
    return list(DeskAddress.objects.values_list("address", flat=True))


@dataclass(frozen=True)
class SourceState:
    """One source as it stands: its last delivery, how many facts, how many rejects, how fresh.

    `first` and `freshest` are the first and the last moment anything happened in it; None: nothing on record.
    `counts_from` is when its first conversation began, None where it tells of none.
    """

    name: str
    way: str
    delivery: str
    facts: int
    rejects: int
    first: datetime | None
    freshest: datetime | None
    counts_from: datetime | None
    tells_states: bool


def sources() -> list[SourceState]:
    """Every source that delivered something, by name."""
    return [_state(source) for source in Source.objects.all()]


def _state(source: Source) -> SourceState:
    facts, first, freshest = 0, None, None
    for family in FAMILIES:
        told = standing(family).filter(source=source)
        span = told.aggregate(first=Min("happened_at"), last=Max("happened_at"))
        facts += told.count()
        first = min(filter(None, (first, span["first"])), default=None)
        freshest = max(filter(None, (freshest, span["last"])), default=None)
    deliveries = list(Delivery.objects.filter(source=source))
    names = list(dict.fromkeys(delivery.name for delivery in deliveries))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return SourceState(
        source.name,
        source.way,
        ", ".join(names[:3]) + more,
        facts,
        sum(delivery.rejected for delivery in deliveries),
        first,
        freshest,
        _counts_from(source),
        standing("event").filter(source=source).exclude(state="").exists(),
    )


def _counts_from(source: Source) -> datetime | None:
    first = [
        standing(family).filter(source=source).aggregate(first=Min("happened_at"))["first"]
        for family in ("contact", "tally")
    ]
    return min(filter(None, first), default=None)


def notes() -> list[str]:
    """What was noted on the way in, each sentence once, the latest deliveries first."""
    said = Delivery.objects.order_by("-id").values_list("notes", flat=True)
    return list(dict.fromkeys(note for notes in said for note in notes.splitlines() if note))


@dataclass(frozen=True)
class Week:
    """The hours of the desk as words: its zone, the weeks by their first day, exceptions, holidays."""

    zone: str
    versions: tuple[tuple[date, str], ...]
    exceptions: tuple[tuple[date, str], ...]
    holidays: str


def desk() -> Desk | None:
    """The first desk set up, None where there is none yet."""
    return Desk.objects.order_by("id").first()


def week_of(place: Desk | None) -> Week | None:
    """The opening hours of a desk; None where nobody has said them."""
    if place is None or place.calendar is None:
        return None
    calendar = place.calendar
    return Week(
        calendar.zone,
        tuple((version.valid_from, version.week) for version in calendar.versions.all()),
        tuple((exception.day, exception.intervals) for exception in calendar.exceptions.all()),
        calendar.holidays,
    )


def owners_of(addresses: Sequence[str]) -> dict[str, tuple[int, str]]:
    """The customer's number and the kind settled here, by address."""
    rows = CustomerAddress.objects.filter(address__in=addresses)
    told = rows.values_list("address", "customer_id", "customer__kind__name")
    return {address: (customer, kind or "") for address, customer, kind in told}


def addresses_of(customers: set[int]) -> dict[int, list[str]]:
    """Every address of these customers."""
    held: dict[int, list[str]] = {number: [] for number in customers}
    numbers = sorted(customers)
    for start in range(0, len(numbers), 900):
        rows = CustomerAddress.objects.filter(customer__in=numbers[start : start + 900])
        for customer, address in rows.values_list("customer_id", "address"):
            held[customer].append(address)
    return held


def first_contacts(addresses: Sequence[str]) -> list[tuple[str, datetime]]:
    """When each of these first turned to the desk."""
    rows = standing("contact").filter(standing="contact", started_by="customer", customer_key__in=addresses)
    return list(
        rows.values_list("customer_key")
        .annotate(first=Min("happened_at"))
        .values_list("customer_key", "first")
    )


def ratings(start: datetime, end: datetime) -> Iterator[Rating]:
    """The ratings answered, else asked, in [start, end), by time."""
    rows = Rating.objects.filter(corrected_by__isnull=True, withdrawn=False)
    yield from rows.filter(happened_at__gte=start, happened_at__lt=end).order_by("happened_at", "external_id")


def latest_answers(refs: Sequence[str]) -> dict[tuple[str, str], datetime]:
    """When each person last answered about each of these contacts."""
    latest: dict[tuple[str, str], datetime] = {}
    for start in range(0, len(refs), 900):
        rows = Rating.objects.filter(
            corrected_by__isnull=True,
            withdrawn=False,
            score__isnull=False,
            contact_ref__in=refs[start : start + 900],
        ).values_list("contact_ref", "author_key")
        for ref, author, at in rows.annotate(last=Max("happened_at")).values_list(
            "contact_ref", "author_key", "last"
        ):
            latest[(ref, author)] = at
    return latest


def contacts_called(refs: Sequence[str]) -> list[tuple[str, int, str]]:
    """External id, number and channel of the contacts that go by these ids, in whatever source."""
    rows = standing("contact").filter(external_id__in=refs)
    return list(rows.values_list("external_id", "id", "channel"))


@dataclass(frozen=True)
class Reach:
    """How far the facts reach: the first and last moment of anything, None where there is nothing."""

    first: datetime | None
    last: datetime | None


EVERYTHING = tuple(FAMILIES)
CONVERSING = ("contact", "tally", "message", "rating")
"""The families that a month needs something of to be reviewed: later states of old matters are not enough."""


def reach(families: Sequence[str] = EVERYTHING) -> Reach:
    """The first and last moment of any fact of these families that stands."""
    first: list[datetime] = []
    last: list[datetime] = []
    for family in families:
        span = standing(family).aggregate(first=Min("happened_at"), last=Max("happened_at"))
        first += filter(None, [span["first"]])
        last += filter(None, [span["last"]])
    return Reach(min(first, default=None), max(last, default=None))


def newest_rows() -> dict[str, int]:
    """The highest row number of each family: what was recorded since is above it."""
    return {
        family: kind._default_manager.aggregate(last=Max("id"))["last"] or 0
        for family, kind in FAMILIES.items()
    }


def first_touched(since: dict[str, int]) -> datetime | None:
    """The opening of the earliest conversation touched by facts above these row numbers; None: none was.

    Facts that name no contact on record are touched at their own time.
    """
    moments = [moment for family in FAMILIES for moment in _touched(family, since.get(family, 0))]
    return min(moments, default=None)


def _touched(family: str, above: int) -> Iterator[datetime]:
    fresh = facts(family).filter(id__gt=above)
    span = fresh.aggregate(own=Min("happened_at"), earlier=Min("corrects__happened_at"))
    yield from filter(None, span.values())
    if family in ("message", "filing", "event", "call"):
        refs = facts("contact").filter(external_id__in=fresh.exclude(contact_ref="").values("contact_ref"))
        opened = refs.aggregate(first=Min("happened_at"))["first"]
        yield from filter(None, [opened])


def anything_between(start: datetime, end: datetime) -> bool:
    """True where a contact, a tally, a message or a rating lies in [start, end)."""
    return any(standing(f).filter(happened_at__gte=start, happened_at__lt=end).exists() for f in CONVERSING)
