"""A small ledger for the tests of the cards: conversations with their messages, as a way in records them."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import Draft, Rule, record
from unsung.ledger.cards.models import Card
from unsung.ledger.cards.words import on_sqlite
from unsung.ledger.models import Delivery

NINE = datetime(2025, 10, 6, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def delivery(source: str = "desk") -> Delivery:
    """A delivery of a source."""
    return deliveries.begin(source=source, way="table", name="records.csv", fingerprint=source)


def opened(name: str, at: datetime = NINE, rule: Rule = "newer", **says: str) -> Draft:
    """A conversation that counts."""
    told = {
        "channel": "mail",
        "standing": "contact",
        "started_by": "customer",
        "customer_key": "osei@x.example",
        "customer_name": "Kwame Osei",
        "subject": "My kitchen",
        "category": "Claims",
    }
    return Draft("contact", name, at, told | says, rule=rule)


def said(of: str, words: str, by: str = "customer", at: datetime = NINE, **says: object) -> Draft:
    """A message of a conversation that is named in it."""
    told = {"contact_ref": of, "author_kind": by, "words": words, "public": True}
    return Draft("message", f"{of}/{by}/{at:%d%H%M}", at, told | says, rule="newer")


def mailed(name: str, words: str, at: datetime = NINE) -> Draft:
    """A mail, which is filed."""
    return Draft("message", name, at, {"words": words, "author_name": "Kwame Osei"}, rule="newer")


def filed(name: str, of: str, by: str = "customer", at: datetime = NINE) -> Draft:
    """Where a mail is filed."""
    told = {"contact_ref": of, "author_kind": by, "standing": "contact", "public": True}
    return Draft("filing", name, at, told, rule="newer")


def seen(of: str, state: str, at: datetime = NINE, **says: str) -> Draft:
    """What a conversation was seen to be."""
    told = {"contact_ref": of, "state": state} | says
    return Draft("event", f"{of}/{state}/{at:%d%H%M}", at, told, rule="newer")


def recorded(*drafts: Draft, source: str = "desk") -> Delivery:
    """The drafts on record."""
    held = delivery(source)
    record(held, drafts)
    return held


def index() -> list[tuple[object, ...]]:
    """Everything the index holds, card by card with its words."""
    words = dict(_words())
    return [(*row, words.pop(row[0], None)) for row in Card.objects.order_by("place").values_list()] + [
        (place, held) for place, held in words.items()
    ]


def _words() -> list[tuple[int, str]]:
    columns = "rowid, words || ' | ' || marks" if on_sqlite() else "place, words::text"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM cards_words ORDER BY 1")
        return list(cursor.fetchall())
