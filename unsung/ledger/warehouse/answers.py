"""From ratings and tallies to their rows: each rating with the contact it speaks of, where it is known."""

from collections.abc import Iterator
from datetime import datetime

from unsung.ledger.queries.answers import contacts_called, latest_answers, ratings
from unsung.ledger.queries.standing import standing
from unsung.ledger.warehouse.conversations import Days, Row
from unsung.ledger.warehouse.gathering import in_hundreds, seconds


def rating_rows(start: datetime, end: datetime, days: Days) -> Iterator[Row]:
    """The rows of the table `ratings` for what was answered or asked in [start, end)."""
    told = list(ratings(start, end))
    contacts = _contacts_of(sorted({rating.contact_ref for rating in told} - {""}))
    latest = latest_answers(sorted({rating.contact_ref for rating in told} - {""}))
    for rating in told:
        number, channel = contacts.get(rating.contact_ref, (None, ""))
        repeated = latest.get((rating.contact_ref, rating.author_key), rating.happened_at)
        yield {
            "contact": number,
            "channel": channel or rating.channel or "other",
            "question": rating.question,
            "at_s": seconds(rating.happened_at),
            "on": days.local(seconds(rating.happened_at)).date(),
            "answered": int(rating.score is not None),
            "score": rating.score,
            "low": rating.low,
            "high": rating.high,
            "latest": int(rating.happened_at >= repeated),
        }


def _contacts_of(refs: list[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for some in in_hundreds(refs):
        for ref, number, channel in contacts_called(some):
            found.setdefault(ref, []).append((number, channel))
    # Where two sources call different contacts by one id, a guess would be worse than none.
    return {ref: numbers[0] for ref, numbers in found.items() if len(numbers) == 1}


def tally_rows(start: datetime, end: datetime, days: Days) -> Iterator[Row]:
    """The rows of the table `tallies` for the spans that begin in [start, end)."""
    rows = standing("tally").filter(happened_at__gte=start, happened_at__lt=end)
    fields = ("source__name", "channel", "happened_at", "span_s", "count")
    for source, channel, at, span, count in rows.order_by("happened_at", "id").values_list(*fields):
        local = days.local(seconds(at))
        yield {
            "source": source,
            "channel": channel,
            "at_s": seconds(at),
            "on": local.date(),
            "hour": local.hour,
            "span_s": span,
            "count": count,
        }
