"""The rows behind the figures, as a spreadsheet shows them: one iterator a sheet that figures name."""

from collections.abc import Iterator

import ibis.expr.types as ir

from unsung.measures import conditions
from unsung.measures.asked import Asked
from unsung.measures.connect import Tables
from unsung.measures.ends import snapshots

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
NAMED = ("external_id", "source")
MESSAGES = (
    "channel",
    "at_s",
    "author",
    "standing",
    "public",
    "first_reply",
    "outside_hours",
    "answers_s",
    "answers_business_s",
)
RATINGS = ("channel", "question", "at_s", "answered", "score", "low", "high", "latest")
WAITING = ("external_id", "source", "channel", "opened_s", "customer_kind", "category", "age_s")


def conversations(tables: Tables, asked: Asked) -> Iterator[dict[str, object]]:
    """One row a conversation opened in the period, in the order of opening; times in seconds."""
    contacts = tables.contacts
    counted = contacts.filter(*_within(contacts, "opened_s", asked), conditions.counts(contacts))
    return _rows(tables, counted.order_by("opened_s", "contact").select(*SHOWN))


def messages(tables: Tables, asked: Asked) -> Iterator[dict[str, object]]:
    """One row a message sent in the period, in the order of sending; `author` is a part, never a name."""
    return _sent(tables, asked, tables.messages, MESSAGES)


def ratings(tables: Tables, asked: Asked) -> Iterator[dict[str, object]]:
    """One row a time somebody was asked how it was, in order; repeated answers too, with `latest` 0."""
    return _sent(tables, asked, tables.ratings, RATINGS)


def waiting(tables: Tables, asked: Asked) -> Iterator[dict[str, object]]:
    """One row a counted conversation open at the period's end, the oldest first; `age_s` in seconds.

    Where the records end before the period does, it is what was open at their end.
    """
    found = conditions.waiting(tables.episodes, tables.contacts, snapshots(asked))
    aged = found.mutate(age_s=found.end_s - found.opened_s)
    return _rows(tables, aged.order_by("opened_s", "contact").select(*WAITING))


def _sent(
    tables: Tables, asked: Asked, table: ir.Table, shown: tuple[str, ...]
) -> Iterator[dict[str, object]]:
    """The rows of the period, each with what its conversation is called where that is known."""
    here = table.filter(*_within(table, "at_s", asked)).select("contact", *shown)
    named = here.left_join(tables.contacts.select("contact", *NAMED), "contact")
    # By every column, so that rows of one moment have the same order every time.
    rest = [name for name in shown if name != "at_s"]
    return _rows(tables, named.order_by("at_s", "contact", *rest).select(*NAMED, *shown))


def _within(table: ir.Table, moment: str, asked: Asked) -> tuple[ir.BooleanValue, ...]:
    """In the period, read from the partitions of its months only."""
    period, days = asked.period, asked.period.days
    months = table.month.between(f"{days[0]:%Y-%m}", f"{days[-1]:%Y-%m}")
    return months, table[moment] >= period.start_s, table[moment] < period.end_s


def _rows(tables: Tables, chosen: ir.Table) -> Iterator[dict[str, object]]:
    for batch in tables.fetch(chosen).to_batches(5000):
        yield from batch.to_pylist()
