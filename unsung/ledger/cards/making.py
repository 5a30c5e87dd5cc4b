"""From facts to cards: what is told of a conversation, as one looks it up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from django.db import connection, transaction

from unsung.ledger.cards import words
from unsung.ledger.cards.folding import filed
from unsung.ledger.cards.models import Card
from unsung.ledger.cards.places import place_of
from unsung.ledger.courses import waiting_since
from unsung.ledger.queries.standing import standing
from unsung.ledger.warehouse.conversations import category_of, course_of
from unsung.ledger.warehouse.gathering import Told, gather_called


@dataclass
class Spoken:
    """What else a card holds: who the customer is called, what it is about, and every word."""

    name: str = ""
    subject: str = ""
    begins: str = ""
    texts: list[str] = field(default_factory=list)


@transaction.atomic
def renew(source: int, refs: Sequence[str]) -> int:
    """Make the cards of these cases of a source anew; returns how many there are now."""
    told = {
        ref: each
        for ref, each in gather_called(source, refs).items()
        if each.standing == "contact" and each.started_by == "customer"
    }
    spoken = _spoken(source, list(told))
    old = Card.objects.filter(source=source, external_id__in=refs)
    words.take_out(old.values_list("place", flat=True))
    old.delete()
    cards = [_card(each, spoken[ref]) for ref, each in told.items()]
    insert(cards)
    words.put(words.Filed(card.place, filed(_texts(card, spoken)), marks_of(card)) for card in cards)
    return len(cards)


def insert(cards: Sequence[Card]) -> None:
    """Put cards into the index, without their words.

    One prepared statement for all: Django's own way takes as long as all the rest of the making.
    """
    fields = [str(each.column) for each in Card._meta.concrete_fields]
    columns = ", ".join(connection.ops.quote_name(name) for name in fields)
    places = ", ".join(["%s"] * len(fields))
    values = [[getattr(card, each.attname) for each in Card._meta.concrete_fields] for card in cards]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO cards_card ({columns}) VALUES ({places})", values)


def _texts(card: Card, spoken: dict[str, Spoken]) -> list[str]:
    more = spoken[card.external_id]
    named = [card.external_id, card.customer_key, more.name, more.subject, card.category, card.team]
    return [*named, *more.texts]


def marks_of(card: Card) -> list[str]:
    """What a card is filtered by, each as one word that no text holds by chance."""
    marks = [mark("channel", card.channel), mark("category", card.category), mark("state", card.state)]
    return [*marks, *([mark("waits", "")] if card.waits_s is not None else [])]


def mark(name: str, value: str) -> str:
    """A column and its value as one word of letters and digits."""
    return f"{name}{blake2b(value.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def _card(told: Told, spoken: Spoken) -> Card:
    course = course_of(told)
    state = "" if course is None else "open" if course.final_s is None else "settled"
    teams = [seen.team for seen in told.events if seen.team]
    moments = [each.at_s for part in (told.messages, told.events, told.legs) for each in part]
    return Card(
        place=place_of(told.opened_s, told.number),
        number=told.number,
        source_id=told.key[0],
        external_id=told.key[1],
        channel=told.channel,
        opened_s=told.opened_s,
        customer_key=told.customer_key,
        customer_name=spoken.name,
        subject=spoken.subject[:200],
        begins=spoken.begins,
        category=category_of(told),
        team=teams[-1] if teams else "",
        state=state,
        # What was settled after the last word of the customer waits for nobody.
        waits_s=None if state == "settled" else waiting_since(told.messages),
        last_s=max([told.opened_s, *moments]),
        messages=len(told.messages),
    )


def _spoken(source: int, refs: Sequence[str]) -> dict[str, Spoken]:
    """Names, subjects and words of these cases; the words by time."""
    found: dict[str, Spoken] = defaultdict(Spoken)
    contacts = standing("contact").filter(source=source, external_id__in=refs)
    for ref, name, subject in contacts.values_list("external_id", "customer_name", "subject"):
        found[ref] = Spoken(name, " ".join(subject.split()))
    filings = standing("filing").filter(source=source, contact_ref__in=refs)
    filed_in = {
        mail: (ref, by) for mail, ref, by in filings.values_list("external_id", "contact_ref", "author_kind")
    }
    said = _said(source, {"contact_ref__in": refs}) + _said(source, {"external_id__in": list(filed_in)})
    for _, ref, mail, by, text in sorted(said, key=lambda row: (row[0], row[2])):
        case, author = (ref, by) if ref else filed_in[mail]
        if not text:
            continue
        spoken = found[case]
        spoken.texts.append(text)
        if author == "customer" and not spoken.begins:
            spoken.begins = " ".join(text.split())[:160]
    return found


def _said(source: int, which: dict[str, object]) -> list[tuple[object, str, str, str, str]]:
    fields = ("happened_at", "contact_ref", "external_id", "author_kind", "words")
    return list(standing("message").filter(source=source, **which).values_list(*fields))
