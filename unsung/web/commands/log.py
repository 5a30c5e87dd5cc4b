"""unsung log: how lines of the log are understood."""

import json
import sys
from collections.abc import Iterator
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

Explain = Annotated[bool, typer.Option("--explain", help="Say how each line is understood; keep nothing")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line")]
Now = Annotated[str, typer.Option("--now", help="The moment they are read at, as 2026-09-17T15:30")]
Zone = Annotated[str, typer.Option("--tz", help="The writer’s zone, for example Europe/London")]
Names = Annotated[Path | None, typer.Option("--names", help="A file of the names that @name may mean")]


def run(
    explain: Explain = False, as_json: AsJson = False, now: Now = "", tz: Zone = "", names: Names = None
) -> None:
    """Read lines from standard input and say how each is understood."""
    if not explain:
        raise Problem(
            "Lines are explained here; the log itself is kept by the pages.", "", "Call it with --explain."
        )
    here = Surroundings(moment(now, tz), _names(names))
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
