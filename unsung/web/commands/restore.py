"""unsung restore: put a backup in the place of the home."""

from pathlib import Path
from typing import Annotated

import typer

from unsung.ground.home import home
from unsung.web.keeping.restoring import restore
from unsung.web.telling import Teller, stdout

File = Annotated[Path, typer.Argument(help="The backup")]
Replace = Annotated[bool, typer.Option("--replace", help="Take the place of a home that holds records")]


def run(file: File, replace: Replace = False) -> None:
    """Put a backup in the place of the home, whole or not at all; it may come from either database."""
    with Teller() as tell:
        manifest = restore(home(), file, replace, tell)
    facts = sum(manifest.facts.values())
    stdout.print(
        f"Restored: {facts:,} facts, as they were on {manifest.made_at[:16].replace('T', ' at ')} UTC."
    )
