"""Rounds kept: their items by who leads the desk, and each check by whoever made it, once a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from unsung.ground import clock
from unsung.ledger.models import RoundCheck, RoundItem, RoundVersion


@dataclass(frozen=True)
class ItemTold:
    """An item as it is to be: its `ref` from an earlier version or a new one, and who always does it."""

    ref: UUID
    words: str
    kind: str
    owner: int | None = None


@dataclass(frozen=True)
class Which:
    """A round of a desk on a day: morning or closing."""

    desk: int
    name: str
    day: date


@transaction.atomic
def keep_round(of: Which, items: Sequence[ItemTold]) -> None:
    """Keep the items of a round from a day on; what held on the days before still holds for them."""
    version = RoundVersion.objects.create(
        desk_id=of.desk, which=of.name, valid_from=of.day, kept_at=clock.now()
    )
    RoundItem.objects.bulk_create(
        RoundItem(
            version=version, ref=each.ref, place=place, words=each.words, kind=each.kind, owner_id=each.owner
        )
        for place, each in enumerate(items)
    )


def check(of: Which, item: UUID, by: int, reason: str = "") -> UUID | None:
    """Check an item off, or with a reason as skipped; the check's own name.

    None where somebody, or the same person by a second tap, has checked it already.
    """
    ref = uuid4()
    try:
        with transaction.atomic():
            RoundCheck.objects.create(
                ref=ref, desk_id=of.desk, which=of.name, day=of.day, item=item,
                by_id=by, reason=reason, at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        return None
    return ref


def undo(of: Which, item: UUID, by: int) -> UUID | None:
    """Take back one's own check of that day; its name, or None where there is none of this person's."""
    with transaction.atomic():
        held = RoundCheck.objects.select_for_update().filter(
            desk=of.desk, which=of.name, day=of.day, item=item, by=by, undone_at=None
        )
        found = held.first()
        if found is None:
            return None
        found.undone_at = clock.now()
        found.save(update_fields=["undone_at"])
    return found.ref
