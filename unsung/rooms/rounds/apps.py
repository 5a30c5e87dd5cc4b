"""The room of the rounds as a Django application."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """Shows the rounds of a desk and takes their checks; keeps nothing of its own."""

    name = "unsung.rooms.rounds"
    label = "rounds"
