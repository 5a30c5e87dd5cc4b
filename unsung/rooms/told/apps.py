"""The room of what is told as a Django application."""

from django.apps import AppConfig


class ToldConfig(AppConfig):
    """Shows shared lines to their readers; keeps nothing."""

    name = "unsung.rooms.told"
    label = "told"
