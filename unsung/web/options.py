"""Options that several commands share, with what their help says."""

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[Path], typer.Argument(help="Mails, tables, call records, chats; folders and archives too")
]
MaybeFiles = Annotated[
    list[Path] | None, typer.Argument(help="Records to review; none: the configured ledger")
]
Map = Annotated[str, typer.Option("--map", help="How a table is read: a preset or a TOML file")]
Name = Annotated[str, typer.Option("--as", help="The name the source goes by")]
Zone = Annotated[str, typer.Option("--tz", help="The desk’s time zone, for example Europe/London")]
Desk = Annotated[
    list[str] | None, typer.Option("--desk", help="An address of the desk, or @example.org for all")
]
