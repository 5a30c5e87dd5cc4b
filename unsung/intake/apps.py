"""The intake as a Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """What was put aside on the way in."""

    name = "unsung.intake"
    label = "intake"
