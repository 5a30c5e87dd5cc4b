"""unsung log: lines are kept in the writer's journal, or only explained."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from unsung.ground import clock
from unsung.ground.line.names import names_in
from unsung.ground.line.parsed import Surroundings
from unsung.ground.line.reading import read
from unsung.ground.line.told import as_values, in_words
from unsung.ground.periods import checked_zone
from unsung.ground.problems import Problem
from unsung.web.keeping_lines import Keeper, keeper

Words = Annotated[list[str] | None, typer.Argument(help="The line; without it, what is typed or piped in")]
To = Annotated[str, typer.Option("--to", help="The address of Unsung; else UNSUNG_URL, else this machine")]
Explain = Annotated[bool, typer.Option("--explain", help="Say how each line is understood; keep nothing")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line")]
Now = Annotated[str, typer.Option("--now", help="The moment they are read at, as 2026-09-17T15:30")]
Zone = Annotated[str, typer.Option("--tz", help="The writer’s zone, for example Europe/London")]
Names = Annotated[Path | None, typer.Option("--names", help="A file of the names that @name may mean")]


def run(
    words: Words = None,
    to: To = "",
    explain: Explain = False,
    as_json: AsJson = False,
    now: Now = "",
    tz: Zone = "",
    names: Names = None,
) -> None:
    """Keep a line in your journal: the words given, else each line typed or piped in."""
    if explain:
        _explain(Surroundings(moment(now, tz), _names(names)), as_json)
    elif as_json or now or tz or names:
        raise Problem(
            "--json, --now, --tz and --names say how lines are explained.",
            "Nothing was kept.",
            "Add --explain, or leave them out.",
        )
    else:
        _keep(keeper(to), [" ".join(words)] if words else _typed())


def _keep(where: Keeper, those: Iterable[str]) -> None:
    for line in filter(str.strip, those):
        told = where.keep(line)
        said = "  ".join([told["day"], *(f"[{each}]" for each in told["understood"])])
        sys.stdout.write(f"kept  {said}\n")
        sys.stdout.writelines(f"      {hint}\n" for hint in told["hints"])
        if code := told["recovery_code"]:
            sys.stdout.write(f"Your recovery code, shown this once: {code}\n")
        sys.stdout.flush()


def _typed() -> Iterator[str]:
    """What is typed line by line, with a prompt, or piped in."""
    if not sys.stdin.isatty():
        yield from lines()
        return
    while True:
        try:
            yield input("What did you just do? ")
        except EOFError:
            return


def _explain(here: Surroundings, as_json: bool) -> None:
    for raw in lines():
        line = read(raw, here)
        sys.stdout.write((json.dumps(as_values(line)) if as_json else in_words(line)) + "\n")
        sys.stdout.flush()


def moment(said: str, zone: str) -> datetime:
    """The moment that was named, else now, as clocks show it in the zone; raises Problem for no moment.

    A moment without an offset is taken as local to the zone; without a zone the machine's own holds.
    """
    place = ZoneInfo(checked_zone(zone)) if zone else None
    if not said:
        return clock.now().astimezone(place)
    try:
        found = datetime.fromisoformat(said)
        return found.astimezone(place) if found.tzinfo else found.replace(tzinfo=place)
    except (ValueError, OverflowError) as fault:
        raise Problem(f"“{said}” is no moment.", "", "Write it like 2026-09-17T15:30.") from fault


def lines() -> Iterator[str]:
    """What standard input brings, a line each; bytes that are no UTF-8 are read as Western European."""
    for raw in sys.stdin.buffer:
        line = raw.removesuffix(b"\n").removesuffix(b"\r")
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            yield line.decode("latin-1")


def _names(file: Path | None) -> tuple[str, ...]:
    if file is None:
        return ()
    try:
        return names_in(file.read_text("utf-8"), str(file))
    except UnicodeDecodeError as fault:
        raise Problem(f"{file} is no text in UTF-8.", "", "Save it as UTF-8, one name a line.") from fault
