"""A check written down in the journal of whoever made it, which this room cannot open: by a name."""

from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

TOLD = {
    "kept": "It stands in your journal.",
    "locked": "It counts; your journal is locked, so it does not stand there.",
    "none": "It counts; you have no journal yet, so it stands nowhere else.",
}
TAKEN_OUT = {
    "kept": "Its line is out of your journal again.",
    "locked": "Your journal is locked; a line of it stays there.",
    "none": "",
}


def write_down(person: int, check: UUID, line: str, kind: str) -> str:
    """Write a check down as a line of its maker; what came of that, in words for the maker alone."""
    return TOLD[_asked(settings.NOTES, person, f"{check}", line, kind)]


def take_out(person: int, check: UUID) -> str:
    """Take the line of a check out again; what came of that, in words."""
    return TAKEN_OUT[_asked(settings.UNNOTES, person, f"{check}")]


def _asked(name: str, *told: object) -> str:
    return str(import_string(name)(*told))
