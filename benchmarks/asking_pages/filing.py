"""The cards of the made-up ledger, made from what it was made from: no card is asked of the database.

A test sees that they are those that the product makes from the facts, word by word.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from benchmarks.asking_pages.filling import AT_ONCE, Maker
from unsung.ledger.cards import words
from unsung.ledger.cards.folding import filed
from unsung.ledger.cards.keeping import ERASED, FORMAT
from unsung.ledger.cards.making import insert, marks_of
from unsung.ledger.cards.models import Card, Upkeep
from unsung.ledger.cards.places import place_of
from unsung.ledger.courses import Said, waiting_since
from unsung.ledger.models import Source
from unsung.ledger.queries.reach import newest_rows

Facts = list[tuple[str, dict[str, Any]]]


def file_cards(contacts: int) -> int:
    """File a card for each contact of a ledger that holds just these; returns how many."""
    sources = {source.name: source.pk for source in Source.objects.all()}
    cards, done = _cards(Maker(contacts), sources), 0
    with transaction.atomic():
        while some := list(islice(cards, AT_ONCE)):
            insert([card for card, _ in some])
            words.put(words.Filed(card.place, text, marks_of(card)) for card, text in some)
            done += len(some)
        Upkeep.objects.create(format=FORMAT, newest=newest_rows() | {ERASED: 0})
    return done


def _cards(maker: Maker, sources: dict[str, int]) -> Iterator[tuple[Card, str]]:
    facts: Facts = []
    number = 0
    for family, told in maker.rows():
        if family == "contact" and facts:
            number += 1
            yield _card(number, facts, sources)
            facts = []
        facts.append((family, told))
    yield _card(number + 1, facts, sources)


def _card(number: int, facts: Facts, sources: dict[str, int]) -> tuple[Card, str]:
    (_, contact), *rest = facts
    said = [told for family, told in rest if family == "message"]
    by = [told["author_kind"] for family, told in rest if family == "filing"] or [
        m["author_kind"] for m in said
    ]
    spoken = [Said(_s(told["happened_at"]), who) for told, who in zip(said, by, strict=True)]
    settled = any(told.get("state") == "settled" for _, told in rest)
    team = "Front desk" if any("state" in told for _, told in rest) else ""
    subject = " ".join(contact["subject"].split())
    card = Card(
        place=place_of(_s(contact["happened_at"]), number),
        number=number,
        source_id=sources[contact["source"]],
        external_id=contact["external_id"],
        channel=contact["channel"],
        opened_s=_s(contact["happened_at"]),
        customer_key=contact["customer_key"],
        customer_name=contact["customer_name"],
        subject=subject[:200],
        begins=" ".join(said[0]["words"].split())[:160] if said else "",
        category=contact["category"],
        team=team,
        state="settled" if settled else "",
        waits_s=None if settled else waiting_since(spoken),
        last_s=max(_s(told["happened_at"]) for _, told in facts),
        messages=len(said),
    )
    named = [card.external_id, card.customer_key, card.customer_name, subject, card.category, team]
    return card, filed([*named, *(told["words"] for told in said)])


def _s(at: datetime) -> int:
    return int(at.timestamp())
