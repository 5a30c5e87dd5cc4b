"""The lines of a week, each with the part of the summary it belongs to, and its words as they go out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from unsung.ground.kinds import FAMILIES, KINDS
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.looking import Entry
from unsung.rooms.journal.names import Named, named
from unsung.rooms.journal.reflections import HELPED
from unsung.rooms.journal.week.drafts import Draft
from unsung.rooms.journal.written import Version, Written

Place = Literal["deed", "work", "promise", "thanks", "helped"]
PLACES: dict[Place, str] = {
    "deed": "worth knowing",
    "work": "work no system saw",
    "promise": "promised",
    "thanks": "thanks",
    "helped": "what would have helped",
}
WEEK_DAYS = 7
OTHER = "Other work"
AT = re.compile(r"@([^\s@]+?)(?=[.,;:!?)]*(?:\s|$))")


@dataclass(frozen=True, kw_only=True)
class WeekLine(Entry):
    """A line of the week: whether it goes in, where, and in which words."""

    place: Place
    chosen: bool
    words: str
    outcome: str
    nameless: bool

    @property
    def plain(self) -> str:
        """Its words as they go out where nothing else was said."""
        return str(self.now.said["text"] or self.now.said["raw"])

    @property
    def came(self) -> str:
        """What came of it, as it was written."""
        return str(self.now.said["outcome"] or "")

    @property
    def families(self) -> list[str]:
        """The families of work it belongs to, in words."""
        return families_of(self.now)

    @property
    def where(self) -> str:
        """The part of the summary it belongs to, in words."""
        return PLACES[self.place]

    @property
    def minutes(self) -> int:
        """Its minutes of work that no system saw; 0 where none were said, or it belongs to a conversation."""
        return (self.now.said["minutes"] or 0) if self.now.case is None else 0


def lines_of(mine: Open, monday: date, draft: Draft, helped: bool = False) -> list[WeekLine]:
    """The lines that tell of the week, the earliest first; with what would have `helped`, where asked for."""
    sunday = monday + timedelta(days=WEEK_DAYS - 1)
    months = sorted({monday.replace(day=1), sunday.replace(day=1)})
    every = (line for month in months for line in reversed(mine.of_month(month, reflections=helped)))
    those = (line for line in every if line.now.asked in ("", HELPED))
    names = named()
    return [_line(each, draft, names) for each in those if monday <= each.now.happened <= sunday]


def by_itself(written: Written) -> bool:
    """Whether a line goes in where nothing was decided: starred, or shared; never a reflection."""
    return not written.now.asked and (bool(written.now.said["star"]) or written.open is not None)


def families_of(version: Version) -> list[str]:
    """The families of work of a line, in words; one without a kind is other work."""
    found = dict.fromkeys(FAMILIES[KINDS[kind].family] for kind in version.kinds if kind in KINDS)
    return list(found) or [OTHER]


def _line(written: Written, draft: Draft, names: dict[str, Named]) -> WeekLine:
    now, nameless = written.now, written.id in draft.nameless
    words, outcome = draft.told.get(written.id, ("", ""))
    people = now.said["people"]
    return WeekLine(
        written,
        place=_place(now),
        chosen=draft.has(written.id, by_itself(written)),
        words=_named_out(words or now.said["text"] or now.said["raw"], people, names, nameless),
        outcome=_named_out(outcome or now.said["outcome"] or "", people, names, nameless),
        nameless=nameless,
    )


def _place(version: Version) -> Place:
    if version.asked:
        return "helped"
    if version.said["type"] == "kudos":
        return "thanks"
    if version.said["due"]:
        return "promise"
    return "deed" if version.said["star"] else "work"


def _named_out(text: str, people: Iterable[str], names: dict[str, Named], nameless: bool) -> str:
    """The text with @sam as "Sam Reed", or as "a colleague" where names are left out."""
    known = set(people)

    def said(found: re.Match[str]) -> str:
        who = names.get(found[1].casefold())
        if found[1].casefold() not in known and who is None:
            return found[0]
        if nameless and (who is None or who.what == "person"):
            return "a colleague"
        return who.name if who else found[1]

    return AT.sub(said, str(text))


def chosen(lines: Iterable[WeekLine], place: Place) -> Iterator[WeekLine]:
    """The lines of one part that go in."""
    return (line for line in lines if line.chosen and line.place == place)
