"""The rows behind the figures, as a spreadsheet shows them: one iterator a sheet that figures name."""

from collections.abc import Iterator

import ibis.expr.types as ir

from unsung.measures import conditions
from unsung.measures.asked import Asked
from unsung.measures.connect import Tables
from unsung.measures.ends import known_until, moment_of, snapshots

SHOWN = (
    "external_id",
    "source",
    "channel",
    "standing",
    "started_by",
    "opened_s",
    "customer",
    "customer_kind",
    "category",
    "messages_in",
    "messages_out",
    "asked_s",
    "first_reply_s",
    "first_reply_business_s",
    "unanswered_since_s",
    "on_the_spot",
    "has_states",
    "settled_s",
    "finally_settled_s",
    "reopens",
    "reopened_s",
    "moves",
    "queued_s",
    "answered",
    "abandoned",
    "talk_s",
    "hold_s",
    "after_s",
    "transferred",
    "issue_first",
    "issue_answered",
    "again_s",
    "known_until_s",
)
SETTLED = (
    "external_id",
    "source",
    "channel",
    "opened_s",
    "settled_s",
    "reopened_s",
    "reopens",
    "finally_settled_s",
    "known_until_s",
)
TALLIES = ("source", "channel", "at_s", "span_s", "count")
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
    """One row a conversation opened in the period, also those counted apart, in the order of opening.

    Times are in seconds; `known_until_s` is the end of its source. `customer` is a number that holds in this
    sheet alone: who it is, is nobody's business here.
    """
    contacts = tables.contacts
    opened = contacts.filter(*_within(contacts, "opened_s", asked))
    known = opened.mutate(known_until_s=moment_of(known_until(asked, opened)))
    numbers: dict[object, int] = {}
    for row in _rows(tables, known.order_by("opened_s", "contact").select(*SHOWN)):
        customer = row["customer"]
        yield row | {"customer": numbers.setdefault(customer, len(numbers) + 1) if customer else None}


def settled(tables: Tables, asked: Asked) -> Iterator[dict[str, object]]:
    """One row a counted conversation first settled in the period, whenever it was opened, in that order."""
    contacts, period = tables.contacts, asked.period
    moment = contacts.settled_s
    then = contacts.filter(moment >= period.start_s, moment < period.end_s, conditions.counts(contacts))
    known = then.mutate(known_until_s=moment_of(known_until(asked, then)))
    return _rows(tables, known.order_by("settled_s", "contact").select(*SETTLED))


def tallies(tables: Tables, asked: Asked) -> Iterator[dict[str, object]]:
    """One row a span in which a source only counted, in order; nothing is known of its single contacts."""
    here = tables.tallies.filter(*_within(tables.tallies, "at_s", asked))
    return _rows(tables, here.order_by("at_s", "source", "channel", "span_s").select(*TALLIES))


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
