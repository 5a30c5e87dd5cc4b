"""The items of a round as a form: five to nine, each with its kind of work and perhaps who does it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.http import QueryDict

from unsung.ground.kinds import KINDS
from unsung.ledger.actions.rounds import ItemTold
from unsung.ledger.queries.rounds import ItemOf

FEWEST, MOST = 5, 9
LONGEST = 120
USUAL_KIND = "house"
BEGINNINGS = {
    "morning": (
        "switched the board to today",
        "opened the post and laid it out",
        "listened to the messages of the night",
        "looked through what yesterday left open",
        "filled up forms and paper",
    ),
    "closing": (
        "wrote down what is still open, and who waits",
        "took the post out",
        "set the phone to the evening message",
        "locked the cabinet",
        "tidied the counter",
    ),
}
"""What a form of a round without items begins with; nothing of it is kept until its lead keeps it."""


@dataclass(frozen=True)
class Row:
    """A row of the form."""

    ref: str = ""
    words: str = ""
    kind: str = USUAL_KIND
    owner: int | None = None


@dataclass(frozen=True)
class Sent:
    """What was sent: the rows as they stand again on the page, the items they come to, and what is wrong."""

    rows: Sequence[Row]
    items: Sequence[ItemTold] = field(default_factory=tuple)
    wrong: str = ""


def rows_of(items: Sequence[ItemOf], which: str) -> list[Row]:
    """The rows of the form for a round as it is; for one without items, what it might begin with."""
    held = [Row(str(each.ref), each.words, each.kind, each.owner) for each in items]
    return held or [Row(words=words) for words in BEGINNINGS[which]]


def padded(rows: Sequence[Row]) -> list[Row]:
    """As many rows as there may be items."""
    return [*rows, *(Row() for _ in range(MOST - len(rows)))]


def sent_in(asked: QueryDict, people: Collection[int]) -> Sent:
    """The items that a form holds; a row without words is none."""
    told = zip(*(asked.getlist(name) for name in ("ref", "words", "kind", "owner")), strict=False)
    rows = [_row(ref, words, kind, owner, people) for ref, words, kind, owner in told if words.strip()]
    items = [ItemTold(UUID(row.ref), row.words, row.kind, row.owner) for row in rows]
    return Sent(rows, items, _wrong(rows))


def _row(ref: str, words: str, kind: str, owner: str, people: Collection[int]) -> Row:
    who = int(owner) if owner.isdecimal() and len(owner) < 19 else None
    said = " ".join(words.replace("\x00", "").split())
    return Row(_ref(ref), said, kind if kind in KINDS else USUAL_KIND, who if who in people else None)


def _ref(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return str(uuid4())


def _wrong(rows: Sequence[Row]) -> str:
    long = next((row for row in rows if len(row.words) > LONGEST), None)
    if long:
        return f"“{long.words[:40]}…” has {len(long.words)} letters; an item has {LONGEST} at most."
    if len({row.ref for row in rows}) < len(rows):
        return "An item stands there twice. Open the page again and write the new one into an empty row."
    if not FEWEST <= len(rows) <= MOST:
        return f"There are {len(rows)}; a round has {FEWEST} to {MOST} items. Nothing was kept yet."
    return ""
