"""The room of cases as a Django application."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Shows what the ledger tells of a conversation; keeps nothing."""

    name = "unsung.rooms.cases"
    label = "cases"
