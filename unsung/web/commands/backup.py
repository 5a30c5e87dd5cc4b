"""unsung backup: keep the whole home in one file, while it runs."""

from pathlib import Path
from typing import Annotated

import typer

from unsung.ground.home import home
from unsung.web.at_home import enter
from unsung.web.keeping.packing import back_up
from unsung.web.telling import Teller, stdout

File = Annotated[Path, typer.Argument(help="The file to write, best on another disk")]
Replace = Annotated[bool, typer.Option("--replace", help="Write over a file that is there already")]


def run(file: File, replace: Replace = False) -> None:
    """Keep the whole home in one file: records, people, sign-ins and the key; guard it as you guard them."""
    enter()
    with Teller() as tell:
        manifest = back_up(home(), file, replace, tell)
    facts = sum(manifest.facts.values())
    stdout.print(f"Kept: {facts:,} facts and {len(manifest.members):,} files in {file}.")
