"""Rounds of a desk: the items that held on a day, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unsung.ledger.models import RoundCheck, RoundItem, RoundVersion


@dataclass(frozen=True)
class Checked:
    """A check: by whom (None: somebody who is no longer known), when, and why it was skipped, if it was."""

    by: int | None
    by_name: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class ItemOf:
    """An item of a round on a day, with its check; None while it is open."""

    ref: UUID
    words: str
    kind: str
    owner: int | None
    owner_name: str
    check: Checked | None


def round_of(desk: int, which: str, day: date) -> Sequence[ItemOf]:
    """The items of a round as they held on a day, in their order; none where it had none yet."""
    version = _version(desk, which, day)
    if version is None:
        return []
    rows = RoundCheck.objects.filter(desk=desk, which=which, day=day, undone_at=None).select_related("by")
    checks = {row.item: Checked(row.by_id, row.by.name if row.by else "", row.at, row.reason) for row in rows}
    return [_item(each, checks.get(each.ref)) for each in version.items.select_related("owner")]


def _version(desk: int, which: str, day: date) -> RoundVersion | None:
    held = RoundVersion.objects.filter(desk=desk, which=which, valid_from__lte=day)
    return held.order_by("-valid_from", "-pk").first()


def _item(of: RoundItem, check: Checked | None) -> ItemOf:
    return ItemOf(of.ref, of.words, of.kind, of.owner_id, of.owner.name if of.owner else "", check)
