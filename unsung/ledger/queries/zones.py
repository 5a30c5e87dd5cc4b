"""The time zone of the desk, asked for by itself: every page tells moments in it."""

from unsung.ledger.models import Desk


def desk_zone() -> str:
    """The zone of the first desk's calendar; UTC where nobody has said one."""
    return Desk.objects.order_by("id").values_list("calendar__zone", flat=True).first() or "UTC"
