"""The reading room as a Django application."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Reads what was printed; keeps nothing."""

    name = "unsung.rooms.review"
    label = "review"
