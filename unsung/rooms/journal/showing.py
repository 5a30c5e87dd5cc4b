"""What the page of a line shows of sharing it: the audiences, what readers would see, who read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unsung.ground.kinds import KINDS
from unsung.ground.problems import Problem
from unsung.ground.visitor import Visitor
from unsung.ledger.actions.sharing import Leaving
from unsung.ledger.queries.people import names_of
from unsung.ledger.queries.shared_lines import Copy, copy_of, in_words
from unsung.publishing import words
from unsung.rooms.journal.sharing import Choice, Consent, choices, leaving, wished
from unsung.rooms.journal.written import Shared, Written


@dataclass(frozen=True)
class Preview:
    """A line exactly as its readers would see it; `marks` say for which choice it is shown."""

    marks: str
    words: str
    outcome: str
    kinds: Sequence[str]
    minutes: int | None
    by: str
    happened: date
    written: date


@dataclass(frozen=True)
class Offer:
    """How a line may be shared: the audiences, the one the form begins with, and what readers would see.

    `problem` says why it cannot be; `others` are those it names, `minutes` what would be told of the time,
    and `customer` whether one is left out.
    """

    choices: Sequence[Choice] = ()
    chosen: str = "me"
    previews: Sequence[Preview] = ()
    others: str = ""
    minutes: int | None = None
    customer: bool = False
    problem: str = ""


@dataclass(frozen=True)
class Reach:
    """Whom a line reached: as what it is shared, its copy, and what readers see of it now.

    `stale` where the line has other words by now; those it names are told apart by what they answered.
    """

    shared: Shared
    copy: Copy
    reads: str
    stale: bool

    @property
    def agreed(self) -> str:
        """Those named who said that is right."""
        return self._answered("yes")

    @property
    def left_out(self) -> str:
        """Those named who would not be."""
        return self._answered("no")

    @property
    def unanswered(self) -> str:
        """Those named who have not said."""
        return self._answered("")

    def _answered(self, answer: str) -> str:
        return words.listed([name for name, said in self.copy.named if said == answer])


def offer_of(written: Written, writer: Visitor) -> Offer:
    """How this line may be shared by its writer."""
    try:
        told = {by_name: leaving(written.now, writer, Consent(by_name)) for by_name in (True, False)}
    except Problem as problem:
        return Offer(problem=problem.what)
    those = choices(writer.person or 0)
    return Offer(
        those,
        _chosen(written, those),
        [each for place, one in enumerate(those, 1) for each in _previews(place, one, told, writer)],
        words.listed(names_of(told[True].named)),
        told[True].minutes,
        bool(written.now.said["for"]),
    )


def reach_of(written: Written, writer: Visitor) -> Reach | None:
    """Whom this line reached; None where nobody but its writer can read it."""
    shared = written.open
    copy = copy_of(shared.number) if shared else None
    if shared is None or copy is None:
        return None
    return Reach(shared, copy, in_words(copy.words, {}), _stale(written, writer, shared, copy))


def _stale(written: Written, writer: Visitor, shared: Shared, copy: Copy) -> bool:
    try:
        told = leaving(written.now, writer, Consent(shared.named, shared.minutes))
    except Problem:
        return False
    now = (told.words, told.outcome, list(told.kinds), told.minutes)
    return now != (copy.words, copy.outcome, list(copy.kinds), copy.minutes)


def _chosen(written: Written, those: Sequence[Choice]) -> str:
    """The audience it has; else, never shared, the one it was meant for; else its writer alone."""
    if written.open:
        now = f"{written.open.audience}-{written.open.desk}"
        return next((each.value for each in those if each.value == now), "me")
    meant = wished(written.now.said["audience"], those)[0] if written.shared is None else None
    return meant.value if meant else "me"


def _previews(place: int, one: Choice, told: dict[bool, Leaving], writer: Visitor) -> list[Preview]:
    if one.audience != "all":
        return [_preview(f"p{place}", told[True], writer.name)]
    return [
        _preview(f"p{place} named", told[True], writer.name),
        _preview(f"p{place} unnamed", told[False], f"A colleague at the {one.desk_name}"),
    ]


def _preview(marks: str, told: Leaving, by: str) -> Preview:
    kinds = [KINDS[kind].name for kind in told.kinds]
    text, outcome = in_words(told.words, {}), in_words(told.outcome, {})
    return Preview(marks, text, outcome, kinds, told.minutes, by, told.happened, told.written)
