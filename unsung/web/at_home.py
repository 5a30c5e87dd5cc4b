"""The home made ready: its folder is there and its database has its present shape."""

from django.core.management import call_command

from unsung.ground.home import home


def make_ready() -> None:
    """Make the home if it is not there, and bring its database up; raises Problem where it cannot be made."""
    home().make()
    call_command("migrate", verbosity=0, interactive=False)
