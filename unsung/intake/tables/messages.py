"""Rows that are messages: who wrote what, when, in which conversation."""

from unsung.intake.source import MessageRecord, Party, Record
from unsung.intake.tables.contacts import contact_of
from unsung.intake.tables.row import Row, digest


def read(row: Row) -> tuple[Record, ...]:
    """The message, and the contact it belongs to where the row also tells when that was opened."""
    contact, at, kind = row.needed("contact"), row.needed_instant("at"), row.author_kind()
    author, author_name = row.text("author"), row.text("author_name")
    if kind == "customer" and not author:
        customer = row.customer()
        author, author_name = (customer.key, customer.name) if customer else (author_name, author_name)
    words = row.text("words")
    public = row.flag("public")
    message = MessageRecord(
        external_id=row.text("id") or f"{contact}/{int(at.timestamp())}/{digest(kind, author, words)}",
        at=at,
        author=Party(author or author_name, author_name),
        contact=contact,
        author_kind=kind,
        public=True if public is None else public,
        subject=row.text("subject"),
        words=words,
        category=row.text("category"),
    )
    if row.instant("opened_at") is None:
        return (message,)
    return contact_of(row, "contact", repeated=True), message
