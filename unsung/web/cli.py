"""The command line of Unsung: review, import, demo, measures, doctor."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError

from unsung import flow
from unsung.flow import Order, Taking
from unsung.ground.home import home
from unsung.ground.problems import NoRoom, Problem
from unsung.web import checkup, own_ledger
from unsung.web.faults import told
from unsung.web.telling import Teller, say_problem, stderr, stdout

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)

Files = Annotated[
    list[Path], typer.Argument(help="Mails, tables, call records, chats; folders and archives too")
]
MaybeFiles = Annotated[
    list[Path] | None, typer.Argument(help="Records to review; none: the configured ledger")
]
Out = Annotated[Path, typer.Option("--out", help="The folder to print into")]
Month = Annotated[str, typer.Option("--month", help="As 2016-03; left out: the last whole month in the data")]
Map = Annotated[str, typer.Option("--map", help="How a table is read: a preset or a TOML file")]
Name = Annotated[str, typer.Option("--as", help="The name the source goes by")]
Zone = Annotated[str, typer.Option("--tz", help="The desk’s time zone, for example Europe/London")]
Hours = Annotated[str, typer.Option("--hours", help="Mon-Fri 09:00-12:30,13:30-17:00")]
Holidays = Annotated[str, typer.Option("--holidays", help="A country, as GB-ENG or DE-BY")]
Desk = Annotated[
    list[str] | None, typer.Option("--desk", help="An address of the desk, or @example.org for all")
]
Correct = Annotated[bool, typer.Option("--correct", help="Rows that differ from the record correct it")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and check everything, keep nothing")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else")]


NOTHING = {"new": 0, "known": 0, "rejected": 0, "digest": None}
"""What `--json` prints where the import could not even begin; the reason is on standard error."""


def run() -> None:
    """Run a command; a problem is said in plain words and ends it with exit code 2."""
    with told():
        app()


@app.command()
def review(
    files: MaybeFiles = None,
    out: Out = Path("review"),
    month: Month = "",
    map: Map = "",
    tz: Zone = "",
    hours: Hours = "",
    holidays: Holidays = "",
    desk: Desk = None,
) -> None:
    """Print a month’s review: of these files, or of the configured ledger when none are named."""
    order = Order(out, month, tz, hours, holidays, from_files=bool(files), engine=settings.ENGINE)
    flow.check(order)
    if files and not own_ledger.inside(out):
        own_ledger.go_inside(out, files, [map, tz, *(desk or ())])
    _ready()
    with Teller() as tell:
        received, printed = _reviewed(
            order, files, Taking(files or (), tz or "UTC", map, desk=desk or ()), tell
        )
    _say_received(received)
    _say_printed(printed)


def _reviewed(
    order: Order, files: list[Path] | None, taking: Taking, tell: Teller
) -> tuple[flow.Brought | None, flow.Printed]:
    if not files:
        return None, flow.print_month(order, tell)
    try:
        received = flow.bring_in(taking, tell)
        if not received.anything:
            _nothing_read(received)
        printed = flow.print_month(replace(order, unread=received.problems), tell)
    except NoRoom:
        raise
    except (Problem, typer.Exit):
        own_ledger.leave(order.out)
        raise
    own_ledger.leave(order.out)
    return received, printed


@app.command("import")
def bring_in(
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
        _ready()
        with Teller() as tell:
            received = flow.bring_in(taking, tell)
    except (Problem, OperationalError):
        if as_json:
            stdout.print(json.dumps(NOTHING))
        raise
    if as_json:
        stdout.print(json.dumps(received.told()))
    _say_received(received)
    if not received.anything:
        _nothing_read(received)


@app.command()
def demo(
    until: Annotated[str, typer.Option(help="The last month to make; left out: the last whole month")] = "",
    only_files: Annotated[Path | None, typer.Option(help="Only write the files, into this folder")] = None,
) -> None:
    """Make the records of an invented desk, Larkfield Mutual, and bring them in."""
    if only_files:
        stdout.print(f"Written: {len(flow.write_demo_files(only_files, until).files)} files in {only_files}.")
        return
    _ready()
    with Teller() as tell:
        received = flow.bring_in_demo(until, tell)
    _say_received(received)


@app.command()
def measures(
    write: Annotated[Path | None, typer.Option(help="Write a page for each into this folder")] = None,
) -> None:
    """List every measure: its id, name, unit and what it says."""
    if write:
        flow.write_measure_pages(write)
        return
    for line in flow.measure_lines():
        stdout.print(line)


@app.command()
def doctor() -> None:
    """Look whether everything Unsung needs is here and well."""
    findings = checkup.look()
    for finding in findings:
        stdout.print(f"{'well' if finding.well else 'ill '}  {finding.said}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


def _ready() -> None:
    home().make()
    call_command("migrate", verbosity=0, interactive=False)


def _nothing_read(received: flow.Brought) -> None:
    for problem in received.problems:
        say_problem(problem)
    for sentence in received.rejects:
        stderr.print(sentence)
    raise typer.Exit(2)


def _say_received(received: flow.Brought | None) -> None:
    if received is None or not received.anything:
        return
    stderr.print(f"{received.new:,} new, {received.known:,} known already, {received.rejected:,} put aside.")
    for sentence in [*received.notes, *(str(problem) for problem in received.problems), *received.rejects]:
        stderr.print(sentence)


def _say_printed(printed: flow.Printed) -> None:
    stdout.print(printed.review.headline.text)
    for file in printed.files:
        stdout.print(f"  {file}")
