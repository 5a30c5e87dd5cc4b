"""Composing a summary: the writer's chosen lines, what the systems saw, asks and answers, as one letter."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from unsung.ledger.queries.asks import Asked, asks_by
from unsung.measures.unsung_work import Written as Counted
from unsung.measures.unsung_work import minutes_by_kind
from unsung.publishing import words
from unsung.publishing.letter import Letter
from unsung.publishing.publications import weekly
from unsung.publishing.publications.weekly import AskBefore, AskNow, Deed, Spent
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.sealing import last_head
from unsung.rooms.journal.verifying import seal_line
from unsung.rooms.journal.week.drafts import Draft
from unsung.rooms.journal.week.lines import WeekLine, chosen, families_of, lines_of
from unsung.rooms.journal.week.readers import Reader
from unsung.rooms.journal.week.seen import SeenByAll, seen_in

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
SAID = {"yes": "You said yes", "no": "You said no", "later": "You said later"}


@dataclass(frozen=True)
class Writing:
    """Who writes to whom about which week, as of which moment, in which zone."""

    writer: int
    name: str
    reader: Reader
    monday: date
    now: datetime
    zone: str

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True)
class Composed:
    """A summary as it stands: the letter, the lines it was chosen from, and what it was made of."""

    letter: Letter
    lines: Sequence[WeekLine]
    week: weekly.Week


def composed(mine: Open, of: Writing, draft: Draft, nothing: bool = False) -> Composed:
    """The summary that the draft comes to now."""
    lines = lines_of(mine, of.monday, draft, helped=True)
    seen = seen_in(of.monday, of.zone, of.today - A_DAY)
    head = last_head(mine)
    held = weekly.Week(
        of.reader.desk_name, of.name, of.reader.name, of.monday,
        seal=seal_line(head) if head else "", nothing=nothing,
        before=[_before(each, of) for each in asks_by(of.writer, of.now - A_WEEK)],
        made=_made(of, lines, seen),
    )  # fmt: skip
    held = held if nothing else _filled(held, lines, draft, seen, of)
    return Composed(weekly.letter(held), lines, held)


def _filled(
    held: weekly.Week, lines: Sequence[WeekLine], draft: Draft, seen: SeenByAll, of: Writing
) -> weekly.Week:
    return replace(
        held,
        deeds=[Deed(line.words, line.outcome) for line in chosen(lines, "deed")],
        reasons=seen.reasons if shows_seen(draft, of.reader) else (),
        met=draft.met,
        quote=draft.quote,
        spent=_spent(lines, draft.hours_of_all),
        hours_of_all=draft.hours_of_all,
        seen=seen.channels if shows_seen(draft, of.reader) else (),
        asks=[AskNow(ask.words, ask.ref, _day(ask.by_day)) for ask in draft.asks],
        helped=[line.words for line in chosen(lines, "helped")],
        promised=[_promise(line) for line in chosen(lines, "promise")],
        cover=draft.cover,
        thanks=[line.words for line in chosen(lines, "thanks")],
        joy=draft.joy,
    )


def shows_seen(draft: Draft, reader: Reader) -> bool:
    """Whether what the systems saw goes along: as the writer said, else only where it is nobody's alone."""
    return not reader.alone if draft.seen is None else draft.seen


def _spent(lines: Iterable[WeekLine], of_all: bool) -> list[Spent]:
    """Minutes by family: of what goes in, or of everything; times and examples of what goes in alone."""
    done = [line for line in lines if line.place in ("deed", "work")]
    told = [line for line in done if line.chosen]
    counted = minutes_by_kind(
        Counted(line.minutes, tuple(families_of(line.now))) for line in (done if of_all else told)
    )
    times = Counter(family for line in told for family in families_of(line.now))
    examples: dict[str, list[str]] = defaultdict(list)
    for line in chosen(told, "work"):
        examples[families_of(line.now)[0]].append(line.words)
    rows = [
        Spent(family, counted.get(family, 0), times[family], next(iter(examples[family]), ""))
        for family in {**counted, **times}
    ]
    return sorted(rows, key=lambda row: (-row.minutes, row.family))


def _promise(line: WeekLine) -> Deed:
    return Deed(line.words, line.outcome, date.fromisoformat(line.now.said["due"]))


def _before(ask: Asked, of: Writing) -> AskBefore:
    reply = ask.reply
    if reply is None:
        return AskBefore(ask.words, ask.weeks(of.now))
    until = f", on {words.day(reply.until)}" if reply.until else ""
    day = words.day(reply.at.astimezone(ZoneInfo(of.zone)).date())
    beside = f": {reply.words}" if reply.words else "."
    return AskBefore(ask.words, ask.weeks(of.now), f"{SAID[reply.kind]}{until} ({day}){beside}")


def _made(of: Writing, lines: Iterable[WeekLine], seen: SeenByAll) -> list[str]:
    late = sum(line.chosen and line.now.local.date() != line.now.happened for line in lines)
    return weekly.made_of(seen.sources, of.monday, late, of.now, of.zone)


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
