"""The tables the measures read: every column declared once with its kind and its meaning."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "whole", "real", "flag", "day"]
"""text: string · whole: int64 · real: float64 · flag: int8 0/1 (null: not known) · day: date."""


@dataclass(frozen=True)
class Column:
    """One column: `name`, `kind` and what a value means; every column may be null unless it says so."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True)
class Table:
    """One declared table, laid out as Parquet with one partition a month (`month` "2025-10", local)."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


CONTACTS = Table(
    "contacts",
    "One row a conversation, in the month in which it was opened (the desk's own calendar).",
    (
        Column("contact", "whole", "number of the contact in the ledger, never null"),
        Column("source", "text", "name of the source it came from, never null"),
        Column("external_id", "text", "what the source calls it, never null"),
        Column("desk", "text", "desk it belongs to"),
        Column("channel", "text", "call, mail, chat, walkin, form or other, never null"),
        Column("standing", "text", "contact, or why it does not count: auto, bounce, list, spam; never null"),
        Column("started_by", "text", "customer, desk or machine; never null"),
        Column("opened_s", "whole", "when it was opened, seconds since 1970 UTC, never null"),
        Column("opened_on", "day", "the same as a date in the desk's zone, never null"),
        Column("opened_hour", "whole", "hour of the day, 0 to 23, in the desk's zone, never null"),
        Column("opened_weekday", "whole", "0 Monday to 6 Sunday, in the desk's zone, never null"),
        Column("working_day", "flag", "1 if the desk was open at some time that day; null: no hours known"),
        Column("customer", "text", "who it was, by the key the source knows; null: not known"),
        Column("customer_kind", "text", "kind of customer, from the register or the source; null: not said"),
        Column(
            "customer_new", "flag", "1 if the ledger holds nothing earlier of this customer; null: unknown"
        ),
        Column("category", "text", "the source's own category as last seen; null: none"),
        Column("messages_in", "whole", "messages of the customer, never null"),
        Column("messages_out", "whole", "public messages of people at the desk, never null"),
        Column("asked_s", "whole", "first customer message, seconds since 1970; null: no messages known"),
        Column(
            "first_reply_s", "whole", "seconds from asked_s to the first public human reply; null: none yet"
        ),
        Column(
            "first_reply_business_s", "whole", "the same in opening hours; null: none yet, or no hours known"
        ),
        Column("unanswered_since_s", "whole", "oldest customer message still without a reply; null: none"),
        Column(
            "on_the_spot",
            "flag",
            "1: in person, no timed reply and none awaited: an answered call, a walk-in",
        ),
        Column("has_states", "flag", "1 if the source tells states (opened, settled), never null"),
        Column("settled_s", "whole", "first settled, seconds since 1970; null: not yet, or no states"),
        Column("finally_settled_s", "whole", "last settled and not reopened since, seconds since 1970"),
        Column("open_time_s", "whole", "seconds it was open, over all its episodes that ended"),
        Column("reopens", "whole", "how often it was reopened; null: no states"),
        Column(
            "reopened_s", "whole", "first reopening after the first settling, seconds since 1970; null: never"
        ),
        Column("moves", "whole", "how often it passed from one team to another; null: no teams known"),
        Column("first_team", "text", "team that held it first; null: not known"),
        Column("queued_s", "whole", "seconds in the queue before it was answered or given up; calls"),
        Column("answered", "flag", "1 answered by a person, 0 not; calls; null: not known"),
        Column("abandoned", "flag", "1 the customer gave up waiting; calls; null: not known"),
        Column("talk_s", "whole", "seconds talked; calls"),
        Column("hold_s", "whole", "seconds on hold; calls; null: not known"),
        Column("after_s", "whole", "seconds of work after the call; null: not known"),
        Column("transferred", "flag", "1 passed on during the call; null: not known"),
        Column("issue_first", "flag", "1 if first contact of its issue: same customer and category, 7 days"),
        Column(
            "issue_answered",
            "flag",
            "1 if a person answered in the issue that it began; null: it began none. An answer is a public "
            "message, an answered call or a visit; where no messages are told, that it was settled",
        ),
        Column(
            "again_s", "whole", "seconds until the same customer came back in the same category; null: never"
        ),
    ),
)

MESSAGES = Table(
    "messages",
    "One row a message, in the month in which it was sent (local); what machines wrote is among them.",
    (
        Column("contact", "whole", "number of its contact, never null"),
        Column("channel", "text", "channel of its contact, never null"),
        Column("author", "text", "customer, desk or machine; never null"),
        Column("standing", "text", "contact, or what a machine’s mail counts as: auto, bounce, list, spam"),
        Column("public", "flag", "1 seen by the customer, never null"),
        Column("at_s", "whole", "when it was sent, seconds since 1970, never null"),
        Column("on", "day", "the same as a date in the desk's zone, never null"),
        Column("outside_hours", "flag", "1 sent while the desk was closed; null: no hours known"),
        Column(
            "answers_s",
            "whole",
            "for the reply that ends a wait: seconds since the oldest unanswered message",
        ),
        Column("answers_business_s", "whole", "the same in opening hours; null also: no hours known"),
        Column("first_reply", "flag", "1 for the first public human reply, never null"),
    ),
)

EPISODES = Table(
    "episodes",
    "One row for each time a conversation was open, in the month in which that began (local).",
    (
        Column("contact", "whole", "number of its contact, never null"),
        Column("channel", "text", "channel of its contact, never null"),
        Column("category", "text", "category of its contact"),
        Column("number", "whole", "1 the first, 2 after a reopening, and so on; never null"),
        Column("started_s", "whole", "opened or reopened, seconds since 1970, never null"),
        Column("ended_s", "whole", "settled, seconds since 1970; null: still open at the end of the data"),
    ),
)

RATINGS = Table(
    "ratings",
    "One row a time somebody was asked how it was, in the month of the answer, else of the asking (local).",
    (
        Column("contact", "whole", "number of its contact; null: not known"),
        Column("channel", "text", "channel of its contact, else as the source says, else other; never null"),
        Column("question", "text", "csat, ces or nps; never null"),
        Column("at_s", "whole", "when it was answered, else asked, seconds since 1970, never null"),
        Column("on", "day", "the same as a date in the desk's zone, never null"),
        Column("answered", "flag", "1 answered, 0 asked and not answered, never null"),
        Column("score", "whole", "the answer; null: not answered"),
        Column("low", "whole", "lowest point of the scale, never null"),
        Column("high", "whole", "highest point of the scale, never null"),
        Column(
            "latest", "flag", "1 unless the same person answered again about the same contact; never null"
        ),
    ),
)

TALLIES = Table(
    "tallies",
    "Contacts that a source only counted, one row a span, in the month of its beginning (local).",
    (
        Column("source", "text", "name of the source, never null"),
        Column("channel", "text", "call, mail, chat, walkin, form or other, never null"),
        Column("at_s", "whole", "beginning of the span, seconds since 1970, never null"),
        Column("on", "day", "the same as a date in the desk's zone, never null"),
        Column("hour", "whole", "hour of the day, 0 to 23, in the desk's zone, never null"),
        Column("span_s", "whole", "length of the span in seconds, never null"),
        Column("count", "whole", "contacts begun in it, never null"),
    ),
)

TABLES = (CONTACTS, MESSAGES, EPISODES, RATINGS, TALLIES)
