"""The mail room as a Django application."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """Keeps the letters that wait to go out."""

    name = "unsung.rooms.post"
    label = "post"
