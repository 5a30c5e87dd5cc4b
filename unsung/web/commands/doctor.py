"""unsung doctor: look whether everything is here and well."""

import typer

from unsung.web import checkup
from unsung.web.telling import stdout


def run() -> None:
    """Look whether everything Unsung needs is here and well."""
    findings = checkup.look()
    for finding in findings:
        stdout.print(f"{'well' if finding.well else 'ill '}  {finding.said}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)
