"""Rows that are changes: each says what a conversation was seen to be at a moment."""

from unsung.intake.source import EventRecord, Record
from unsung.intake.tables.contacts import contact_of
from unsung.intake.tables.row import Row, digest


def read(row: Row) -> tuple[Record, ...]:
    """The contact, said again by every row, and what it was seen to be; times only from the change itself."""
    contact = contact_of(row, repeated=True, category=False)
    at = row.needed_instant("at")
    state, team, category = row.state(), row.text("team"), row.text("category")
    order = row.whole("order") or 0
    name = contact.external_id
    mark = digest(state, team, category)
    event_id = f"{name}/{order}/{int(at.timestamp())}/{mark}"
    return contact, EventRecord(event_id, name, at, state, team, category, order)
