"""The letters as a Django application."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Keeps nothing of its own: summaries, asks and answers are on record in the ledger."""

    name = "unsung.rooms.letters"
    label = "letters"
