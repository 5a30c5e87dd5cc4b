"""Erasing by law: the words go, a tombstone stays, counts do not move and nothing comes back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from unsung.ledger.actions import deliveries
from unsung.ledger.actions.erasing import erase_person
from unsung.ledger.actions.recording import Draft, record
from unsung.ledger.models import Contact, CustomerAddress, Delivery, Message, Rating, Tombstone
from unsung.ledger.queries.standing import standing

pytestmark = pytest.mark.django_db
NINE = datetime(2025, 10, 6, 9, tzinfo=UTC)
OSEI = "osei@x.example"


def delivery() -> Delivery:
    return deliveries.begin(source="chats", way="chats", name="chats.jsonl", fingerprint="f")


def facts() -> list[Draft]:
    opened = {"channel": "chat", "customer_key": OSEI, "customer_name": "K. Osei", "subject": "My kitchen"}
    wrote = {
        "contact_ref": "c1",
        "author_kind": "customer",
        "author_key": OSEI,
        "words": "It is under water.",
    }
    told = {
        "contact_ref": "c1",
        "author_kind": "desk",
        "author_key": "ada",
        "words": "Dear Mr Osei, help comes.",
    }
    other = {"contact_ref": "c2", "author_kind": "customer", "author_key": "bo@x.example", "words": "Hello."}
    rated = {
        "question": "csat",
        "low": 1,
        "high": 5,
        "score": 5,
        "author_key": OSEI,
        "words": "Thank you, Ada.",
    }
    return [
        Draft("contact", "c1", NINE, opened),
        Draft("message", "m1", NINE, wrote),
        Draft("message", "m2", NINE, told),
        Draft("message", "m3", NINE, other),
        Draft("rating", "r1", NINE, rated),
    ]


def test_what_was_written_by_and_to_somebody_is_gone_and_a_tombstone_says_so() -> None:
    record(delivery(), facts())
    deliveries.know_customers({OSEI: "K. Osei"})
    assert erase_person(address="Osei@X.example ", ground="Article 17, asked on 3 November") == 4
    assert [m.words for m in Message.objects.order_by("external_id")] == ["", "", "Hello."]
    assert [m.author_key for m in Message.objects.order_by("external_id")] == ["", "ada", "bo@x.example"]
    assert (Contact.objects.get().customer_key, Contact.objects.get().subject) == ("", "")
    assert (Rating.objects.get().words, Rating.objects.get().score) == ("", 5)
    assert Tombstone.objects.filter(ground__startswith="Article 17").count() == 4
    assert not CustomerAddress.objects.filter(address=OSEI).exists()


def test_the_same_delivery_does_not_bring_the_words_back() -> None:
    record(delivery(), facts())
    erase_person(address=OSEI, ground="Article 17")
    assert record(delivery(), facts()).new_items == set()
    assert Message.objects.get(external_id="m1").words == ""


def test_a_later_export_of_the_same_conversation_does_not_bring_the_words_back() -> None:
    early, later = ([replace(draft, rule="fuller", fullness=full) for draft in facts()] for full in (1, 9))
    record(delivery(), early)
    erase_person(address=OSEI, ground="Article 17")
    assert record(delivery(), later).new_items == set()
    assert [contact.customer_key for contact in standing("contact")] == [""]
    assert [rating.words for rating in standing("rating")] == [""]


def test_erasing_twice_erases_once() -> None:
    record(delivery(), facts())
    erase_person(address=OSEI, ground="Article 17")
    assert erase_person(address=OSEI, ground="Article 17") == 0
