"""What the records cover: the days of which they tell, and whether two periods may be compared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from unsung.ground.figures import CHANNELS
from unsung.ground.periods import Period, local_day
from unsung.measures.asked import Asked, Span
from unsung.measures.statistics.changes import FEWEST_EVENTS

NOW, BEFORE = 1, 0
CALLED = {
    None: "conversations",
    "call": "calls",
    "mail": "mails",
    "chat": "chats",
    "walkin": "walk-ins",
    "form": "forms",
    "other": "other conversations",
}
"""What the conversations of a channel are called in a sentence; None: of all channels together."""


@dataclass(frozen=True)
class Coverage:
    """What can be said of either period (`when`), by channel or (None) of all together.

    `came` counts conversations by when and channel, `counted_on` the days for which a source that only
    counts has a row. A channel under ten conversations in both periods is too rare for its first or last
    one to mark where its records begin or end.
    """

    asked: Asked
    came: Mapping[tuple[int, str | None], int]
    counted_on: Mapping[str, Collection[date]] = field(default_factory=dict)

    def days(self, when: int, channel: str | None) -> list[date]:
        """The days of the period of which every source tells."""
        period, spans = self._period(when), self._spans(when, channel)
        first, last = period.start, period.days[-1]
        for span in spans:
            begins, ends = self._stretch(span, period)
            first, last = max(first, begins), min(last, ends)
        silent = [self.counted_on.get(span.channel, ()) for span in spans if span.counted]
        told = [day for day in period.days if spans and first <= day <= last]
        return [day for day in told if all(day in rows for rows in silent)]

    def open_days(self, when: int, channel: str | None) -> list[date]:
        """Those on which the desk was open; all of them where no hours are known."""
        open_on = set(self.asked.open_days(self._period(when)))
        return [day for day in self.days(when, channel) if day in open_on]

    def reaches(self, when: int, channel: str | None) -> bool:
        """Whether the records of it run from the start of the period to its end."""
        return not self.begins_late(when, channel) and not self.ends_early(when, channel)

    def tells_none(self, when: int, channel: str) -> bool:
        """Whether it is known that none came: its sources tell of single ones, had some before the period,
        and tell of the whole of it."""
        spans, start_s = self._spans(when, channel), self._period(when).start_s
        before = any(span.channel == channel and span.first_s < start_s for span in spans)
        return before and not any(span.counted for span in spans) and self.reaches(when, channel)

    def begins_late(self, when: int, channel: str | None) -> list[Span]:
        """Those of its sources that begin only within the period."""
        period = self._period(when)
        return [s for s in self._spans(when, channel) if not self.asked.begins_by(s.from_s, period)]

    def ends_early(self, when: int, channel: str | None) -> list[Span]:
        """Those of its sources that end before the period does."""
        period = self._period(when)
        return [s for s in self._spans(when, channel) if not self.asked.ends_after(s.to_s, period)]

    def unfair(self, channel: str | None) -> str:
        """Why the two periods may not be compared, in a sentence; empty where they may."""
        spans = {span for when in (NOW, BEFORE) for span in self._compared(when, channel)}
        late = [span for span in spans if self._too_late(span)]
        if late:
            whole = channel is None and len(late) == len(spans)
            # All records begin with the first of their sources; else the last to begin is the hindrance.
            told = (min if whole else max)(late, key=self._begin_s)
            day = spoken_day(self.asked, self._begin_s(told))
            return f"{_named(told, whole)} begin on {day}, too late to compare with the period before."
        gone = [span for span in spans if span.to_s < self.asked.period.start_s]
        if gone:
            whole = channel is None and len(gone) == len(spans)
            told = (max if whole else min)(gone, key=_ends)
            day = spoken_day(self.asked, told.to_s)
            return f"{_named(told, whole)} end on {day}, too early to compare with the period before."
        return ""

    def from_s(self, channel: str | None) -> int:
        """Since when everything is told that is told now: how far back months may be compared."""
        begins = [self._begin_s(span) for span in self._spans(NOW, channel)]
        return max(begins, default=self.asked.data_from_s)

    def _begin_s(self, span: Span) -> int:
        # What never came before this period may not have been recorded then: none is not 0.
        return span.first_s if span.first_s >= self.asked.period.start_s else span.from_s

    def _too_late(self, span: Span) -> bool:
        return not self.asked.begins_by(self._begin_s(span), self.asked.before)

    def _spans(self, when: int, channel: str | None) -> list[Span]:
        return [span for span in self._of(when, channel) if _touches(span, self._period(when))]

    def _compared(self, when: int, channel: str | None) -> list[Span]:
        """Those that tell of either period."""
        first_s, end_s = self.asked.before.start_s, self.asked.period.end_s
        return [s for s in self._of(when, channel) if _begins(s) < end_s and s.to_s >= first_s]

    def _of(self, when: int, channel: str | None) -> list[Span]:
        names = self._telling(when) if channel is None else [channel]
        found = list(dict.fromkeys(span for name in names for span in self.asked.spans_of(name)))
        # Of all channels together: a handful in some file marks no beginning and no end of what is told.
        many = [span for span in found if span.n is None or span.n >= FEWEST_EVENTS]
        return many or found if channel is None else found

    def _telling(self, when: int) -> list[str]:
        """The channels that make up the period, the rare ones left out where there are others."""
        some = [name for name in CHANNELS if self.came.get((when, name))]
        return [name for name in some if self._often(name)] or some

    def _often(self, channel: str) -> bool:
        return max(self.came.get((when, channel), 0) for when in (NOW, BEFORE)) >= FEWEST_EVENTS

    def _stretch(self, span: Span, period: Period) -> tuple[date, date]:
        """The first and last day it tells of; with the closed days at either end of the period."""
        begun, whole = self.asked.begins_by(span.from_s, period), self.asked.ends_after(span.to_s, period)
        return (
            period.start if begun else local_day(span.from_s, period.zone),
            period.days[-1] if whole else local_day(span.to_s, period.zone),
        )

    def _period(self, when: int) -> Period:
        return self.asked.period if when == NOW else self.asked.before


def spoken_day(asked: Asked, at_s: int) -> str:
    """The day of a moment as a reader says it: 14 March 2016."""
    day = local_day(at_s, asked.period.zone)
    return f"{day.day} {day:%B %Y}"


def _touches(span: Span, period: Period) -> bool:
    return span.from_s < period.end_s and span.to_s >= period.start_s


def _begins(span: Span) -> int:
    return max(span.first_s, span.from_s)


def _ends(span: Span) -> int:
    return span.to_s


def _named(span: Span, whole: bool) -> str:
    """The records, where it is true of all of them; else the conversations of its channel."""
    return "The records" if whole or not span.channel else f"The {CALLED[span.channel]} on record"
