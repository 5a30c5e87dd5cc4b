"""Putting right what was put aside: a corrected item is read again and recorded where it belongs, once."""

import json
from dataclasses import dataclass

from django.db import transaction

from unsung.ground import clock
from unsung.ground.problems import Problem
from unsung.intake.askings import take_back_answered, without_answered
from unsung.intake.checking import KEPT, disagreements
from unsung.intake.how_read import how_read, reading_of
from unsung.intake.models import HowRead, Reject
from unsung.intake.recording import draft_of
from unsung.intake.register import BY_NAME
from unsung.intake.source import ContactRecord, Item, Place, Read
from unsung.intake.tables import objects
from unsung.intake.tables.dialect import split
from unsung.intake.tables.plan import plan_in
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.deliveries import Count
from unsung.ledger.actions.recording import record
from unsung.ledger.models import Delivery


@dataclass(frozen=True)
class Raw:
    """What can be corrected: the `cells` of a row by column, or a `text` with its `header`; None: neither."""

    cells: dict[str, str] | None = None
    text: str | None = None
    header: tuple[str, ...] = ()


def raw_of(reject: Reject, kept: HowRead | None) -> Raw:
    """What there is to correct; nothing where a whole file was put aside or only a beginning was kept."""
    held = bytes(reject.raw)
    if kept is None or not held or len(held) >= KEPT:
        return Raw()
    cells = cells_in(reject) if kept.way in ("table", "calls") else None
    return Raw(cells) if cells is not None else Raw(text=_shown(held), header=_header(kept))


def cells_in(reject: Reject) -> dict[str, str] | None:
    """The row of a table by column; None where something else was put aside."""
    try:
        found = json.loads(bytes(reject.raw).decode("utf-8", "surrogateescape"))
    except ValueError:
        return None
    good = isinstance(found, dict) and all(isinstance(value, str) for value in found.values())
    return found if good else None


def _shown(held: bytes) -> str:
    try:
        return held.decode("utf-8")
    except UnicodeDecodeError:
        return held.decode("latin-1")


def _header(kept: HowRead) -> tuple[str, ...]:
    return plan_in(reading_of(kept)).shape.header if kept.way == "table" else ()


def item_of(reject: Reject, kept: HowRead, raw: Raw) -> Item:
    """The item to be read, with what was corrected in it."""
    place = Place(reject.file, reject.line)
    if raw.cells is not None:
        return Item(place, raw.cells)
    text = (raw.text or "").replace("\r\n", "\n")
    row = _row(kept, text) if kept.way == "table" else None
    return Item(place, row if row is not None else _written(reject, text))


def _written(reject: Reject, text: str) -> bytes:
    held = bytes(reject.raw)
    try:
        held.decode("utf-8")
    except UnicodeDecodeError:
        return text.encode("latin-1", "replace")
    return text.encode("utf-8")


def _row(kept: HowRead, text: str) -> dict[str, str] | None:
    shape = plan_in(reading_of(kept)).shape
    if shape.kind == "objects":
        return objects.row_of(text)
    cells = next(iter(split([text], shape.dialect)), [])
    return dict(zip(shape.header, cells, strict=True)) if len(cells) == len(shape.header) else None


def read_again(reject: Reject, raw: Raw) -> Read:
    """What the corrected item gives; raises Problem where it is not known any more how it was read."""
    kept = how_read([reject]).get(reject.pk)
    if kept is None:
        raise Problem(
            "How this file was read is not known any more.",
            "Nothing was changed.",
            "Correct the file itself and bring it again.",
        )
    return BY_NAME[kept.way].read(item_of(reject, kept, raw), reading_of(kept))


@dataclass(frozen=True)
class Mended:
    """What came of it: a problem where it still cannot be read or disagrees with the record, else none.

    `disagrees` is True where the record says otherwise, so that one may decide that this item is right.
    """

    problem: Problem | None = None
    disagrees: bool = False


def mend(reject: Reject, raw: Raw, by: int | None, correct: bool = False) -> Mended:
    """Read a corrected item again and record it into its delivery; the reject is kept, marked as mended.

    `correct` lets it correct what the record says. Whoever comes second finds it settled and changes nothing.
    """
    read = read_again(reject, raw)
    if read.problem:
        return Mended(read.problem)
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=reject.delivery_id)
        if delivery.taken_back_at or not _settle(reject, Reject.MENDED, by):
            return Mended()
        made = [draft_of(rec, 0, "newer" if correct else None) for rec in read.records]
        drafts = without_answered(delivery, made)
        done = record(delivery, drafts)
        if done.disagreements and not done.new_items:
            (problem,) = disagreements(delivery, {0: read.item}, done.disagreements).values()
            transaction.set_rollback(True)
            return Mended(problem, disagrees=True)
        take_back_answered(delivery, drafts)
        deliveries.know_customers(_customers(read))
        new = len(done.new_items)
        deliveries.reach(delivery, 0, Count(new, 1 - new, -1))
        deliveries.freshen(delivery)
    return Mended()


def _customers(read: Read) -> dict[str, str]:
    parties = (rec.customer for rec in read.records if isinstance(rec, ContactRecord))
    return {party.key[:254]: party.name for party in parties if party and party.key}


def _settle(reject: Reject, state: str, by: int | None) -> bool:
    waiting = Reject.objects.filter(pk=reject.pk, state=Reject.WAITS)
    return waiting.update(state=state, settled_at=clock.now(), settled_by=by) == 1


def set_aside(delivery: int, by: int | None, *, only: int | None = None, reason: str | None = None) -> int:
    """Set rejects of a delivery aside for good: one, or all of a reason; returns how many. They are kept."""
    waiting = Reject.objects.filter(delivery=delivery, state=Reject.WAITS)
    waiting = waiting.filter(pk=only) if only else waiting.filter(reason=reason or "")
    return waiting.update(state=Reject.ASIDE, settled_at=clock.now(), settled_by=by)
