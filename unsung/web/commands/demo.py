"""unsung demo: make the records of an invented desk."""

from pathlib import Path
from typing import Annotated

import typer

from unsung.flow.showing import bring_in_demo, write_demo_files
from unsung.web.at_home import make_ready
from unsung.web.summary import say_received
from unsung.web.telling import Teller, stdout


def run(
    until: Annotated[str, typer.Option(help="The last month to make; left out: the last whole month")] = "",
    only_files: Annotated[Path | None, typer.Option(help="Only write the files, into this folder")] = None,
) -> None:
    """Make the records of an invented desk, Larkfield Mutual, and bring them in."""
    if only_files:
        stdout.print(f"Written: {len(write_demo_files(only_files, until).files)} files in {only_files}.")
        return
    make_ready()
    with Teller() as tell:
        received = bring_in_demo(until, tell)
    say_received(received)
