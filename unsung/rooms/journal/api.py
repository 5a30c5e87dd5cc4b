"""The journal for a writer's own programs: a line is put in; nothing of it can be asked for."""

from typing import Annotated
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of
from unsung.rooms.journal import drawer
from unsung.rooms.journal.capture import LONGEST, Said, understood, version
from unsung.rooms.journal.written import Written


class LineSent(Schema):
    """A line as it is typed. Sent twice under one `id`, it is kept once."""

    line: Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"^[^\x00]*$")]
    id: UUID | None = None


class LineKept(Schema):
    """What became of it: the day it tells of, and how it was understood, in words.

    `known` where it was kept before under the same id. `recovery_code` with the first line of a journal,
    shown this once.
    """

    id: UUID
    day: str
    understood: list[str]
    hints: list[str]
    known: bool
    recovery_code: str | None


journal = Router()


@journal.post("/lines", response=LineKept, url_name="journal-line", operation_id="keep_line")
def keep_line(request: HttpRequest, sent: LineSent) -> LineKept:
    """Keep a line in the journal of whoever let the program in; only its writer can read it."""
    said = Said(sent.line)
    if not said.here:
        raise Problem("This line is empty.", "Nothing was kept.", "Send what you did.")
    person = visitor_of(request).person or 0
    turned = get_user_model()._default_manager.values_list("turned", flat=True).get(person=person)
    mine, code = drawer.opened_or_begun(person, turned)
    found = understood(said, mine.tags(), mine.keeps_heat())
    written = Written(str(sent.id or uuid4()), (version(found),))
    new = mine.put(written)
    return LineKept(
        id=UUID(written.id),
        day=written.now.day,
        understood=[chip.said for chip in found.chips],
        hints=list(found.line.hints),
        known=not new,
        recovery_code=code or None,
    )
