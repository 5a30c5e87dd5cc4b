"""The words of these pages: what fields, kinds of rows and ways in are called, and what to do on a page."""

import re

ROWS = {
    "contact": "a conversation",
    "event-log": "a change of a conversation",
    "message": "a message",
    "rating": "an answer to “how was it”",
    "call": "a call",
    "tally": "a count of contacts",
}
PRESETS = {
    "plain": "Conversations, one row each",
    "servicenow": "Audit log of incidents, one row a change",
    "survey": "Survey: how was it",
    "reviews": "Public reviews with stars",
    "calls": "Call records with column names",
    "volumes": "Contacts counted in slots of time",
}
FIELDS = {
    "id": "Its number or id",
    "opened_at": "When it was opened",
    "at": "When it happened",
    "channel": "How they reached you",
    "customer": "Customer: number, address or id",
    "customer_name": "Customer: name",
    "customer_kind": "Customer: kind",
    "category": "What it is about",
    "subject": "Subject",
    "desk": "Desk or inbox",
    "started_by": "Who began it",
    "standing": "What it counts as",
    "words": "What was written",
    "first_reply_at": "When it was first answered",
    "resolved_at": "When it was settled",
    "updated_at": "When it was last changed",
    "reopened_at": "When it was opened again",
    "team": "Team that held it",
    "score": "Score",
    "rated_at": "When it was rated",
    "state": "State",
    "order": "Order of changes",
    "contact": "The conversation it belongs to",
    "asked_at": "When they were asked",
    "answered_at": "When they answered",
    "link": "Link",
    "author": "Who wrote: address or id",
    "author_name": "Who wrote: name",
    "ended_at": "When it ended",
    "queued": "Time waited",
    "duration": "Time from ring to end",
    "talk": "Time talked",
    "hold": "Time on hold",
    "after": "Time of work afterwards",
    "answered": "Answered or not",
    "abandoned": "Given up by the caller",
    "cause": "Cause of hanging up",
    "transferred": "Passed on",
    "count": "How many",
    "part": "Queue or line",
    "author_kind": "Written by customer or desk",
    "public": "Seen by the customer",
}
MEANINGS = {
    "call": "a call", "mail": "a mail", "chat": "a chat", "walkin": "a visit", "form": "a form",
    "other": "something else", "open": "open", "pending": "waiting for somebody else", "settled": "settled",
    "customer": "the customer", "desk": "the desk", "machine": "a machine", "contact": "a conversation",
    "auto": "an automatic answer", "bounce": "a mail that came back", "list": "a mail to a list",
    "spam": "spam", "": "not known",
}  # fmt: skip
WAYS = {"mail": "Mail", "table": "A table", "calls": "Call records of an exchange", "chats": "Chats"}
ICONS = {"mail": "mail", "table": "file", "calls": "phone", "chats": "chat"}
FAMILIES = {
    "contact": ("conversation", "conversations"),
    "tally": ("count of contacts", "counts of contacts"),
    "message": ("message", "messages"),
    "event": ("change of a state", "changes of a state"),
    "call": ("leg of a call", "legs of calls"),
    "rating": ("rating or asking", "ratings and askings"),
    "filing": ("filing of a mail", "filings of mails"),
}

_WHERE_IT_DIFFERS = (
    "If this row is right, read it again and let it correct the record; if it is another system’s, bring it "
    "under a source name of its own."
)
_ON_A_PAGE = (
    ("It is named in the desk’s settings, or with --desk ADDRESS.", "Name its address under Settings."),
    ("; check the zone given with --tz.", "; check the desk’s zone under Settings."),
    ("or give another one with --map.", "or choose other columns."),
    (
        "Write a mapping that names the columns and give it with --map; docs/sources/table.md shows how.",
        "Say which column is which.",
    ),
    (
        "If this file is right, bring it again with --correct; if it is another system’s, with a name of its "
        "own: --as NAME.",
        _WHERE_IT_DIFFERS,
    ),
    (
        "If this file is right, bring it in with “unsung import --correct”, or in a review of files name it "
        "first; if it is another system’s, name that: --as NAME.",
        _WHERE_IT_DIFFERS,
    ),
    ("Run the same command again; it goes on from there.", "Go on; it goes on from where it was."),
    (
        "Correct it; if all dates are written like this, say how with dates = “…” in the mapping.",
        "Correct it; if all dates are written like this, say so in the mapping.",
    ),
    ("set dates = “month first” in the mapping.", "say so under “Dates are written”."),
    ("set dates = “day first” in the mapping.", "say so under “Dates are written”."),
)
_MEANINGS = re.compile(
    r"Add it under \[values\.\w+\] in the mapping, or “\*” for everything else\."
    r"|Say under \[values\.\w+\] in the mapping which of them it is\."
    r"|Correct it, or say under \[values\] in the mapping what it means\."
)


def on_a_page(sentence: str) -> str:
    """A sentence of the ways in as it is said on a page, where nobody types options of a command."""
    for at_the_prompt, here in _ON_A_PAGE:
        sentence = sentence.replace(at_the_prompt, here)
    return _MEANINGS.sub("Correct it, or say in the mapping what it means.", sentence)


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many}"
