"""The pages of the intake as a Django application."""

from django.apps import AppConfig


class BringConfig(AppConfig):
    """Bringing records in by a browser."""

    name = "unsung.intake.pages"
    label = "bring"
