"""unsung verify: do journals hold, and do the heads that old mails name stand in them?"""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils.module_loading import import_string

from unsung.ground.problems import Problem
from unsung.web.telling import stdout


def run(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Mails (.eml), or journals taken along: JSON or Markdown")
    ] = None,
) -> None:
    """Look whether anything in a journal was changed after the fact; tells nobody whose it is, nor a line."""
    findings = import_string(settings.VERIFIES)({str(file): _content(file) for file in files or ()})
    for well, said in findings:
        stdout.print(f"{'well' if well else 'ill '}  {said}")
    if not all(well for well, _ in findings):
        raise typer.Exit(1)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise Problem(
            f"{file}: {fault.strerror or fault}.", "Nothing was verified.", "Name a file that can be read."
        ) from fault
