"""Bringing in: know whose desk it is, receive what came, and say what became of it."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import transaction

from unsung.ground.periods import checked_zone
from unsung.ground.problems import Problem
from unsung.ground.progress import Tell, silent
from unsung.intake.asides import rejects_of
from unsung.intake.desk_plan import know_desk
from unsung.intake.receiving import Asking, Received, receive
from unsung.intake.tables.mapping import load_mapping
from unsung.ledger.queries.dense import not_yet, strays
from unsung.ledger.queries.desks import desk, week_of
from unsung.ledger.queries.standing import facts_digest


@dataclass(frozen=True)
class Taking:
    """How deliveries are to be taken in; every word may be left empty.

    `zone` is for times that name none (empty: the desk's); `map` names a preset or a TOML file; `digest`
    asks for the digest of all facts.
    """

    paths: Sequence[Path]
    zone: str = ""
    map: str = ""
    source: str = ""
    desk: Iterable[str] = ()
    correct: bool = False
    dry_run: bool = False
    digest: bool = False


@dataclass(frozen=True)
class Brought:
    """What came of it: counts of items, the digest of all facts, sentences, and what stopped a file."""

    new: int
    known: int
    rejected: int
    digest: str = ""
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rejects: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """True where at least one item could be read."""
        return self.new + self.known > 0

    def told(self) -> dict[str, object]:
        """The counts and the digest, as `--json` prints them."""
        return {"new": self.new, "known": self.known, "rejected": self.rejected, "digest": self.digest}


def bring_in(taking: Taking, tell: Tell = silent) -> Brought:
    """Receive deliveries, knowing whose desk it is; a dry run keeps nothing."""
    mapping = load_mapping(taking.map) if taking.map else None
    asking = Asking(checked_zone(taking.zone or _zone()), mapping, taking.source, taking.correct)
    with transaction.atomic() if taking.dry_run else nullcontext():
        asking = replace(asking, desk=know_desk(taking.desk))
        received = receive(list(taking.paths), asking, tell)
        brought = _brought(received, facts_digest() if taking.digest else "")
        if taking.dry_run:
            transaction.set_rollback(True)
    return brought


def _brought(received: Received, digest: str) -> Brought:
    count = received.count
    rejects = [sentence for each in received.deliveries for sentence in rejects_of(each.pk)]
    return Brought(
        count.new,
        count.known,
        count.rejected,
        digest,
        [*received.notes, *strays(), *not_yet()],
        received.problems,
        rejects,
    )


def _zone() -> str:
    held = week_of(desk())
    return held.zone if held else "UTC"
