"""Sets Django up when it is imported, so that what is imported after it may know the ledger's models."""

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unsung.settings")
django.setup()


def migrate() -> None:
    """Bring the database of this home into its shape."""
    call_command("migrate", verbosity=0, interactive=False)
