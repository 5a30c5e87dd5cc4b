"""What people answered when they were asked how it was."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Max

from unsung.ledger.models import Rating
from unsung.ledger.queries.standing import standing


def ratings(start: datetime, end: datetime) -> Iterator[Rating]:
    """The ratings answered, else asked, in [start, end), by time."""
    rows = Rating.objects.filter(corrected_by__isnull=True, withdrawn=False)
    yield from rows.filter(happened_at__gte=start, happened_at__lt=end).order_by("happened_at", "external_id")


def latest_answers(refs: Sequence[str]) -> dict[tuple[str, str], datetime]:
    """When each person last answered about each of these contacts."""
    latest: dict[tuple[str, str], datetime] = {}
    for start in range(0, len(refs), 900):
        rows = Rating.objects.filter(
            corrected_by__isnull=True,
            withdrawn=False,
            score__isnull=False,
            contact_ref__in=refs[start : start + 900],
        ).values_list("contact_ref", "author_key")
        for ref, author, at in rows.annotate(last=Max("happened_at")).values_list(
            "contact_ref", "author_key", "last"
        ):
            latest[(ref, author)] = at
    return latest


def contacts_called(refs: Sequence[str]) -> list[tuple[str, int, str]]:
    """External id, number and channel of the contacts that go by these ids, in whatever source."""
    rows = standing("contact").filter(external_id__in=refs)
    return list(rows.values_list("external_id", "id", "channel"))
