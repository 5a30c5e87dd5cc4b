"""Reflections: questions a writer answers for nobody else, kept as lines that enter nothing by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from unsung.ground import clock
from unsung.ground.line.parsed import Line
from unsung.ledger.queries.zones import desk_zone
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.written import Version, Written, version_of

SLIPS = UUID("5b1d5f0e-6f0c-4c6e-9a55-0d5f1e5a7c21")
TOOK = "took"
HELPED = "helped"
QUESTIONS = {
    "well": "What went well?",
    HELPED: "What would have helped?",
    TOOK: "How much did today take out of you?",
    "week": "How was the week?",
    "help": "What would help?",
    "talk": "What do you want to talk about?",
}
"""Every question by what the line that answers it is marked with."""
EVENING = ("well", HELPED, TOOK)
CHECK_IN = ("week", "help", "talk")
BACK = {"no": "no", "partly": "partly", "yes": "yes"}
MOST_TOOK = 10


@dataclass(frozen=True)
class Cost:
    """How much a day took out of its writer, 0 to 10, and whether it is back: no, partly, yes, or unsaid."""

    took: int | None = None
    back: str = ""

    @property
    def words(self) -> str:
        """As the journal says it."""
        said = [] if self.took is None else [f"The day took {self.took} of {MOST_TOOK} out of me."]
        return " ".join([*said, *([f"I have it back: {self.back}."] if self.back else [])])


def reflection(asked: str, words: str, day: date | None = None, cost: Cost | None = None) -> Version:
    """An answer to one of the questions; none of its words is understood as anything."""
    made = version_of(Line(words, "" if cost else words, day=day), clock.now(), desk_zone())
    more = {"took": cost.took, "back": cost.back} if cost else {}
    return replace(made, said={**made.said, "asked": asked, **more})


def as_words(version: Version) -> Line:
    """A reflection as a line of which nothing was understood."""
    return Line(str(version.said["raw"]), str(version.said["text"]))


def cost_of(version: Version) -> Cost:
    """What a version says a day took."""
    return Cost(version.said.get("took"), str(version.said.get("back", "")))


def answers(mine: Open, day: date, asked: Sequence[str]) -> dict[str, Written]:
    """What was answered of a day, or of the week of a Monday, by question; of those erased there is none."""
    found = {each: _slip(mine, day, each)[1] for each in asked}
    return {each: written for each, written in found.items() if written}


def keep_answer(mine: Open, day: date, version: Version) -> None:
    """Keep an answer of a day: the first is a new line, another is another version of it."""
    id, written = _slip(mine, day, version.asked)
    if written is None:
        mine.put(Written(id, (version,)))
    elif written.now.said["raw"] != version.said["raw"]:
        mine.change(id, version)


def _slip(mine: Open, day: date, asked: str, number: int = 0) -> tuple[str, Written | None]:
    """Under which id a question of a day is answered, and the answer; one that was erased takes another."""
    id = str(uuid5(SLIPS, f"{day} {asked} {number}"))
    written = mine.find(id)
    return _slip(mine, day, asked, number + 1) if written and written.erased else (id, written)


def at_desk() -> datetime:
    """The moment it is, as the clock of the desk shows it."""
    return clock.now().astimezone(ZoneInfo(desk_zone()))
