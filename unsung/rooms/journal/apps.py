"""The journal as a Django application."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Keeps drawers and the slips in them, both locked; no other room may open them."""

    name = "unsung.rooms.journal"
    label = "journal"
