"""Recording facts: what is new is written, what is known is left, what disagrees is said or corrects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeVar

from django.db import transaction

from unsung.ground import clock
from unsung.ledger.actions.inserting import insert
from unsung.ledger.facts.fact import Fact, digest_of
from unsung.ledger.models import FAMILIES, Delivery, Tombstone, facts

T = TypeVar("T")
RANKED = 12
"""Digits of a digest that tell how full a saying is; the smaller, the fuller."""
MOST = (1 << 4 * RANKED) - 1
DOUBTFUL = "f" * RANKED
Rule = Literal["first", "fuller", "newer", "least"]
"""What stands where two sayings about one fact differ: the first (the other is a disagreement); the fuller
(two as full disagree, and so do contacts opened at different moments); the newer (it corrects); or the one of
the least digest (it may correct: the same facts in whatever order they came)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One fact to be: its family, its id in the source, when it happened, and what it says.

    `item` is the number of the item it came from, so that the outcome can be told for that item. `fullness`,
    up to 2**48 - 2, says how much the source knew when it said this: of a mail that was cut off and the whole
    one, the whole one has more. What is `doubtful` (a line that may be cut off, dates whose order is a guess)
    gives way to any saying that is not, and never comes before one.
    """

    family: str
    external_id: str
    happened_at: datetime
    says: Mapping[str, object]
    item: int = 0
    rule: Rule = "first"
    fullness: int = 0
    doubtful: bool = False

    def digest(self) -> str:
        """The digest of what it says and when it happened, led by how full it is."""
        kind = FAMILIES[self.family]
        content = (name for name in kind.CONTENT if name not in kind.WORKED_OUT)
        said = digest_of((int(self.happened_at.timestamp()), *(self.says.get(name) for name in content)))
        if self.doubtful:
            return DOUBTFUL + said[RANKED:]
        return f"{MOST - min(self.fullness, MOST - 1):012x}{said[RANKED:]}" if self.fullness else said


@dataclass
class Recorded:
    """What became of a batch: items with something new, and drafts that disagree with the record.

    Of the items in `passed_over` nothing more was taken in: the record holds another conversation under
    their contact's id, or a saying of it that is beyond doubt.
    """

    new_items: set[int] = field(default_factory=set)
    disagreements: list[Draft] = field(default_factory=list)
    passed_over: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Standing:
    """The fact that stands under an external id: its row, its digest, when it happened."""

    row: int | None
    digest: str
    withdrawn: bool
    happened_at: datetime

    @property
    def doubtful(self) -> bool:
        """Whether what it says gives way to any saying beyond doubt."""
        return self.digest.startswith(DOUBTFUL)


def record(delivery: Delivery, drafts: Sequence[Draft]) -> Recorded:
    """Write down what is new of `drafts`, in the delivery's source; the caller holds the transaction."""
    outcome = Recorded()
    families: dict[str, list[Draft]] = {"contact": []}
    for draft in drafts:
        families.setdefault(draft.family, []).append(draft)
    cleared = _record_family(delivery, "contact", families.pop("contact"), outcome)
    for family, members in families.items():
        taken = [draft for draft in members if draft.item not in outcome.passed_over]
        _record_family(delivery, family, taken, outcome)
    if cleared:
        _take_back_doubtful(delivery, cleared, drafts)
    return outcome


def _record_family(delivery: Delivery, family: str, drafts: Sequence[Draft], outcome: Recorded) -> set[str]:
    """Write down what is new of one family; returns the ids under which something doubtful gave way."""
    stood = current(family, delivery.source_id, {draft.external_id for draft in drafts})
    met = {external_id: stands for external_id, stands in stood.items() if not stands.withdrawn}
    told = [(draft, draft.digest()) for draft in drafts]
    erased = _erased(family, told, met)
    waiting: dict[str, tuple[Draft, str]] = {}
    for draft, digest in told:
        stands = met.get(draft.external_id)
        verdict = "known" if draft.external_id in erased else _verdict(draft, digest, stands)
        if verdict == "written":
            waiting[draft.external_id] = (draft, digest)
            met[draft.external_id] = Standing(None, digest, False, draft.happened_at)
            # What is said again, only fuller or beyond doubt, is no news.
            if stands is None or stands.digest[RANKED:] != digest[RANKED:]:
                outcome.new_items.add(draft.item)
            continue
        if verdict == "disagrees":
            outcome.disagreements.append(draft)
        if family == "contact" and draft.rule == "fuller" and stands and _apart(draft, stands):
            outcome.passed_over.add(draft.item)
    now = clock.now()
    rows = [
        _row(delivery, now, draft, digest, stood[external_id].row if external_id in stood else None)
        for external_id, (draft, digest) in waiting.items()
    ]
    insert(family, rows)
    return {name for name in waiting if name in stood and stood[name].doubtful}


def _verdict(draft: Draft, digest: str, stands: Standing | None) -> Literal["written", "known", "disagrees"]:
    if stands is None:
        return "written"
    met, rule = stands.digest, draft.rule
    if met == digest:
        return "known"
    if rule == "newer":
        return "written"
    if rule == "least" or draft.doubtful or stands.doubtful:
        return "written" if digest < met else "known"
    if rule == "fuller" and digest[:RANKED] != met[:RANKED]:
        if draft.family == "contact" and _apart(draft, stands):
            return "disagrees"
        return "written" if digest < met else "known"
    return "disagrees"


def _apart(draft: Draft, stands: Standing) -> bool:
    """Whether they happened in different seconds: under one id these are two conversations."""
    return int(draft.happened_at.timestamp()) != int(stands.happened_at.timestamp())


def _erased(family: str, told: Iterable[tuple[Draft, str]], met: Mapping[str, Standing]) -> set[str]:
    """The ids of what would be said anew though the law had it taken out."""
    rows = {
        stands.row: draft.external_id
        for draft, digest in told
        if draft.rule != "newer" and (stands := met.get(draft.external_id)) and stands.digest != digest
    }
    marked = Tombstone.objects.filter(family=family)
    return {
        rows[fact]
        for some in _in_hundreds([row for row in rows if row is not None])
        for fact in marked.filter(fact_id__in=some).values_list("fact_id", flat=True)
    }


def _take_back_doubtful(delivery: Delivery, contacts: set[str], drafts: Sequence[Draft]) -> None:
    """Take back what doubtful readings said of these contacts and the sayings beyond doubt do not."""
    for family in ("message", "event", "call", "rating"):
        said = {draft.external_id for draft in drafts if draft.family == family}
        doubtful = [
            external_id
            for some in _in_hundreds(sorted(contacts))
            for external_id in facts(family)
            .filter(source=delivery.source_id, contact_ref__in=some, corrected_by__isnull=True)
            .filter(digest__startswith=DOUBTFUL, withdrawn=False)
            .values_list("external_id", flat=True)
        ]
        withdraw(delivery, family, [external_id for external_id in doubtful if external_id not in said])


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
        .values_list("external_id", "id", "digest", "withdrawn", "happened_at")
    )
    return {external_id: Standing(*told) for external_id, *told in rows}


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
