"""What was put aside, told: the reasons, the places, and how many."""

from unsung.intake.models import Reject


def rejects_explained(limit: int = 5) -> list[str]:
    """The first few rejects as sentences; where there are more, the last sentence says how many."""
    rows = Reject.objects.order_by("delivery_id", "id")
    told = [" ".join(filter(None, (row.what, row.do))) for row in rows[:limit]]
    more = rows.count() - len(told)
    return [*told, f"And {more:,} more; every one is kept with its reason."] if more > 0 else told


def rejects_of(delivery: int, limit: int = 20) -> list[str]:
    """The rejects of one delivery as sentences."""
    rows = Reject.objects.filter(delivery=delivery).order_by("id")[:limit]
    return [" ".join(filter(None, (row.what, row.do))) for row in rows]
