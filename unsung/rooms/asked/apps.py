"""The room of what one is asked as a Django application."""

from django.apps import AppConfig


class AskedConfig(AppConfig):
    """Shows what colleagues ask; keeps nothing."""

    name = "unsung.rooms.asked"
    label = "asked"
