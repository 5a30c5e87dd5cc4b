"""Publishing as a Django application."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """What is printed and sent."""

    name = "unsung.publishing"
    label = "publishing"
