"""The weekly summary: nine parts in a fixed order, of what its writer chose, read in a minute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from textwrap import shorten

from unsung.ground.periods import Period
from unsung.publishing import words
from unsung.publishing.letter import Bar, Item, Letter, Part

MOST_WORDS = 350
MOST_DEEDS = 3
MOST_ASKS = 3
QUARTER_MIN = 15
LONGEST_EXAMPLE = 90
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Deed:
    """Something done and what came of it, in its writer's words; `due` where it is promised for a day."""

    words: str
    outcome: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Spent:
    """Minutes of one family of work that no system saw, with an example; `times` are those told of here."""

    family: str
    minutes: float
    times: int = 0
    example: str = ""


@dataclass(frozen=True)
class Reason:
    """What customers came about: how many conversations began of it this week and in the week before."""

    words: str
    n: int
    before: int


@dataclass(frozen=True)
class Seen:
    """Conversations of one channel in the week: `n` is None where they could not be had, `why` says why.

    `low` and `high` hold the middle half of the twelve weeks before; None where nothing is usual yet.
    """

    channel: str
    n: int | None
    low: float | None = None
    high: float | None = None
    why: str = ""


@dataclass(frozen=True)
class AskNow:
    """Something that is needed, and by when; `ref` is what it is answered by."""

    words: str
    ref: str = ""
    by_day: date | None = None


@dataclass(frozen=True)
class AskBefore:
    """Something asked in an earlier week, how many weeks ago, and what came back (empty: nothing yet)."""

    words: str
    weeks: int
    answer: str = ""


@dataclass(frozen=True)
class Week:
    """All that a summary may hold; what is empty is left out of it, and the order stays."""

    desk: str
    writer: str
    reader: str
    monday: date
    deeds: Sequence[Deed] = ()
    reasons: Sequence[Reason] = ()
    met: str = ""
    quote: str = ""
    spent: Sequence[Spent] = ()
    hours_of_all: bool = False
    seen: Sequence[Seen] = ()
    asks: Sequence[AskNow] = ()
    helped: Sequence[str] = ()
    before: Sequence[AskBefore] = ()
    promised: Sequence[Deed] = ()
    cover: str = ""
    thanks: Sequence[str] = ()
    joy: str = ""
    made: Sequence[str] = field(default_factory=tuple)
    seal: str = ""
    nothing: bool = False


def letter(of: Week) -> Letter:
    """The summary as a letter."""
    number = of.monday.isocalendar().week
    said = f"{_days(of.monday)}, from {of.writer} to {of.reader}."
    return Letter(
        subject(of), f"{of.desk}, week {number}", said, tuple(_parts(of)), of.seal,
        "Answer this mail to answer its writer. It was written by hand from a private log and sent by its "
        "writer; Unsung counts nobody.",
    )  # fmt: skip


def subject(of: Week) -> str:
    """What tells this mail from every other: desk, week, what it holds and whose it is."""
    number, year = of.monday.isocalendar().week, of.monday.isocalendar().year
    things, asks = len(of.deeds[:MOST_DEEDS]), len(of.asks)
    held = [words.several(things, "thing")] if things else []
    held += [words.several(asks, "ask")] if asks else []
    told = "nothing to report" if of.nothing else ", ".join(held) or "the week"
    return f"{of.desk}, week {number} of {year}: {told} ({of.writer})"


def rough(minutes: float) -> str:
    """Time in quarter hours, as nobody notes it closer: "15 min", "2 h", "3 h 45", "a few minutes"."""
    hours, rest = divmod(QUARTER_MIN * round(minutes / QUARTER_MIN), 60)
    if not hours and not rest:
        return "a few minutes"
    return f"{rest} min" if not hours else f"{hours} h {rest:02}".removesuffix(" 00")


def _days(monday: date) -> str:
    return words.days_of_year(Period(monday, monday + A_WEEK))


def _parts(of: Week) -> Iterator[Part]:
    if of.nothing:
        yield Part("Nothing to report", (Item("Nothing to report this week."),))
    else:
        told = (_deeds, _met, _unsung, _seen, _asks, _answers, _promised, _thanks)
        yield from (part for tell in told if (part := tell(of)))
    yield Part("How this was made", tuple(Item(each) for each in of.made), counts=False)


def _deeds(of: Week) -> Part | None:
    some = of.deeds[:MOST_DEEDS]
    number = words.small(len(some)).capitalize()
    title = f"{number} {'thing' if len(some) == 1 else 'things'} worth knowing"
    return Part(title, tuple(map(_deed, some))) if some else None


def _deed(deed: Deed) -> Item:
    said = [f"What came of it: {deed.outcome}"] if deed.outcome else []
    said += [f"due {words.day(deed.due)}"] if deed.due else []
    return Item(deed.words, "; ".join(said), voice=True)


def _met(of: Week) -> Part | None:
    said = [
        Item(
            f"{reason.words}: {words.several(reason.n, 'conversation')}, "
            f"{words.count(reason.before) if reason.before else 'none'} the week before."
        )
        for reason in of.reasons
    ]
    said += [Item(of.met, voice=True)] if of.met else []
    said += [Item(f"“{of.quote}”", "in a customer’s words", voice=True)] if of.quote else []
    return Part("What our customers met", tuple(said)) if said else None


def _unsung(of: Week) -> Part | None:
    some = [each for each in of.spent if each.minutes or each.times]
    most = max((each.minutes for each in some), default=0)
    note = f"Together {rough(sum(each.minutes for each in some))}: my own notes, at least this much."
    if of.hours_of_all:
        note += " The hours are of everything I wrote down, also where the words stay with me."
    rows = tuple(_family(each, most) for each in some)
    heads = ("Kind of work", "Hours")
    return Part("Work no system saw", bars=rows, heads=heads, note=note, unsung=True) if rows else None


def _family(spent: Spent, most: float) -> Bar:
    times = {0: "", 1: "once", 2: "twice"}.get(spent.times, f"{words.small(spent.times)} times")
    example = shorten(spent.example, LONGEST_EXAMPLE, placeholder="…")
    small = ": ".join(part for part in (times, example) if part)
    said = rough(spent.minutes) if spent.minutes else "no time noted"
    return Bar(spent.family, said, 100 * spent.minutes / most if most else 0, small)


def _seen(of: Week) -> Part | None:
    most = max((each.n or 0 for each in of.seen), default=0)
    rows = tuple(
        Bar(each.channel, "?" if each.n is None else words.count(each.n), _share(each.n, most), _usual(each))
        for each in of.seen
    )
    note = "The whole desk’s. Usual is the middle half of the twelve weeks before."
    heads = ("By", "Conversations")
    return Part("Work the systems saw", bars=rows, heads=heads, note=note) if rows else None


def _share(n: int | None, most: int) -> float:
    return 100 * n / most if n and most else 0


def _usual(seen: Seen) -> str:
    if seen.n is None or seen.low is None or seen.high is None:
        return seen.why
    low, high = words.count(seen.low), words.count(seen.high)
    return f"usual {low}" if low == high else f"usual {low} to {high}"


def _asks(of: Week) -> Part:
    items = tuple(
        Item(each.words, f"needed by {words.day(each.by_day)}" if each.by_day else "", True, each.ref)
        for each in of.asks
    )
    items += tuple(Item(each, "what would have helped", voice=True) for each in of.helped)
    return Part("Stuck, and what I need", items, note="" if items else "Nothing this week.")


def _answers(of: Week) -> Part | None:
    items = tuple(Item(each.words, each.answer or _waits(each.weeks), voice=True) for each in of.before)
    return Part("Your answers so far", items) if items else None


def _waits(weeks: int) -> str:
    since = "since last week" if weeks <= 1 else f"for {words.small(weeks)} weeks"
    return f"Not answered yet, {since}."


def _promised(of: Week) -> Part | None:
    items = tuple(map(_deed, of.promised))
    if of.cover:
        items += (Item(of.cover, "who covers"),)
    return Part("Promised for next week", items) if items else None


def _thanks(of: Week) -> Part | None:
    items = tuple(Item(each, voice=True) for each in of.thanks)
    items += (Item(of.joy, "the joy of the week", voice=True),) if of.joy else ()
    return Part("Thanks", items) if items else None


def made_of(sources: Sequence[str], monday: date, late: int, sent: datetime, zone: str) -> list[str]:
    """How a summary was made: its period, what it rests on, and lines written down days after the deed."""
    said = [f"It tells of {_days(monday)} and was sent on {words.moment(sent, zone)}."]
    said += list(sources)
    if late:
        lines = words.several(late, "line was", "lines were")
        said.append(f"{lines} written down on a later day than the one told of.")
    return said
