"""What was brought in: deliveries, the latest first, and what of each stands on record."""

from collections.abc import Sequence

from unsung.ledger.models import FAMILIES, Delivery, Source
from unsung.ledger.queries.standing import standing


def latest(before: int | None, most: int) -> list[Delivery]:
    """Up to `most` deliveries with their sources, the latest first, from below this number on."""
    rows = Delivery.objects.select_related("source", "taken_back_by").order_by("-id")
    return list((rows.filter(id__lt=before) if before else rows)[:most])


def facts_that_stand(delivery: Delivery) -> dict[str, int]:
    """How many facts of each family stand that this delivery brought; families without one are left out."""
    counted = {family: standing(family).filter(delivery=delivery).count() for family in FAMILIES}
    return {family: count for family, count in counted.items() if count}


def brought_later(delivery: Delivery) -> list[Delivery]:
    """Later deliveries of the same source that held something which was on record already."""
    alike = Delivery.objects.filter(source=delivery.source_id, id__gt=delivery.pk, known__gt=0)
    return list(alike.filter(taken_back_at__isnull=True).order_by("id")[:5])


def source_names(ways: Sequence[str] = ()) -> list[str]:
    """The names of the sources of these ways in, of all where none is named."""
    known = Source.objects.filter(way__in=ways) if ways else Source.objects.all()
    return list(known.values_list("name", flat=True))


def ways_by_source() -> dict[str, str]:
    """The way in of each source, by its name."""
    return dict(Source.objects.values_list("name", "way"))
