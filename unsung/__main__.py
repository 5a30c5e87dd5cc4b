"""The way in from a shell: Django is set up first, then the command line is loaded."""

import json
import os
import sys
from pathlib import Path

import django

from unsung.ground.problems import Problem
from unsung.web.telling import NOTHING, say_problem, stdout


def keep_to_our_own() -> None:
    """See that no process we start runs Python files that lie in the folder we were started in.

    Where we ourselves were found there (a checkout, started with -m), our own folder is named to them.
    """
    root = Path(__file__).resolve().parent.parent
    if not sys.flags.safe_path and Path(sys.path[0]).resolve() == root:
        named = [os.environ.get("PYTHONPATH", ""), str(root)]
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, named))
    os.environ["PYTHONSAFEPATH"] = "1"


def main() -> None:
    """Run the command line; a problem ends it with one plain sentence and exit code 2."""
    keep_to_our_own()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unsung.settings")
    try:
        django.setup()
    except Problem as problem:
        if sys.argv[1:2] == ["import"] and "--json" in sys.argv:
            stdout.print(json.dumps(NOTHING))
        say_problem(problem)
        sys.exit(2)
    # The models can only be loaded once Django is set up: the one import inside a function in this house.
    from unsung.web.cli import run

    run()


if __name__ == "__main__":
    main()
