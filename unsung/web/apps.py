"""The shell as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Accounts, and everything every page has."""

    name = "unsung.web"
    label = "web"
