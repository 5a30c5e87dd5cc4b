"""Until when each source tells what became of a conversation: the end to which a case can be followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import ibis
import ibis.expr.types as ir
import numpy as np

from unsung.ground.hours import OpenClock
from unsung.ground.periods import local_day
from unsung.measures.asked import Asked, Span
from unsung.measures.grid import Numbers


@dataclass(frozen=True)
class Ends:
    """A moment for the rows of each source and channel, and one for all that have none of their own."""

    own: Mapping[tuple[str, str], int]
    otherwise: int

    @property
    def outer(self) -> tuple[int, int]:
        """The earliest and the latest of them."""
        every = self.own.values() or [self.otherwise]
        return min(every), max(every)

    def of(self, table: ir.Table) -> ir.IntegerValue | int:
        """The moment of each row, by its `source` and `channel`; a plain number where all have the same."""
        apart = {key: at for key, at in self.own.items() if at != self.otherwise}
        if not apart:
            return self.otherwise
        branches = [
            ((table.source == source) & (table.channel == channel), ibis.literal(at, "int64"))
            for (source, channel), at in sorted(apart.items())
        ]
        return ibis.cases(*branches, else_=ibis.literal(self.otherwise, "int64"))


def known_until(asked: Asked, table: ir.Table) -> ir.IntegerValue | int:
    """Until when the source of each row tells what became of it."""
    return _ends({_key(span): span.known_to_s for span in _single(asked)}, asked.data_to_s).of(table)


def snapshots(asked: Asked) -> Ends:
    """The moments at which open cases are counted: the period's end, or where a source ends before it."""
    return _ends({_key(span): snapshot_s(asked, span) for span in _single(asked)}, _default(asked))


def snapshot_s(asked: Asked, span: Span) -> int:
    """The moment at which the open cases of a source are counted.

    A source that tells of the period's last open day counts as reaching its end.
    """
    if asked.ends_after(span.known_to_s, asked.period):
        return asked.period.end_s
    return max(span.known_to_s + 1, asked.period.start_s)


def counted_at_s(asked: Asked, channel: str | None = None) -> set[int]:
    """The moments at which the open cases of a channel, or (None) of all, are counted: one for each end.

    A source that ended before the month before tells of neither and has none.
    """
    spans = [span for span in asked.spans_of(channel) if not span.counted]
    return {snapshot_s(asked, span) for span in spans if span.to_s >= asked.before.start_s}


def _default(asked: Asked) -> int:
    everything = Span("", "", asked.data_from_s, asked.data_from_s, asked.data_to_s, asked.data_to_s)
    return snapshot_s(asked, everything)


def _ends(own: Mapping[tuple[str, str], int], otherwise: int) -> Ends:
    """The most common moment stands for all, so that the fewest rows are told apart."""
    if not own:
        return Ends({}, otherwise)
    moments = list(own.values())
    return Ends(own, max(sorted(set(moments)), key=moments.count))


def _single(asked: Asked) -> list[Span]:
    """The sources that tell of single conversations, as far as they are told apart."""
    return [span for span in asked.spans if span.source and not span.counted]


def _key(span: Span) -> tuple[str, str]:
    return span.source, span.channel


def moment_of(at: ir.IntegerValue | int) -> ir.IntegerValue:
    """A moment that may be a plain number, as a value of a table."""
    return ibis.literal(at, "int64") if isinstance(at, int) else at


def calendar_seconds(start_s: Numbers, end_s: Numbers) -> Numbers:
    """The time from each start to each end; none where the end comes first."""
    return np.asarray(np.maximum(end_s - start_s, 0), dtype=np.int64)


def business_seconds(asked: Asked, start_s: Numbers, end_s: Numbers) -> Numbers:
    """The same in opening hours, which have to be known."""
    if asked.hours is None:
        raise ValueError("no opening hours are known")
    zone, end_s = asked.hours.zone, np.maximum(start_s, end_s)
    first, last = local_day(int(start_s.min()), zone), local_day(int(end_s.max()), zone)
    clock = OpenClock(asked.hours, first, last + timedelta(days=1))
    return np.asarray(clock.business_seconds(start_s, end_s), dtype=np.int64)
