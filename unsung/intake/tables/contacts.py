"""Rows that are conversations: one row each, with the times the desk's system noted beside it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from unsung.ground.channels import SPOKEN
from unsung.intake.source import ContactRecord, EventRecord, MessageRecord, Party, Record, extent
from unsung.intake.tables.ratings import rating
from unsung.intake.tables.row import Row, Unreadable

LATER = ("first_reply_at", "resolved_at", "reopened_at")
"""Fields that tell what happened after a conversation was opened."""
LATER_TOLD = (*LATER, "rated_at")
"""Fields that tell of a moment after the opening."""


def read(row: Row) -> tuple[Record, ...]:
    """The contact of this row, what was said, its states and its rating, as far as the row tells them.

    Raises Unreadable where something lies before the conversation was opened.
    """
    contact = contact_of(row)
    _check_course(row, contact.opened_at)
    contact = replace(contact, extent=_extent(row, contact.opened_at))
    first_reply = _moment(row, "first_reply_at", contact.opened_at)
    return (
        contact,
        *_said(row, contact, first_reply),
        *_states(row, contact),
        *_rated(row, contact),
    )


def contact_of(row: Row, named: str = "id", repeated: bool = False, category: bool = True) -> ContactRecord:
    """The contact a row tells of, its id in the field `named`; raises Unreadable."""
    return ContactRecord(
        external_id=row.needed(named),
        channel=row.channel(),
        opened_at=row.needed_instant("opened_at"),
        customer=row.customer(),
        subject=row.text("subject"),
        category=row.text("category") if category else "",
        started_by=row.started_by(),
        standing=row.standing(),
        desk=row.text("desk"),
        repeated=repeated,
    )


def _check_course(row: Row, opened: datetime) -> None:
    for field in LATER:
        at = _moment(row, field, opened)
        # One column may tell fractions of a second and the other none.
        if at is not None and at.replace(microsecond=0) < opened.replace(microsecond=0):
            raise Unreadable(
                row.column(field),
                f"{_shown(row, at)} lies before the conversation was opened "
                f"({row.column('opened_at')}, {_shown(row, opened)})",
                "Correct whichever is wrong and bring the row again; where many rows say so, check the order "
                "of day and month and the zone.",
                f"it lies before the conversation was opened ({row.column('opened_at')})",
            )


def _moment(row: Row, field: str, opened: datetime) -> datetime | None:
    """When it was, None also where the column tells the day of the opening alone and no time of day."""
    at = row.instant(field)
    if at is None:
        return None
    zone = ZoneInfo(row.plan.form.zone)
    local, began = at.astimezone(zone), opened.astimezone(zone)
    day_alone = at < opened and local.date() == began.date() and local.time() == time()
    return None if day_alone else at


def _extent(row: Row, opened: datetime) -> int:
    """How far the source knew: of two exports the one that tells of a later moment stands."""
    known = [at for field in LATER_TOLD if (at := row.instant(field))]
    try:
        changed = row.instant("updated_at")
    except Unreadable:
        # It only tells which of two exports is the later; a row is not put aside for the want of that.
        changed = None
    return extent(max([opened, *known, *filter(None, [changed])]))


def _shown(row: Row, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(row.plan.form.zone))
    return f"{local.day} {local:%B %Y %H:%M:%S}"


def _said(row: Row, contact: ContactRecord, first_reply: datetime | None) -> Iterator[MessageRecord]:
    words = row.text("words")
    # A call or a visit is answered on the spot: without a time of its own there is no reply to speak of,
    # and a table that has no column of replies does not tell that nobody replied.
    if first_reply is None and (contact.channel in SPOKEN or not (row.plan.has("first_reply_at") or words)):
        return
    if contact.started_by == "customer":
        yield MessageRecord(
            external_id=f"{contact.external_id}/opened",
            at=contact.opened_at,
            author=contact.customer or Party(""),
            contact=contact.external_id,
            author_kind="customer",
            subject=contact.subject,
            words=words,
            extent=contact.extent,
        )
    if first_reply is not None:
        yield MessageRecord(
            external_id=f"{contact.external_id}/first reply",
            at=first_reply,
            author=Party(""),
            contact=contact.external_id,
            author_kind="desk",
            extent=contact.extent,
        )


def _states(row: Row, contact: ContactRecord) -> Iterator[EventRecord]:
    name, team = contact.external_id, row.text("team")
    resolved = _moment(row, "resolved_at", contact.opened_at)
    # Settled on the day it was opened, and nobody knows when: then its states are not told at all.
    if not row.plan.has("resolved_at") or (resolved is None and row.instant("resolved_at") is not None):
        if team:
            yield EventRecord(f"{name}/team", name, contact.opened_at, team=team, extent=contact.extent)
        return
    yield EventRecord(f"{name}/open", name, contact.opened_at, "open", team, extent=contact.extent)
    # A later export of the same table may hold a later time: then both are facts.
    if resolved is not None:
        yield EventRecord(f"{name}/settled/{resolved.isoformat()}", name, resolved, "settled", order=1)
    if (reopened := _moment(row, "reopened_at", contact.opened_at)) is not None:
        yield EventRecord(f"{name}/reopened/{reopened.isoformat()}", name, reopened, "open", order=2)


def _rated(row: Row, contact: ContactRecord) -> Iterator[Record]:
    if not row.text("score"):
        return
    resolved = _moment(row, "resolved_at", contact.opened_at)
    at = row.instant("rated_at") or resolved or contact.opened_at
    found = rating(row, f"{contact.external_id}/rating", at, contact.external_id, contact.channel)
    if found is not None:
        yield replace(found, extent=contact.extent)
