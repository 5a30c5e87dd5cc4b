"""The time zone of the desk, asked for by itself, and the day it is there: pages tell moments in it."""

from datetime import date
from zoneinfo import ZoneInfo

from unsung.ground import clock
from unsung.ledger.models import Desk


def desk_zone() -> str:
    """The zone of the first desk's calendar; UTC where nobody has said one."""
    return Desk.objects.order_by("id").values_list("calendar__zone", flat=True).first() or "UTC"


def today() -> date:
    """The day it is at the first desk."""
    return clock.now().astimezone(ZoneInfo(desk_zone())).date()
