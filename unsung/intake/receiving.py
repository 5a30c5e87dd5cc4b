"""Receiving a delivery: open, read, check, record, report; the only loop through which facts come in."""

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from unsung.ground.problems import Problem
from unsung.ground.progress import Step, Tell, silent
from unsung.intake import opening
from unsung.intake.askings import take_back_answered, without_answered
from unsung.intake.checking import bare_of, disagreements, mark, marks_of, nothing_in, raw_of, reject
from unsung.intake.desk_post import file_post
from unsung.intake.how_read import keep_reading
from unsung.intake.models import Reject
from unsung.intake.reading_ahead import Batch, read_ahead
from unsung.intake.recording import draft_of
from unsung.intake.register import BY_NAME, way_of
from unsung.intake.source import ContactRecord, Item, Piece, Place, Read, Reading, Source
from unsung.intake.unpacking import BROKEN, Unopened, broken
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.deliveries import Count
from unsung.ledger.actions.recording import Recorded, Rule, record
from unsung.ledger.actions.taking_back import undo_cut_off
from unsung.ledger.models import Delivery
from unsung.ledger.queries.post import stands_in_mail

BATCH = 600
FIRST_BATCH = 60
"""Items of the first batch: it is small, so that the reading process soon has something to do."""
LARGE = 2_000_000
"""Bytes from which another process is worth its start."""


def unheard(delivery: Delivery) -> None:
    """Tell nobody that a delivery was begun."""


@dataclass(frozen=True)
class Asking:
    """How deliveries are to be taken: the zone of naive times, the mapping and the source's name if given.

    `correct` lets rows that disagree with the record correct it. `names` tells what a file is called that
    lies under another name. `begun` is told of each delivery before its first item is read; `own` are those
    that an earlier run of the same work told of, so that one it finished is not begun anew.
    `correct` lets rows that disagree with the record correct it. `desk` are the addresses just named as the
    desk's: one that stands in no mail is told.
    """

    zone: str = "UTC"
    mapping: dict[str, object] | None = None
    source: str = ""
    correct: bool = False
    names: Mapping[Path, str] = field(default_factory=dict)
    begun: Callable[[Delivery], None] = unheard
    own: frozenset[int] = frozenset()
    desk: tuple[str, ...] = ()

    @property
    def seal(self) -> str:
        """What tells this way of taking a delivery from another."""
        said = json.dumps([self.zone, self.mapping, self.source, self.correct], sort_keys=True, default=str)
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass
class Received:
    """What came of the deliveries: counts of items, sentences to be said, problems that stopped a file."""

    count: Count = field(default_factory=Count)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)


def receive(paths: list[Path], asking: Asking, tell: Tell = silent) -> Received:
    """Bring deliveries in, one after the other; what one cannot give never stops the next."""
    received = Received()
    gauge = opening.measure(paths)
    gauge.names.update(asking.names)
    for path in paths:
        Reception(path, asking, gauge, tell, received).run()
    _tell_strangers(asking.desk, received)
    tell(Step("reading", gauge.total, gauge.total, _items(received.count), finished=True))
    return received


def _tell_strangers(desk: tuple[str, ...], received: Received) -> None:
    # Only now: of a mailbox of what came in and one of what went out, either may be without an address.
    mails = [delivery for delivery in received.deliveries if delivery.source.way == "mail"]
    if not mails:
        return
    said = [
        f"No mail from or to {address} was found; check the address given with --desk."
        for address in desk
        if not stands_in_mail(address)
    ]
    received.notes += said
    deliveries.add_notes(mails[-1], said)


def _items(count: Count) -> int:
    return count.new + count.known + count.rejected


@dataclass
class Reception:
    """One path on its way in, and the deliveries it became: one for each source found in it."""

    path: Path
    asking: Asking
    gauge: opening.Gauge
    tell: Tell
    received: Received
    begun: dict[str, Delivery] = field(default_factory=dict)
    ways: dict[str, Source] = field(default_factory=dict)
    to_skip: dict[str, int] = field(default_factory=dict)
    aside: list[tuple[Place, Problem]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: int = 0
    only_told: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    overruled: list[Problem] = field(default_factory=list)
    cut_at: deque[int] = field(default_factory=deque)
    kept: set[tuple[str, str]] = field(default_factory=set)
    told: dict[int, set[int]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the delivery is called."""
        return self.gauge.name(self.path)

    def run(self) -> None:
        """Read and record everything, then file the post and close."""
        try:
            seal = opening.fingerprint(self.path, self.gauge)
        except OSError as fault:
            self.received.problems.append(broken(self.name, fault))
            self.received.count += Count(rejected=1)
            return
        self._take_back(deliveries.cut_off_otherwise(seal, self.asking.seal))
        for outcome in read_ahead(self._batches(seal), large=self.gauge.total > LARGE):
            self.notes += outcome.notes
            self._record(self.begun[outcome.source], outcome.reads)
            self.tell(Step("reading", self.cut_at.popleft(), self.gauge.total, _items(self.received.count)))
        if self.begun and not self.seen and not self.aside:
            self.aside.append((Place(self.name), nothing_in(self.name)))
        if not self.begun:
            self.received.problems += [problem for _, problem in self.aside]
            self.received.count += Count(rejected=len(self.aside))
        # What is noted while a piece is cut is known only once all of it was.
        self.notes += [note for reading in self.readings for note in reading.notes]
        for name, delivery in self.begun.items():
            self._close(self.ways[name], delivery)

    def _take_back(self, otherwise: list[Delivery]) -> None:
        for delivery in otherwise:
            with transaction.atomic():
                Reject.objects.filter(delivery=delivery).delete()
                undo_cut_off(delivery)
            self.only_told.append(
                f"{self.name} was cut off before while it was read in another way; "
                "what had come in of it was taken back."
            )

    def _batches(self, seal: str) -> Iterator[Batch]:
        waiting: Batch | None = None
        most = FIRST_BATCH
        for source, way, reading, item in self._items(seal):
            if (
                waiting
                and (waiting.source, waiting.reading) == (source, reading)
                and len(waiting.items) < most
            ):
                waiting.items.append(item)
                continue
            if waiting:
                yield self._noted(waiting)
                most = BATCH
            waiting = Batch(source, way.name, reading, [item])
        if waiting:
            yield self._noted(waiting)

    def _noted(self, batch: Batch) -> Batch:
        # What lies ahead of what is recorded is read already; how far it is, is told by what is recorded.
        self.cut_at.append(self.gauge.done)
        return batch

    def _items(self, seal: str) -> Iterator[tuple[str, Source, Reading, Item]]:
        for piece in self._pieces():
            try:
                way = BY_NAME["table"] if self.asking.mapping else way_of(piece)
                reading = way.prepare(piece, Reading(self.asking.zone, self.asking.mapping))
                self.readings.append(reading)
                source = self._begin(way, reading, seal)
                self._keep(source, piece.name, way, reading)
                for item in way.cut(piece, reading):
                    self.seen += 1
                    if self.to_skip[source]:
                        self.to_skip[source] -= 1
                    else:
                        yield source, way, reading, item
            except Problem as problem:
                self.aside.append((Place(piece.name), problem))
            except BROKEN as fault:
                self.aside.append((Place(piece.name), broken(piece.name, fault)))

    def _pieces(self) -> Iterator[Piece]:
        for found in opening.pieces(self.path, self.gauge):
            if isinstance(found, Unopened):
                self.aside.append((Place(found.name), found.problem))
            else:
                yield found

    def _begin(self, way: Source, reading: Reading, seal: str) -> str:
        name = self.asking.source or str((reading.mapping or {}).get("name") or way.name)
        if name not in self.begun:
            delivery = deliveries.begin(
                source=name,
                way=way.name,
                name=self.name,
                fingerprint=seal,
                taken_as=self.asking.seal,
                own=self.asking.own,
            )
            self.asking.begun(delivery)
            if delivery.reached:
                # What was recorded before it was cut off is of the same file, and counts with it.
                self.received.count += deliveries.count_of(delivery)
                self.only_told.append(
                    f"{self.name} was cut off before; it went on from item {delivery.reached + 1}."
                )
            self.begun[name], self.ways[name], self.to_skip[name] = delivery, way, delivery.reached
        return name

    def _keep(self, source: str, file: str, way: Source, reading: Reading) -> None:
        # A folder of many thousand mails is read in one way, which is written down once.
        which = (source, file if reading.mapping else "")
        if which not in self.kept:
            keep_reading(self.begun[source], which[1], way.name, reading)
            self.kept.add(which)

    def _record(self, delivery: Delivery, reads: list[Read]) -> None:
        rule: Rule | None = "newer" if self.asking.correct else None
        read_drafts = [
            draft_of(rec, n, rule, read.doubtful) for n, read in enumerate(reads) for rec in read.records
        ]
        with transaction.atomic():
            drafts = without_answered(delivery, read_drafts)
            done = record(delivery, drafts)
            take_back_answered(delivery, drafts)
            rejects = _rejects(delivery, reads, done)
            self.overruled += _overruled(delivery, reads, done)
            Reject.objects.bulk_create(rejects.values())
            deliveries.know_customers(_customers(reads))
            new = len(done.new_items)
            again = self._told_before(delivery, list(rejects.values()))
            count = Count(new, len(reads) - new - len(rejects), len(rejects), again)
            deliveries.reach(delivery, len(reads), count)
        self.received.count += count

    def _close(self, way: Source, delivery: Delivery) -> None:
        if delivery.finished_at:
            self.aside = []
            self.received.deliveries.append(delivery)
            return
        with transaction.atomic():
            if way.name == "mail":
                self.tell(Step("filing", 0, 0, _items(self.received.count)))
                filed = file_post(delivery)
                self.notes += filed.notes
                self.only_told += filed.aside
            rejects = [reject(delivery, place, problem) for place, problem in self.aside]
            count = Count(rejected=len(rejects), told_before=self._told_before(delivery, rejects))
            Reject.objects.bulk_create(rejects)
            deliveries.reach(delivery, 0, count)
            deliveries.finish(delivery, self.notes + self._differences())
        self.aside = []
        self.received.count += count
        # What is only told to who runs it stays out of the review: it does not bear on the facts.
        said = dict.fromkeys([*self.received.notes, *self.only_told, *self.notes, *self._differences()])
        self.received.notes = list(said)
        self.received.deliveries.append(delivery)

    def _told_before(self, delivery: Delivery, rejects: list[Reject]) -> int:
        """How many of these an earlier delivery of the same source had put aside already."""
        if rejects and delivery.source_id not in self.told:
            self.told[delivery.source_id] = marks_of(delivery)
        return sum(mark(each) in self.told[delivery.source_id] for each in rejects)

    def _differences(self) -> list[str]:
        if not self.overruled:
            return []
        first = self.overruled[0]
        return [
            f"{_rows_differ(len(self.overruled))} in part from the record, which stands. "
            f"The first: {bare_of(first)} {first.do}"
        ]


def _rejects(delivery: Delivery, reads: list[Read], done: Recorded) -> dict[int, Reject]:
    rejects = {
        n: reject(delivery, read.item.place, read.problem, raw_of(read.item))
        for n, read in enumerate(reads)
        if read.problem
    }
    wholly = [draft for draft in done.disagreements if draft.item not in done.new_items]
    items = {n: read.item for n, read in enumerate(reads)}
    for n, problem in disagreements(delivery, items, wholly).items():
        rejects[n] = reject(delivery, items[n].place, problem, raw_of(items[n]))
    return rejects


def _rows_differ(n: int) -> str:
    return "1 row differs" if n == 1 else f"{n:,} rows differ"


def _overruled(delivery: Delivery, reads: list[Read], done: Recorded) -> list[Problem]:
    partly = [draft for draft in done.disagreements if draft.item in done.new_items]
    items = {draft.item: reads[draft.item].item for draft in partly}
    return list(disagreements(delivery, items, partly).values())


def _customers(reads: list[Read]) -> dict[str, str]:
    parties = (rec.customer for read in reads for rec in read.records if isinstance(rec, ContactRecord))
    return {party.key[:254]: party.name for party in parties if party and party.key}
