"""What was said in one conversation: its messages with their words, mails by where they are filed."""

from collections.abc import Iterable
from dataclasses import dataclass

from unsung.ledger.models import Message, Tombstone
from unsung.ledger.queries.standing import standing


@dataclass(frozen=True)
class Spoken:
    """One message: when (seconds since 1970 UTC), by whom, whether the customer could read it, its words.

    `by` is customer, desk or machine; `standing` is "contact", or what a machine's mail counts as; `erased`
    where its words were taken out by law.
    """

    at_s: int
    by: str
    name: str
    key: str
    public: bool
    standing: str
    words: str
    quoted: str
    signature: str
    erased: bool


def spoken(source: int, contact: str) -> list[Spoken]:
    """The messages of a conversation that stand, by time; the customer first within one second."""
    filings = standing("filing").filter(source=source, contact_ref=contact)
    filed = {each.external_id: each for each in filings}
    own = standing("message").filter(source=source, contact_ref=contact)
    mails = standing("message").filter(source=source, external_id__in=list(filed)) if filed else []
    rows: list[Message] = list({each.pk: each for each in (*own, *mails)}.values())
    gone = _erased(each.pk for each in rows if not each.words)
    told = [_told(each, filed.get(each.external_id, each), each.pk in gone) for each in rows]
    return sorted(told, key=lambda each: (each.at_s, each.by != "customer"))


def _told(message: Message, filing: "Message", erased: bool) -> Spoken:
    return Spoken(
        int(message.happened_at.timestamp()),
        filing.author_kind or "machine",
        message.author_name,
        message.author_key,
        filing.public,
        filing.standing,
        message.words,
        message.quoted,
        message.signature,
        erased,
    )


def _erased(rows: Iterable[int]) -> set[int]:
    wordless = list(rows)
    if not wordless:
        return set()
    marks = Tombstone.objects.filter(family="message", fact_id__in=wordless)
    return set(marks.values_list("fact_id", flat=True))
