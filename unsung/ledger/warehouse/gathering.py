"""Gathering what is known of the conversations of a month: their facts, side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from unsung.ledger.courses import Author, Said, State
from unsung.ledger.queries.customers import addresses_of, first_contacts, owners_of
from unsung.ledger.queries.standing import standing

Key = tuple[int, str]
"""A contact by its source's number and its external id."""


@dataclass(frozen=True)
class Seen:
    """What a contact was seen to be at a moment."""

    at_s: int
    order: int
    state: State | str
    team: str
    category: str


@dataclass(frozen=True)
class Leg:
    """How one leg of a call ran."""

    at_s: int
    queued_s: int | None
    answered: bool | None
    abandoned: bool | None
    talk_s: int | None
    hold_s: int | None
    after_s: int | None
    transferred: bool | None


@dataclass
class Told:
    """Everything the ledger tells of one contact."""

    number: int
    key: Key
    source: str
    opened_s: int
    channel: str
    standing: str
    started_by: str
    customer_key: str
    customer_kind: str
    category: str
    desk: str
    messages: list[Said] = field(default_factory=list)
    events: list[Seen] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)


def seconds(at: datetime) -> int:
    """Whole seconds since 1970 UTC."""
    return int(at.timestamp())


def in_hundreds(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in portions that a database takes at once."""
    for start in range(0, len(values), 900):
        yield values[start : start + 900]


def gather(start: datetime, end: datetime) -> list[Told]:
    """The contacts opened in [start, end) with all that is known of them, in the order of opening."""
    told = list(_contacts(standing("contact").filter(happened_at__gte=start, happened_at__lt=end)))
    by_source: dict[int, dict[str, Told]] = defaultdict(dict)
    for contact in told:
        by_source[contact.key[0]][contact.key[1]] = contact
    for source, contacts in by_source.items():
        for some in in_hundreds(sorted(contacts)):
            _add_all(source, some, contacts)
    return told


def gather_called(source: int, refs: Sequence[str]) -> dict[str, Told]:
    """The contacts that go by these ids in one source, by id, with all that is known of them."""
    rows = standing("contact").filter(source=source, external_id__in=refs)
    told = {contact.key[1]: contact for contact in _contacts(rows)}
    if told:
        _add_all(source, list(told), told)
    return told


def _add_all(source: int, refs: Sequence[str], contacts: dict[str, Told]) -> None:
    _add_messages(source, refs, contacts)
    _add_mails(source, refs, contacts)
    _add_events(source, refs, contacts)
    _add_legs(source, refs, contacts)


def _contacts(rows: "QuerySet[Any]") -> Iterator[Told]:
    for row in rows.order_by("happened_at", "external_id", "id").values_list(
        "id",
        "source_id",
        "external_id",
        "source__name",
        "happened_at",
        "channel",
        "standing",
        "started_by",
        "customer_key",
        "customer_kind",
        "category",
        "desk_name",
    ):
        number, source, external_id, name, opened, *rest = row
        yield Told(number, (source, external_id), name, seconds(opened), *rest)


def _add_messages(source: int, refs: Sequence[str], contacts: dict[str, Told]) -> None:
    rows = standing("message").filter(source=source, contact_ref__in=refs)
    fields = ("contact_ref", "happened_at", "author_kind", "public", "external_id", "source__way")
    for ref, at, author, public, external_id, way in rows.values_list(*fields):
        turn = _turn(external_id, ref) if way == "chats" else 0
        contacts[ref].messages.append(Said(seconds(at), author, public, turn=turn))


def _turn(external_id: str, ref: str) -> int:
    """The place of a chat's turn, by which it goes (“id/3”): whoever writes within one second is in order."""
    place = external_id.removeprefix(f"{ref}/")
    return int(place) if place.isdecimal() and place != external_id else 0


def _add_mails(source: int, refs: Sequence[str], contacts: dict[str, Told]) -> None:
    filed = standing("filing").filter(source=source, contact_ref__in=refs)
    rows = filed.values_list("contact_ref", "happened_at", "author_kind", "public", "standing")
    for ref, at, author, public, counts_as in rows:
        contacts[ref].messages.append(Said(seconds(at), _author(author), public, counts_as))


def _author(word: str) -> Author:
    return word if word in ("customer", "desk") else "machine"  # type: ignore[return-value]


def _add_events(source: int, refs: Sequence[str], contacts: dict[str, Told]) -> None:
    rows = standing("event").filter(source=source, contact_ref__in=refs)
    told = rows.order_by("happened_at", "order", "external_id")
    for ref, at, *rest in told.values_list(
        "contact_ref", "happened_at", "order", "state", "team", "category"
    ):
        contacts[ref].events.append(Seen(seconds(at), *rest))


def _add_legs(source: int, refs: Sequence[str], contacts: dict[str, Told]) -> None:
    rows = standing("call").filter(source=source, contact_ref__in=refs)
    fields = ("queued_s", "answered", "abandoned", "talk_s", "hold_s", "after_s", "transferred")
    told = rows.order_by("happened_at", "external_id").values_list("contact_ref", "happened_at", *fields)
    for ref, at, *rest in told:
        contacts[ref].legs.append(Leg(seconds(at), *rest))


@dataclass(frozen=True)
class Known:
    """Who a customer key is: the customer's number, the kind settled here, and the first contact ever."""

    customer: str
    kind: str
    first_s: int


def known_customers(keys: Iterable[str]) -> dict[str, Known]:
    """The customers behind these keys, each with the first contact of any of their addresses."""
    wanted = sorted(set(keys) - {""})
    owners: dict[str, tuple[int, str]] = {}
    for some in in_hundreds(wanted):
        owners.update(owners_of(some))
    addresses = addresses_of({number for number, _ in owners.values()})
    first: dict[str, int] = {}
    for some in in_hundreds(sorted({address for held in addresses.values() for address in held})):
        first.update({key: seconds(at) for key, at in first_contacts(some)})
    return {
        key: Known(str(number), kind, min(first[a] for a in addresses[number] if a in first))
        for key, (number, kind) in owners.items()
        if any(a in first for a in addresses[number])
    }
