"""The command line; a command is loaded when it is asked for, so that none waits for the needs of another."""

import sys
from collections.abc import Iterable
from importlib import import_module

import typer

from unsung.web.faults import told

COMMANDS = {
    "review": "review",
    "import": "bringing",
    "demo": "demo",
    "measures": "measures",
    "doctor": "doctor",
    "serve": "serve",
    "work": "work",
    "log": "log",
    "verify": "verify",
    "backup": "backup",
    "restore": "restore",
}
"""Each command and the file of `unsung.web.commands` that holds it."""


def run() -> None:
    """Run a command; a problem is said in plain words and ends it with exit code 2."""
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    with told():
        assembled([asked] if asked in COMMANDS else COMMANDS)()


def assembled(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with these commands."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help="Unsung: the work behind good service, seen, credited and heard.",
    )
    # Also with one command alone it is called by its name.
    app.callback()(lambda: None)
    for name in names:
        app.command(name)(import_module(f"unsung.web.commands.{COMMANDS[name]}").run)
    return app
