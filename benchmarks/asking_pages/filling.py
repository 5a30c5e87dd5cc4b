"""A ledger of so many contacts, written straight into an embedded database: fast, and the same every time."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import islice
from typing import Any

from django.db import connection, transaction

from benchmarks.made_up.desk import CATEGORIES, KINDS, months
from unsung.ledger.models import FAMILIES, Customer, CustomerAddress, Delivery, Source

SEED = 7
AT_ONCE = 20_000
CUSTOMERS = 60_000
SENTENCES = 20_000
WAYS = (("calls", 0.46), ("mail", 0.28), ("chats", 0.16), ("walk-ins", 0.10))
CHANNELS = {"calls": "call", "mail": "mail", "chats": "chat", "walk-ins": "walkin"}
NAMES = (
    "Ada Ben Chidi Dara Edith Femi Grace Hana Ines Josie Kwame Leroy Marisol Nikhil Omar Priya Quentin Rosa "
    "Sunita Tomasz Umar Vera Wilfred Zoe"
).split()
SURNAMES = (
    "Adeyemi Boateng Carrow Darko Eze Farquhar Greenhalgh Haddad Iqbal Jansen Kowalczyk Lindgren Moreau "
    "Njoroge Osei Patel Rahimi Sandhu Tremayne Upadhyay Vasquez Whitlock Yeboah Zamora"
).split()
LEXICON = (
    "policy premium letter claim garage roof water kitchen window date payment bank account renewal cover "
    "lapsed certificate driver licence address adviser broker quote flood storm theft excess receipt refund "
    "invoice form photo report engineer plumber builder tenant landlord neighbour daughter grandmother van "
    "bicycle piano ladder fence tree boiler ceiling carpet ring watch please thank sorry again still today "
    "tomorrow yesterday week month year twice never always morning evening asked wrote rang called waited "
    "answered promised changed moved sold bought lost found paid owed sent received missing wrong right"
).split()
SMALL = "the a my your our and to of in on for it is was i you we that with from this".split()

Row = tuple[Any, ...]


class Maker:
    """Makes the facts of one contact after the other."""

    def __init__(self, contacts: int) -> None:
        self.chance = random.Random(SEED)
        self.span = (months()[0].start_s, months()[-1].end_s)
        self.contacts = contacts
        self.told = [self._sentence() for _ in range(SENTENCES)]
        people = [(self.chance.choice(NAMES), self.chance.choice(SURNAMES)) for _ in range(CUSTOMERS)]
        self.people = [
            (f"{first}.{last}{n}@example.org".lower(), f"{first} {last}")
            for n, (first, last) in enumerate(people)
        ]

    def _sentence(self) -> str:
        words = [self.chance.choice(LEXICON if self.chance.random() < 0.6 else SMALL) for _ in range(14)]
        return f"{' '.join(words).capitalize()}."

    def text(self, number: int) -> str:
        """A few sentences, with a reference of their own."""
        said = self.chance.choices(self.told, k=self.chance.randint(1, 3))
        return f"{' '.join(said)} LM-{number}"

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every fact with its family, in the order of opening."""
        first, last = self.span
        names, weights = [name for name, _ in WAYS], [share for _, share in WAYS]
        for number in range(self.contacts):
            at = datetime.fromtimestamp(first + number * (last - first) // self.contacts, UTC)
            way = self.chance.choices(names, weights)[0]
            yield from self._contact(number, way, at)

    def _contact(self, number: int, way: str, at: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
        ref = f"{way}-{number}"
        key, name = self.people[int(CUSTOMERS * self.chance.random() ** 2)]
        subject = self.chance.choice(self.told)[:60] if way in ("mail", "walk-ins") else ""
        yield "contact", {
            "source": way, "external_id": ref, "happened_at": at, "channel": CHANNELS[way],
            "customer_key": key, "customer_name": name, "subject": subject,
            "customer_kind": self.chance.choice(KINDS), "category": self.chance.choice(CATEGORIES),
            "started_by": "customer", "standing": "contact",
        }  # fmt: skip
        if way == "calls":
            yield "call", self._leg(ref, at)
        elif way == "walk-ins":
            for state, after in (("open", 0), ("settled", self.chance.randint(200, 3000))):
                moment = at + timedelta(seconds=after)
                told = {"contact_ref": ref, "state": state, "team": "Front desk", "happened_at": moment}
                yield "event", {"source": way, "external_id": f"{ref}/{state}", **told}
        else:
            yield from self._messages(number, way, ref, at, (key, name))

    def _leg(self, ref: str, at: datetime) -> dict[str, Any]:
        answered = self.chance.random() < 0.94
        return {
            "source": "calls", "external_id": f"{ref}/1", "happened_at": at, "contact_ref": ref,
            "queued_s": self.chance.randint(2, 120), "answered": answered, "abandoned": not answered,
            "talk_s": self.chance.randint(40, 900) if answered else None, "transferred": False,
        }  # fmt: skip

    def _messages(
        self, number: int, way: str, ref: str, at: datetime, who: tuple[str, str]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        apart = 7_200 if way == "mail" else 60
        for turn in range(self.chance.randint(2, 4) if way == "mail" else self.chance.randint(3, 7)):
            at += timedelta(seconds=self.chance.randint(1, 2 * apart))
            by = "desk" if turn % 2 else "customer"
            key, name = who if by == "customer" else ("desk@example.org", "Ada Boateng")
            said = {
                "source": way, "external_id": f"{ref}/{turn}", "happened_at": at, "author_key": key,
                "author_name": name, "words": self.text(number),
                "author_kind": "" if way == "mail" else by, "contact_ref": "" if way == "mail" else ref,
            }  # fmt: skip
            yield "message", said
            if way == "mail":
                told = {"contact_ref": ref, "author_kind": by, "standing": "contact", "happened_at": at}
                yield "filing", {"source": way, "external_id": f"{ref}/{turn}", **told}


def fill(contacts: int) -> dict[str, int]:
    """Write the ledger; returns how many facts of each family. Indexes are made when all is there."""
    deliveries = {name: _delivery(name) for name, _ in WAYS}
    maker, counts = Maker(contacts), dict.fromkeys(FAMILIES, 0)
    _customers(maker.people)
    with connection.cursor() as cursor:
        again = _without_indexes(cursor)
        with transaction.atomic():
            facts = maker.rows()
            while some := list(islice(facts, AT_ONCE)):
                for family in counts:
                    rows = [row for of, row in some if of == family]
                    counts[family] += len(rows)
                    _write(cursor, family, rows, deliveries)
        for statement in again:
            cursor.execute(statement)
    return counts


def _delivery(name: str) -> tuple[int, int]:
    source = Source.objects.create(name=name, way="table")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    told = {"name": f"{name}.csv", "fingerprint": name, "started_at": at, "finished_at": at}
    return source.pk, Delivery.objects.create(source=source, **told).pk


def _customers(people: Sequence[tuple[str, str]]) -> None:
    held = Customer.objects.bulk_create([Customer(name=name) for _, name in people])
    CustomerAddress.objects.bulk_create(
        CustomerAddress(customer=customer, address=key)
        for customer, (key, _) in zip(held, people, strict=True)
    )


def _without_indexes(cursor: Any) -> list[str]:
    """Take out the indexes of the facts; returns the statements that make them again."""
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
        "('ledger_contact', 'ledger_message', 'ledger_filing', 'ledger_event', 'ledger_call')"
    )
    held = cursor.fetchall()
    for name, _ in held:
        cursor.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in held]


def _write(
    cursor: Any, family: str, rows: list[dict[str, Any]], deliveries: dict[str, tuple[int, int]]
) -> None:
    if not rows:
        return
    fields = [each for each in FAMILIES[family]._meta.concrete_fields if not each.primary_key]
    places = ", ".join(["%s"] * len(fields))
    columns = ", ".join(f'"{each.column}"' for each in fields)
    defaults = {str(each.column): each.get_default() for each in fields}
    values = [list({**defaults, **_told(row, deliveries)}.values()) for row in rows]
    cursor.executemany(f"INSERT INTO ledger_{family} ({columns}) VALUES ({places})", values)


def _told(row: dict[str, Any], deliveries: dict[str, tuple[int, int]]) -> dict[str, Any]:
    source, delivery = deliveries[row["source"]]
    told = {name: value for name, value in row.items() if name != "source"}
    moment = f"{row['happened_at']:%Y-%m-%d %H:%M:%S}"
    digest = blake2b(row["external_id"].encode(), digest_size=16).hexdigest()
    more = {
        "source_id": source,
        "delivery_id": delivery,
        "digest": digest,
        "recorded_at": "2026-01-01 00:00:00",
    }
    return {**told, **more, "happened_at": moment}
