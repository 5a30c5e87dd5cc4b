"""Reading ahead: batches of items are read in other processes while this one records the last."""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.resource_tracker import ensure_running

from unsung.ground import stopping
from unsung.ground.problems import Problem
from unsung.intake.register import BY_NAME
from unsung.intake.source import Item, Read, Reading

MOST = 3
"""So many processes read at most, beside the one that records."""
END_S = 2


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
    """Every item of a batch, read."""
    way = BY_NAME[batch.way]
    reads = [way.read(item, batch.reading) for item in batch.items]
    return Outcome(batch.source, reads, list(batch.reading.notes))


def read_ahead(batches: Iterable[Batch], large: bool) -> Iterator[Outcome]:
    """What the batches gave, in their order; a small delivery is read in this process."""
    cores = os.cpu_count() or 1
    if not large or cores < 2:
        yield from map(read_batch, batches)
        return
    readers = [Reader() for _ in range(min(MOST, cores - 1))]
    try:
        yield from _in_order(readers, batches)
    finally:
        for reader in readers:
            reader.end()


class Reader:
    """Another process, which reads one batch at a time.

    It is asked only while it waits, so that neither side ever writes to one that is writing itself.
    """

    def __init__(self) -> None:
        # Spawned, not forked: a forked child would share this process's database connection.
        context = get_context("spawn")
        self._way, its = context.Pipe()
        self._process = context.Process(target=read_for_another, args=(its,), daemon=True)
        stopping.also_end(self._process.kill)
        # Ctrl-C reaches all of a terminal's processes; this one hears of it only through us. The tracker of
        # Python's own is started first: starting it lets Ctrl-C through again.
        ensure_running()
        with stopping.unheard():
            self._process.start()
        its.close()

    def ask(self, batch: Batch) -> None:
        """Have a batch read; the last answer was fetched before. Raises Problem where the process is gone."""
        with _told_when_gone():
            self._way.send(batch)

    def answer(self) -> Outcome:
        """What the batch gave; raises what reading it raised, Problem where the process is gone."""
        with _told_when_gone():
            found = self._way.recv()
        if isinstance(found, Exception):
            raise found
        return found  # type: ignore[no-any-return]

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join(END_S)
        self._way.close()


@contextmanager
def _told_when_gone() -> Iterator[None]:
    try:
        yield
    except (EOFError, ConnectionError) as fault:
        raise Problem(
            "A process that was reading ended before it was done, perhaps for want of memory.",
            "What is on record stays.",
            "Run the same command again; it goes on from there.",
        ) from fault


def read_for_another(way: Connection) -> None:
    """Read batches until nobody asks any more; this is what the other processes do."""
    end_with_parent()
    with suppress(EOFError, ConnectionError):
        while True:
            way.send(_read_or_fault(way.recv()))


def _read_or_fault(batch: Batch) -> Outcome | Exception:
    try:
        return read_batch(batch)
    except Exception as fault:
        return fault


def _in_order(readers: list[Reader], batches: Iterable[Batch]) -> Iterator[Outcome]:
    idle, asked = deque(readers), deque[Reader]()
    for batch in batches:
        done = None
        if not idle:
            done = asked[0].answer()
            idle.append(asked.popleft())
        idle[0].ask(batch)
        asked.append(idle.popleft())
        # It reads on while this one is recorded.
        if done:
            yield done
    while asked:
        yield asked.popleft().answer()


def end_with_parent() -> None:
    """End this process when the one that started it is gone, killed ones included."""
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
