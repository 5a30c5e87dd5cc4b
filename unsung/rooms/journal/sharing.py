"""Sharing a line: for whom its writer can share it, what then leaves the journal, and taking it back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from unsung.ground.kinds import KINDS
from unsung.ground.problems import Problem
from unsung.ground.visitor import Visitor
from unsung.ledger.actions import sharing as pen
from unsung.ledger.actions.sharing import Leaving, Readers
from unsung.ledger.queries.people import DeskOf, desks_of
from unsung.ledger.queries.shared_lines import A_COLLEAGUE, SIGN, Copy, copy_of, sign
from unsung.publishing import words
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.names import Named, named
from unsung.rooms.journal.written import Shared, Version, Written

ONLY_YOU = "Only you can read it."
WISHES = {"sup": "lead", "team": "team", "all": "all"}
"""The audience that a word of a line means."""
WITHOUT = {
    "sup": "Nobody else leads your desk, so only you can read it.",
    "all": "Nobody leads your desk yet who could take it up, so only you can read it.",
}
SAID = {"lead": "for your lead", "team": "for the team", "all": "offered to the review"}
HEAT = re.compile(r"(?i)\s*\bheat:\S*")
NAME = re.compile(r"(?<![\w@])@(?P<name>[^\W\d_][\w.\-]*)")


@dataclass(frozen=True)
class Choice:
    """One audience a writer may choose: at which desk, which leads are meant, and the words for it."""

    audience: str
    desk: int
    desk_name: str
    leads: tuple[tuple[int, str], ...]
    only_desk: bool

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return f"{self.audience}-{self.desk}"

    @property
    def leading(self) -> str:
        """Its leads by name."""
        return words.listed([name for _, name in self.leads])

    @property
    def label(self) -> str:
        """What the writer chooses."""
        at = "" if self.only_desk else f" ({self.desk_name})"
        said = {"lead": self.leading, "team": "The team"}
        return said.get(self.audience, "The whole company, through the monthly review") + at

    @property
    def told(self) -> str:
        """Who then can read it, as a sentence says it."""
        at = "" if self.only_desk else f" of {self.desk_name}"
        return {"lead": self.leading, "team": f"the team{at}"}.get(self.audience, "who leads the desk")

    @property
    def chip(self) -> str:
        """For whom it is, as short as a chip."""
        first = words.listed([name.split()[0] for _, name in self.leads])
        return {"lead": first, "team": "the team"}.get(self.audience, "offered to the review")


def choices(writer: int) -> list[Choice]:
    """The audiences somebody may share with, the narrowest first; without a lead, only the team."""
    desks = desks_of(writer)
    return [
        Choice(audience, desk.pk, desk.name, desk.leads, len(desks) == 1)
        for audience, has in (("lead", _has_a_lead), ("team", _any), ("all", _is_led))
        for desk in desks
        if has(desk)
    ]


def _has_a_lead(desk: DeskOf) -> bool:
    return bool(desk.leads)


def _is_led(desk: DeskOf) -> bool:
    return desk.led


def _any(desk: DeskOf) -> bool:
    return True


def wished(audience: str, those: Sequence[Choice]) -> tuple[Choice | None, str]:
    """The choice that a word in a line means, or why it means none, as a sentence."""
    meant = [each for each in those if each.audience == WISHES.get(audience)]
    if len(meant) == 1:
        return meant[0], ""
    if meant:
        return None, "You are at several desks; choose on its page which you mean. Only you can read it."
    return None, WITHOUT.get(audience, "You are at no desk yet, so only you can read it.")


def goes(audience: str, writer: int) -> str:
    """The chip of a line that is to be shared once it is kept; empty where it is not meant for others."""
    if audience not in WISHES:
        return ""
    meant, _ = wished(audience, choices(writer))
    return SAID[WISHES[audience]] + ("" if meant else ", not sent")


@dataclass(frozen=True)
class Consent:
    """What goes along with the words: the writer's name, and about how long it took."""

    name: bool = True
    minutes: bool = True


def leaving(version: Version, writer: Visitor, consent: Consent) -> Leaving:
    """What leaves the journal of a line; clock times, heat, the star and how it was typed stay in it.

    Raises Problem where no words are left.
    """
    people: list[int] = []
    say = _say(version, people, writer, consent.name)
    text, outcome = say(version.said["text"]), say(version.said["outcome"] or "")
    if not (text or outcome):
        raise Problem("This line has no words to share.", "It stays with you.", "Say what you did first.")
    minutes = rounded(version.said["minutes"]) if consent.minutes else None
    kinds = [kind for kind in version.kinds if kind in KINDS]
    days = version.happened, version.local.date()
    return Leaving(text or outcome, outcome if text else "", kinds, minutes, *days, tuple(people))


def rounded(minutes: int | None) -> int | None:
    """Minutes as others see them: to the next five, never none."""
    return None if minutes is None else max(5, 5 * round(minutes / 5))


def _say(version: Version, people: list[int], writer: Visitor, by_name: bool) -> Callable[[str], str]:
    """How words are said to others: a sign for each colleague, who is noted among `people`.

    Wherever a known name stands behind an @, in quotes too; but not where its writer dismissed it as a word.
    """
    known, once = named(), {name.casefold() for name in version.said["people"]}
    dismissed = {word.casefold() for plain in version.plain for word in NAME.findall(plain)}

    def name_of(who: Named | None) -> str:
        if who is None:
            return A_COLLEAGUE
        if who.what == "department":
            return who.name
        if who.number == writer.person:
            return writer.name if by_name else A_COLLEAGUE
        if who.number not in people:
            people.append(who.number)
        return sign(people.index(who.number))

    def one(found: "re.Match[str]") -> str:
        name = found["name"].rstrip(".-")
        handle = name.casefold()
        if handle in dismissed or handle not in {*known, *once}:
            return found[0]
        return name_of(known.get(handle)) + found["name"][len(name) :]

    return lambda text: NAME.sub(one, HEAT.sub("", text.replace(SIGN, ""))).strip()


def share(mine: Open, id: str, choice: Choice, writer: Visitor, consent: Consent) -> Written | None:
    """Share a line as it now reads; an earlier copy of it is taken back. None where there is no such line."""
    by_name = choice.audience != "all" or consent.name

    def shared(found: Written) -> Written:
        told = leaving(found.now, writer, replace(consent, name=by_name))
        declined = pen.take_back(found.open.number) if found.open else set()
        to = [pk for pk, _ in choice.leads] if choice.audience == "lead" else []
        readers = Readers(choice.desk, choice.audience, to, writer.person if by_name else None)
        number = pen.share(told, readers, declined)
        said = choice.desk, choice.audience, choice.told, choice.chip
        as_what = Shared(number, *said, named=by_name, minutes=consent.minutes)
        return replace(found, shared=as_what)

    return mine.alter(id, shared)


def as_wished(mine: Open, written: Written, writer: Visitor) -> tuple[Written, str]:
    """Share a line just kept with whom it was meant for; returns it, and who can read it now, in words."""
    audience = written.now.said["audience"]
    choice, why = wished(audience, choices(writer.person or 0)) if audience in WISHES else (None, "")
    if choice is None:
        return written, why or ONLY_YOU
    try:
        shared = share(mine, written.id, choice, writer, Consent(name=False))
    except Problem as problem:
        return written, f"{problem.what} {ONLY_YOU}"
    return shared or written, who_reads(shared or written)


def who_reads(written: Written) -> str:
    """Who can read a line now, in words."""
    shared = written.open
    copy = copy_of(shared.number) if shared else None
    if shared is None or copy is None:
        return ONLY_YOU
    people = words.listed([name for name, _ in copy.named if name not in copy.leads])
    return _reached(shared, copy) + (f" So can {people}, whom you name." if people else "")


def _reached(shared: Shared, copy: Copy) -> str:
    if shared.audience == "all":
        how = "with" if shared.named else "without"
        return f"Offered to the review: {shared.to} can read it, {how} your name."
    if shared.audience == "lead":
        leads = words.listed(copy.leads)
        return f"{leads} can read it." if leads else f"It was for {shared.to}, who no longer leads your desk."
    return f"{words.capital(shared.to)} can read it."


def take_back(mine: Open, id: str, day: date) -> Written | None:
    """Take a line back: its readers no longer have it. None where there is no such line."""

    def back(found: Written) -> Written:
        if found.open is None:
            return found
        pen.take_back(found.open.number)
        return replace(found, shared=replace(found.open, back=day.isoformat()))

    return mine.alter(id, back)
