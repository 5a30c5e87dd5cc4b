"""A line that something done elsewhere writes in the journal of whoever did it; no journal is begun by it."""

from typing import Literal

from django.contrib.auth import get_user_model

from unsung.rooms.journal import drawer
from unsung.rooms.journal.capture import Said, understood, version
from unsung.rooms.journal.drawer import Locked, Open
from unsung.rooms.journal.reflections import at_desk
from unsung.rooms.journal.written import Written

Noted = Literal["kept", "locked", "none"]


def note(person: int, id: str, line: str, kind: str) -> Noted:
    """Keep a line for somebody under an id, once; "locked" or "none" where no journal is open to it."""
    mine = _opened(person)
    if not isinstance(mine, Open):
        return mine
    found = understood(Said(line, kinds=(kind,)), mine.tags(), mine.keeps_heat())
    mine.put(Written(id, (version(found),)))
    return "kept"


def take_out(person: int, id: str) -> Noted:
    """Erase the line of this id again, where there is one."""
    mine = _opened(person)
    if not isinstance(mine, Open):
        return mine
    mine.erase(id, at_desk().date())
    return "kept"


def _opened(person: int) -> Open | Literal["locked", "none"]:
    turned = get_user_model()._default_manager.values_list("turned", flat=True).get(person=person)
    try:
        return drawer.opened(person, turned) or "none"
    except Locked:
        return "locked"
