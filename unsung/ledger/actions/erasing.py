"""Erasing by law: the words about a person go, and a tombstone says that something stood there."""

from django.db import transaction
from django.db.models import Q

from unsung.ground import clock
from unsung.ledger.models import CustomerAddress, Person, Tombstone, facts

WRITTEN = ("subject", "words", "quoted", "signature", "sent_to", "sent_cc")
"""What was written, and to whom; the ids of mails stay, so that their conversations hold together."""
WRITER = ("author_key", "author_name")
CUSTOMER = ("customer_key", "customer_name", "subject")
ANSWER = (*WRITER, "words", "link")


@transaction.atomic
def erase_person(*, address: str, ground: str, by: Person | None = None) -> int:
    """Take out everything that names `address` or was written in conversations with it.

    The one change ever made to a fact: its words become empty, corrected versions included, and a tombstone
    keeps when, by whom and on what ground. Times, channel and kind stay, so counts do not move; the external
    id stays too, so the same delivery brought again does not bring the words back. Returns how many facts.
    """
    key = address.strip().casefold()
    # Messages first: they are found through the contacts, which then no longer name anybody.
    with_them = _rows("message", _written_with(key))
    own = _rows("message", Q(author_key=key))
    _empty("message", own, WRITER)
    _empty("message", with_them, WRITTEN)
    rated, opened = _rows("rating", Q(author_key=key)), _rows("contact", Q(customer_key=key))
    _empty("rating", rated, ANSWER)
    _empty("contact", opened, CUSTOMER)
    erased = {"message": sorted({*own, *with_them}), "rating": rated, "contact": opened}
    _mark(erased, ground, by)
    known = CustomerAddress.objects.filter(address=key).select_related("customer")
    for held in known:
        held.customer.name = ""
        held.customer.save(update_fields=["name"])
    known.delete()
    return sum(len(rows) for rows in erased.values())


def _written_with(key: str) -> Q:
    refs = facts("contact").filter(customer_key=key).values("external_id")
    filed = facts("filing").filter(contact_ref__in=refs).values("external_id")
    return Q(author_key=key) | Q(contact_ref__in=refs) | Q(external_id__in=filed) | Q(sent_to=key)


def _rows(family: str, which: Q) -> list[int]:
    done = Tombstone.objects.filter(family=family).values("fact_id")
    return list(facts(family).filter(which).exclude(id__in=done).values_list("id", flat=True))


def _empty(family: str, rows: list[int], fields: tuple[str, ...]) -> None:
    for start in range(0, len(rows), 900):
        facts(family).filter(id__in=rows[start : start + 900]).update(**dict.fromkeys(fields, ""))


def _mark(erased: dict[str, list[int]], ground: str, by: Person | None) -> None:
    now = clock.now()
    Tombstone.objects.bulk_create(
        Tombstone(family=family, fact_id=row, erased_at=now, erased_by=by, ground=ground)
        for family, rows in erased.items()
        for row in rows
    )
