"""Recording facts: what is new is written, what is known is left, what disagrees is said or corrects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeVar

from django.db import transaction

from unsung.ground import clock
from unsung.ledger.actions.inserting import insert
from unsung.ledger.facts.fact import Fact, digest_of
from unsung.ledger.models import FAMILIES, Delivery, facts

T = TypeVar("T")
MOST = 0xFFFFFFFF
Rule = Literal["first", "fuller", "newer", "least"]
"""What stands where two sayings about one fact differ: the first (the other is a disagreement), the fuller
(of two as full the first), the newer (it corrects), or the one of the least digest (it may correct: the same
facts in whatever order they came)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One fact to be: its family, its id in the source, when it happened, and what it says.

    `item` is the number of the item it came from, so that the outcome can be told for that item. Where the
    least digest stands, `fullness` (characters) makes the fullest copy have it: of a mail that was cut off
    and the whole one, the whole one.
    """

    family: str
    external_id: str
    happened_at: datetime
    says: Mapping[str, object]
    item: int = 0
    rule: Rule = "first"
    fullness: int = 0

    def digest(self) -> str:
        """The digest of what it says and when it happened."""
        content = FAMILIES[self.family].CONTENT
        said = digest_of((int(self.happened_at.timestamp()), *(self.says.get(name) for name in content)))
        return f"{MOST - min(self.fullness, MOST):08x}{said[8:]}" if self.fullness else said


@dataclass
class Recorded:
    """What became of a batch: items with something new, and drafts that disagree with the record."""

    new_items: set[int] = field(default_factory=set)
    disagreements: list[Draft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """The fact that stands under an external id: its row and its digest."""

    row: int
    digest: str
    withdrawn: bool


def record(delivery: Delivery, drafts: Sequence[Draft]) -> Recorded:
    """Write down what is new of `drafts`, in the delivery's source; the caller holds the transaction."""
    outcome = Recorded()
    families: dict[str, list[Draft]] = {}
    for draft in drafts:
        families.setdefault(draft.family, []).append(draft)
    for family, members in families.items():
        _record_family(delivery, family, members, outcome)
    return outcome


def _record_family(delivery: Delivery, family: str, drafts: Sequence[Draft], outcome: Recorded) -> None:
    standing = current(family, delivery.source_id, {draft.external_id for draft in drafts})
    met = {external_id: stands.digest for external_id, stands in standing.items() if not stands.withdrawn}
    waiting: dict[str, tuple[Draft, str]] = {}
    for draft in drafts:
        digest = draft.digest()
        verdict = _verdict(draft.rule, digest, met.get(draft.external_id))
        if verdict == "written":
            waiting[draft.external_id] = (draft, digest)
            met[draft.external_id] = digest
            outcome.new_items.add(draft.item)
        elif verdict == "disagrees":
            outcome.disagreements.append(draft)
    now = clock.now()
    rows = [
        _row(delivery, now, draft, digest, stands.row if (stands := standing.get(external_id)) else None)
        for external_id, (draft, digest) in waiting.items()
    ]
    insert(family, rows)


def _verdict(rule: Rule, digest: str, met: str | None) -> Literal["written", "known", "disagrees"]:
    if met == digest:
        return "known"
    if met is None or rule == "newer" or (rule == "least" and digest < met):
        return "written"
    if rule == "fuller" and digest[:8] != met[:8]:
        return "written" if digest[:8] < met[:8] else "known"
    return "known" if rule == "least" else "disagrees"


def _row(
    delivery: Delivery, now: datetime, draft: Draft, digest: str, corrects: int | None
) -> dict[str, object]:
    return {
        "source_id": delivery.source_id,
        "external_id": draft.external_id,
        "delivery_id": delivery.pk,
        "happened_at": draft.happened_at,
        "recorded_at": now,
        "digest": digest,
        "corrects_id": corrects,
        **draft.says,
    }


def current(family: str, source: int, external_ids: Iterable[str]) -> dict[str, Standing]:
    """The facts that stand under these ids, withdrawn ones too."""
    rows = (
        row
        for some in _in_hundreds(sorted(external_ids))
        for row in facts(family)
        .filter(source_id=source, external_id__in=some, corrected_by__isnull=True)
        .values_list("external_id", "id", "digest", "withdrawn")
    )
    return {external_id: Standing(row, digest, withdrawn) for external_id, row, digest, withdrawn in rows}


def _in_hundreds(external_ids: list[T]) -> Iterator[list[T]]:
    # Databases limit how many values one question may hold.
    for start in range(0, len(external_ids), 900):
        yield external_ids[start : start + 900]


def withdraw(delivery: Delivery, family: str, external_ids: Iterable[str]) -> int:
    """Take facts back by corrections that say so; returns how many. Nothing is deleted."""
    standing = current(family, delivery.source_id, set(external_ids))
    rows = [s.row for s in standing.values() if not s.withdrawn]
    earlier = (fact for some in _in_hundreds(rows) for fact in facts(family).filter(id__in=some))
    taken = [_taken_back(delivery, family, fact) for fact in earlier]
    insert(family, taken)
    return len(taken)


def _taken_back(delivery: Delivery, family: str, earlier: Fact) -> dict[str, object]:
    says = {name: getattr(earlier, name) for name in earlier.CONTENT}
    draft = Draft(family, earlier.external_id, earlier.happened_at, says)
    return {**_row(delivery, clock.now(), draft, earlier.digest, earlier.pk), "withdrawn": True}


@transaction.atomic
def supersede(delivery: Delivery, family: str, drafts: Sequence[Draft]) -> None:
    """Make the facts of one derived family in this source exactly `drafts`, by corrections."""
    record(delivery, drafts)
    kept = {draft.external_id for draft in drafts}
    standing = (
        facts(family)
        .filter(source=delivery.source_id, corrected_by__isnull=True, withdrawn=False)
        .values_list("external_id", flat=True)
    )
    withdraw(delivery, family, [external_id for external_id in standing if external_id not in kept])
