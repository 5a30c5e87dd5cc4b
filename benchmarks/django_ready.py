"""Sets Django up when it is imported, so that what is imported after it may know the ledger's models."""

import os

import django

from unsung.ground.home import home
from unsung.web.database import bring_up

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unsung.settings")
django.setup()


def migrate() -> None:
    """Make the home where there is none, and bring its database into its shape."""
    home().make()
    bring_up()
