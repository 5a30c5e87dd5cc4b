"""The rows behind the figures: the counted conversations of a period, as a spreadsheet shows them."""

from collections.abc import Iterator

from unsung.measures.asked import Asked
from unsung.measures.connect import Tables

SHOWN = (
    "external_id",
    "source",
    "channel",
    "opened_s",
    "customer_kind",
    "category",
    "messages_in",
    "messages_out",
    "first_reply_s",
    "first_reply_business_s",
    "unanswered_since_s",
    "settled_s",
    "finally_settled_s",
    "reopens",
    "moves",
    "queued_s",
    "answered",
    "abandoned",
    "talk_s",
    "again_s",
)


def conversations(tables: Tables, asked: Asked) -> Iterator[dict[str, object]]:
    """One row a conversation opened in the period, in the order of opening; times in seconds."""
    contacts = tables.contacts
    counted = contacts.filter(
        contacts.month == asked.period.label,
        contacts.standing == "contact",
        contacts.started_by == "customer",
    )
    for batch in tables.fetch(counted.order_by("opened_s", "contact").select(*SHOWN)).to_batches(5000):
        yield from batch.to_pylist()
