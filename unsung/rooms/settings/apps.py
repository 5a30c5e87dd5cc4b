"""The settings as a Django application."""

from django.apps import AppConfig


class SettingsConfig(AppConfig):
    """Keeps nothing of its own: what is settled here stands in the ledger's registers."""

    name = "unsung.rooms.settings"
    label = "settings"
