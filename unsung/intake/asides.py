"""What was put aside, told: the reasons, the places, and how many."""

from django.db.models import Min

from unsung.intake.models import Reject


def rejects_explained(limit: int = 5) -> list[str]:
    """The first few that stay put aside, as sentences, each once; a last one says how many more there are.

    They are printed for everybody, so they say nothing of what customers wrote.
    """
    # A file that is brought again says the same of the same rows; what was put right is on record by now.
    open_still = Reject.objects.exclude(state=Reject.MENDED).filter(delivery__taken_back_at=None)
    once = open_still.order_by().values("delivery__source", "file", "line", "field", "what")
    first = once.annotate(first=Min("id")).order_by("first").values_list("first", flat=True)
    rows = Reject.objects.filter(id__in=list(first[:limit])).order_by("id")
    told = [" ".join(filter(None, (row.bare, row.do))) for row in rows]
    more = once.distinct().count() - len(told)
    return [*told, f"And {more:,} more; every one is kept with its reason."] if more > 0 else told


def rejects_of(delivery: int, limit: int = 20) -> list[str]:
    """The rejects of one delivery as sentences."""
    rows = Reject.objects.filter(delivery=delivery).order_by("id")[:limit]
    return [" ".join(filter(None, (row.what, row.do))) for row in rows]
