"""The card index as a Django application of its own: its tables hold no fact, so they may go at any time."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """One card a case, and how far the index has been brought."""

    name = "unsung.ledger.cards"
    label = "cards"
