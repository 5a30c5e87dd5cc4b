"""The way in from a shell: Django is set up first, then the command line is loaded."""

import os
import sys

import django

from unsung.ground.problems import Problem


def main() -> None:
    """Run the command line; a problem ends it with one plain sentence and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unsung.settings")
    try:
        django.setup()
    except Problem as problem:
        sys.exit(f"{problem}")
    # The models can only be loaded once Django is set up: the one import inside a function in this house.
    from unsung.web.cli import run

    run()


if __name__ == "__main__":
    main()
