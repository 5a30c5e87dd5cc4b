"""unsung import: bring records into the configured ledger."""

import json
from typing import Annotated

import typer
from django.db import DatabaseError

from unsung.flow.bringing import Taking, bring_in
from unsung.flow.keeping import want_up_to_date
from unsung.ground.problems import Problem
from unsung.web.at_home import make_ready
from unsung.web.options import Desk, Files, Map, Name, Zone
from unsung.web.summary import say_nothing_read, say_received
from unsung.web.telling import NOTHING, Teller, stdout

Correct = Annotated[bool, typer.Option("--correct", help="Rows that differ from the record correct it")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and check everything, keep nothing")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else")]


def run(
    files: Files,
    map: Map = "",
    name: Name = "",
    desk: Desk = None,
    tz: Zone = "",
    correct: Correct = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Bring records into the configured ledger; what is known already stays as it is."""
    taking = Taking(files, tz, map, name, desk or (), correct, dry_run, digest=as_json)
    try:
        make_ready()
        with Teller() as tell:
            received = bring_in(taking, tell)
        if received.new and not dry_run:
            want_up_to_date()
    except (Problem, DatabaseError, OSError):
        if as_json:
            stdout.print(json.dumps(NOTHING))
        raise
    if as_json:
        stdout.print(json.dumps(received.told()))
    if not received.anything:
        say_nothing_read(received)
        raise typer.Exit(2)
    say_received(received)
