"""The scenes the latest month is remembered for: Mr Haddad's kitchen on Founders' Day, and his thanks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from unsung.demo.allotment import CLAIMS, POLICYHOLDERS, Allotted
from unsung.demo.days import SpecialDays


@dataclass(frozen=True)
class Scene:
    """One conversation of Mr Haddad's: which story it tells, and at what time of its day."""

    channel: str
    story: str
    hour: int
    minute: int

    def at(self, moment: datetime) -> datetime:
        """The moment put to the scene's time of day."""
        return moment.replace(hour=self.hour, minute=self.minute)


CALL = Scene("call", "kitchen under water", 11, 38)
CHAT = Scene("chat", "kitchen under water", 11, 52)
THANKS = Scene("mail", "a dry kitchen", 8, 12)


def staged(allotted: Sequence[Allotted], special: SpecialDays) -> tuple[list[Allotted], dict[int, Scene]]:
    """The month with room made for the scenes, and which places they have; the sums stay as they were."""
    found, scenes = list(allotted), dict[int, Scene]()
    if not special.away or not special.founders or not special.letter:
        return found, scenes
    day_after = min((day for day in special.letter if day > special.founders), default=special.founders)
    for scene, day in ((CALL, special.founders), (CHAT, special.founders), (THANKS, day_after)):
        place = make_room(found, scene.channel, day, taken=set(scenes))
        if place is not None:
            scenes[place] = scene
    return found, scenes


def make_room(found: list[Allotted], channel: str, day: date, *, taken: set[int]) -> int | None:
    """Where a policyholder's claim can be told that day by that channel; another trades places with it."""
    free = [
        n
        for n, each in enumerate(found)
        if n not in taken and not each.letter and each.slot.channel == channel
    ]
    here = next((n for n in free if found[n].slot.day == day), None)
    claim = next((n for n in free if (found[n].topic, found[n].kind) == (CLAIMS, POLICYHOLDERS)), None)
    if here is None or claim is None:
        return None
    mine, theirs = found[here], found[claim]
    found[here] = replace(mine, topic=theirs.topic, kind=theirs.kind)
    found[claim] = replace(theirs, topic=mine.topic, kind=mine.kind)
    return here
