"""unsung measures: list every measure, or write its page."""

from pathlib import Path
from typing import Annotated

import typer

from unsung.flow.measures import measure_lines, write_measure_pages
from unsung.web.telling import stdout


def run(
    write: Annotated[Path | None, typer.Option(help="Write a page for each into this folder")] = None,
) -> None:
    """List every measure: its id, name, units, what it says, its source and least n."""
    if write:
        write_measure_pages(write)
        return
    for line in measure_lines():
        stdout.print(line)
