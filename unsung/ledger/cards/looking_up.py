"""Looking cases up: by words and filters, a page at a time, and by number; the latest opened first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import Q, QuerySet

from unsung.ledger.cards.folding import phrases
from unsung.ledger.cards.making import mark
from unsung.ledger.cards.models import Card
from unsung.ledger.cards.places import first_place
from unsung.ledger.cards.words import Stretch, on_sqlite, places_with
from unsung.ledger.models import Contact

AT_ONCE = 50
MOST_CATEGORIES = 300
ENDS = ("place", "-place")


@dataclass(frozen=True)
class Wish:
    """Which cases are looked for; what is empty or None does not matter.

    `from_s` and `to_s` bound the opening, in seconds since 1970 UTC, the end left out. `waits`: only those
    whose customer waits for us.
    """

    words: str = ""
    channel: str = ""
    category: str = ""
    state: str = ""
    waits: bool = False
    from_s: int | None = None
    to_s: int | None = None

    @property
    def columns(self) -> dict[str, str]:
        """The filters by the column they look at; "waits" has no value."""
        told = {"channel": self.channel, "category": self.category, "state": self.state}
        return {name: value for name, value in told.items() if value} | ({"waits": ""} if self.waits else {})


@dataclass(frozen=True)
class Found:
    """One page of cases; `newer` and `older` are the places to go on from, None at either end."""

    cards: Sequence[Card]
    newer: int | None = None
    older: int | None = None


def look_up(wish: Wish, before: int | None = None, after: int | None = None, most: int = AT_ONCE) -> Found:
    """A page of the cases wished for: those before a place, or those after one, else the latest."""
    upwards = after is not None
    places = _places(wish, before, after, most + 1)
    held = places[:most]
    more = len(places) > most
    cards = cards_at(held)
    if not cards:
        return Found(())
    newer = cards[0].place if (more if upwards else before is not None) else None
    older = cards[-1].place if upwards or more else None
    return Found(cards, newer, older)


def _places(wish: Wish, before: int | None, after: int | None, most: int) -> list[int]:
    asked = phrases(wish.words)
    if wish.words.strip() and not asked:
        return []
    where = _stretch(wish, before, after)
    # Two filters together are a short way in the index of words, and may be a long one in either of theirs.
    if asked or (on_sqlite() and len(wish.columns) > 1):
        marks = [mark(name, value) for name, value in wish.columns.items()]
        return places_with(asked, marks, wish.columns, where, most)
    return list(_filtered(wish, where).values_list("place", flat=True)[:most])


def _stretch(wish: Wish, before: int | None, after: int | None) -> Stretch:
    above = [each for each in (after, wish.from_s and first_place(wish.from_s) - 1) if each is not None]
    below = [each for each in (before, wish.to_s and first_place(wish.to_s)) if each is not None]
    return Stretch(max(above, default=None), min(below, default=None), after is not None)


def _filtered(wish: Wish, where: Stretch) -> "QuerySet[Card]":
    rows = Card.objects.order_by("place" if where.upwards else "-place")
    if where.above is not None:
        rows = rows.filter(place__gt=where.above)
    if where.below is not None:
        rows = rows.filter(place__lt=where.below)
    if wish.waits:
        rows = rows.filter(waits_s__isnull=False)
    return rows.filter(**{name: value for name, value in wish.columns.items() if name != "waits"})


def cards_at(places: Iterable[int]) -> list[Card]:
    """The cards at these places with their sources, the latest opened first."""
    rows = Card.objects.filter(place__in=list(places)).select_related("source")
    return sorted(rows, key=lambda card: -card.place)


def card_of(number: int) -> Card | None:
    """The card of a case by its number, or by a number it had before it was corrected; None: no case."""
    found = Card.objects.select_related("source").filter(number=number).first()
    if found is not None:
        return found
    named = Contact.objects.filter(id=number).values_list("source_id", "external_id").first()
    if named is None:
        return None
    return Card.objects.select_related("source").filter(source=named[0], external_id=named[1]).first()


def cards_numbered(numbers: Sequence[int]) -> list[Card]:
    """The cards of these cases, corrected since or not, the latest opened first."""
    rows = {card.number: card for card in Card.objects.filter(number__in=numbers).select_related("source")}
    changed = [number for number in numbers if number not in rows]
    if changed:
        names = set(Contact.objects.filter(id__in=changed).values_list("source_id", "external_id"))
        called = Card.objects.filter(external_id__in=[name for _, name in names]).select_related("source")
        rows |= {card.number: card for card in called if (card.source_id, card.external_id) in names}
    return sorted(rows.values(), key=lambda card: -card.place)


def cards_called(names: Sequence[str], most: int = 20) -> list[Card]:
    """The cards of cases that a source calls by one of these names, the latest opened first."""
    told = Contact.objects.filter(external_id__in=list(names)[:most]).values_list("source_id", "external_id")
    called = set(told.distinct()[:most])
    one_of = [Q(source=source, external_id=name) for source, name in called]
    rows = Card.objects.filter(reduce(or_, one_of)).select_related("source") if one_of else ()
    return sorted(rows, key=lambda card: -card.place)


def of_customer(keys: Sequence[str], most: int) -> list[Card]:
    """The latest cases of a customer, by every key the customer is known by."""
    return list(Card.objects.filter(customer_key__in=keys).order_by("-place")[:most])


def categories() -> list[str]:
    """Every category that a case has, by name: a hop from one to the next, whatever the number of cases."""
    hops = (
        "WITH RECURSIVE hop(category) AS (SELECT MIN(category) FROM cards_card WHERE category > '' UNION ALL "
        "SELECT (SELECT MIN(category) FROM cards_card WHERE category > hop.category) FROM hop "
        "WHERE hop.category IS NOT NULL) SELECT category FROM hop WHERE category IS NOT NULL LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(hops, [MOST_CATEGORIES])
        return [row[0] for row in cursor.fetchall()]


def that_hold_cases(stretches: Sequence[tuple[int, int]]) -> list[bool]:
    """Of each stretch, from and to in seconds since 1970 UTC, the end left out: whether a case opened in it.

    A look into the index for each, in one question.
    """
    if not stretches:
        return []
    asked = (
        f"WITH stretch (n, first, after) AS (VALUES {', '.join(['(%s, %s, %s)'] * len(stretches))}) "
        "SELECT n FROM stretch WHERE EXISTS "
        "(SELECT 1 FROM cards_card WHERE place >= stretch.first AND place < stretch.after)"
    )
    rows = [(n, first_place(from_s), first_place(to_s)) for n, (from_s, to_s) in enumerate(stretches)]
    with connection.cursor() as cursor:
        cursor.execute(asked, [value for row in rows for value in row])
        found = {row[0] for row in cursor.fetchall()}
    return [n in found for n in range(len(stretches))]


def span() -> tuple[int, int] | None:
    """When the first and the last case were opened, in seconds since 1970 UTC; None where there is none."""
    # Asked for both at once, SQLite would read every place instead of one at either end.
    ends = [Card.objects.order_by(order).values_list("opened_s", flat=True).first() for order in ENDS]
    return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])
