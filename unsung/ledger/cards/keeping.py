"""Keeping the index: after new facts, the cards of the cases they touch are made anew, and no others."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from unsung.ground.progress import Step, Tell, silent
from unsung.ledger.cards import words
from unsung.ledger.cards.making import renew
from unsung.ledger.cards.models import Card, Upkeep
from unsung.ledger.models import Tombstone, facts
from unsung.ledger.queries.reach import newest_rows

FORMAT = 2
AT_ONCE = 600
WINDOW = 20_000
"""How many rows of a family are looked through at once."""
ERASED = "tombstone"

Case = tuple[int, str]
"""A case by its source's number and its external id."""


def bring_up_to_date(tell: Tell = silent) -> int:
    """Bring the index into line with the facts; returns how many cases were looked at.

    Cut short, it begins again from the same place: what was done already is done once more, to no harm.
    """
    newest = _newest()
    held = Upkeep.objects.first()
    if held is None or held.format != FORMAT:
        return make_anew(tell)
    done = _renew(set[Case]().union(*_touched(held.newest, newest)), tell)
    if held.newest.get(ERASED, 0) != newest[ERASED]:
        words.forget()
    if held.newest != newest:
        _note(newest)
    return done


def make_anew(tell: Tell = silent) -> int:
    """Throw the index away and make it from the facts; returns how many cases were looked at."""
    newest = _newest()
    with transaction.atomic():
        Upkeep.objects.all().delete()
        words.clear()
        Card.objects.all().delete()
    done = 0
    for rows in _windows("contact", {}, newest):
        done += _renew(_cases(rows.filter(corrects__isnull=True), "external_id"))
        tell(Step("filing cases", done, items=done))
    tell(Step("filing cases", done, done, done, finished=True))
    _note(newest)
    return done


def _newest() -> dict[str, int]:
    return newest_rows() | {ERASED: Tombstone.objects.aggregate(last=Max("id"))["last"] or 0}


def _renew(cases: set[Case], tell: Tell = silent) -> int:
    done = 0
    for source, refs in _in_hundreds(cases):
        renew(source, refs)
        done += len(refs)
        tell(Step("filing cases", done, len(cases), done, finished=done == len(cases)))
    return done


@transaction.atomic
def _note(newest: dict[str, int]) -> None:
    Upkeep.objects.all().delete()
    Upkeep.objects.create(format=FORMAT, newest=newest)


def _touched(since: dict[str, int], newest: dict[str, int]) -> Iterator[set[Case]]:
    """The cases that facts recorded since then speak of, and those that the facts they correct spoke of."""
    for rows in _windows("contact", since, newest):
        yield _cases(rows, "external_id")
    for family in ("filing", "event", "call", "message"):
        for rows in _windows(family, since, newest):
            yield _cases(rows, "contact_ref") | _cases(rows, "corrects__contact_ref")
    for rows in _windows("message", since, newest):
        yield _filed(_cases(rows.filter(contact_ref=""), "external_id"))
    yield from _erased(since.get(ERASED, 0))


def _windows(family: str, since: dict[str, int], newest: dict[str, int]) -> "Iterator[QuerySet[Any]]":
    """The rows of a family recorded since then, some at once."""
    for low in range(since.get(family, 0), newest[family], WINDOW):
        yield facts(family).filter(id__gt=low, id__lte=min(low + WINDOW, newest[family]))


def _cases(rows: "QuerySet[Any]", name: str) -> set[Case]:
    return {(source, ref) for source, ref in rows.values_list("source_id", name) if ref}


def _filed(mails: set[Case]) -> set[Case]:
    """The cases in which these mails are filed."""
    found: set[Case] = set()
    for source, some in _in_hundreds(mails):
        found |= _cases(facts("filing").filter(source=source, external_id__in=some), "contact_ref")
    return found


def _erased(above: int) -> Iterator[set[Case]]:
    """The cases whose words were taken out since then."""
    gone = Tombstone.objects.filter(id__gt=above)
    contacts = facts("contact").filter(id__in=gone.filter(family="contact").values("fact_id"))
    yield _cases(contacts, "external_id")
    messages = facts("message").filter(id__in=gone.filter(family="message").values("fact_id"))
    yield _cases(messages, "contact_ref")
    yield _filed(_cases(messages.filter(contact_ref=""), "external_id"))


def _in_hundreds(cases: set[Case]) -> Iterator[tuple[int, list[str]]]:
    """The cases by source, as many as a database takes at once."""
    by_source: dict[int, list[str]] = defaultdict(list)
    for source, ref in sorted(cases):
        by_source[source].append(ref)
    for source, refs in by_source.items():
        for start in range(0, len(refs), AT_ONCE):
            yield source, refs[start : start + AT_ONCE]
