"""Reading ahead: batches of items are read in other processes while this one records the last."""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process

from unsung.ground.problems import Problem
from unsung.intake.register import BY_NAME
from unsung.intake.source import Item, Read, Reading

AHEAD = 4


@dataclass
class Batch:
    """Items that belong to one source and are read in the same way."""

    source: str
    way: str
    reading: Reading
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What a batch gave, item by item, and the sentences noted while it was read."""

    source: str
    reads: list[Read]
    notes: list[str]


def read_batch(batch: Batch) -> Outcome:
    """Every item of a batch, read; this is what the other processes do."""
    way = BY_NAME[batch.way]
    reads = [way.read(item, batch.reading) for item in batch.items]
    return Outcome(batch.source, reads, list(batch.reading.notes))


def read_ahead(batches: Iterable[Batch], large: bool) -> Iterator[Outcome]:
    """What the batches gave, in their order; a small delivery is read in this process."""
    if not large or (os.cpu_count() or 1) < 2:
        yield from map(read_batch, batches)
        return
    # Spawned, not forked: a forked child would share this process's database connection.
    pool = ProcessPoolExecutor(
        max_workers=max(1, min(3, (os.cpu_count() or 2) - 1)),
        mp_context=get_context("spawn"),
        initializer=end_with_parent,
    )
    try:
        yield from _in_order(pool, batches)
    except BrokenProcessPool as fault:
        raise Problem(
            "A process that was reading ended before it was done, perhaps for want of memory.",
            "What is on record stays.",
            "Run the same command again; it goes on from there.",
        ) from fault
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, batches: Iterable[Batch]) -> Iterator[Outcome]:
    waiting: deque[Future[Outcome]] = deque()
    for batch in batches:
        waiting.append(pool.submit(read_batch, batch))
        if len(waiting) > AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def end_with_parent() -> None:
    """End this process when the one that started it is gone, killed ones included."""
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
