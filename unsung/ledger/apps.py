"""The ledger as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Registers and facts; the tables are laid out from them."""

    name = "unsung.ledger"
    label = "ledger"
