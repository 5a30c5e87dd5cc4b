"""Starting: Django is set up, then the command line is loaded and run."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path

import django

from unsung.ground.problems import Problem
from unsung.web.telling import NOTHING, say_problem, stdout


def start() -> None:
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
    # The models can only be loaded once Django is set up.
    import_module("unsung.web.cli").run()


def keep_to_our_own() -> None:
    """See that no process we start runs Python files that lie in the folder we were started in.

    Where we ourselves were found there (a checkout, started with -m), our own folder is named to them.
    """
    root = Path(__file__).resolve().parents[2]
    if not sys.flags.safe_path and Path(sys.path[0]).resolve() == root:
        named = [os.environ.get("PYTHONPATH", ""), str(root)]
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, named))
    os.environ["PYTHONSAFEPATH"] = "1"
