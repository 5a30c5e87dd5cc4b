"""What is done for journals once a day: the days that are over get their heads."""

from collections.abc import Iterator
from datetime import UTC, timedelta

from django.contrib.auth import get_user_model

from unsung.ground import clock
from unsung.rooms.journal import drawer
from unsung.rooms.journal.drawer import Locked, Open
from unsung.rooms.journal.models import Drawer
from unsung.rooms.journal.sealing import close


def close_days() -> None:
    """Close every day that is over in every journal that is not locked; locked ones once they are open."""
    yesterday = clock.now().astimezone(UTC).date() - timedelta(days=1)
    for mine in all_open():
        close(mine, yesterday)


def all_open() -> Iterator[Open]:
    """Every journal that the house's secret opens, in no order that tells anything."""
    turned = dict(get_user_model()._default_manager.values_list("person", "turned"))
    for person in Drawer.objects.order_by("pk").values_list("person", flat=True):
        try:
            mine = drawer.opened(person, turned.get(person, 0))
        except Locked:
            continue
        if mine is not None:
            yield mine
