"""unsung review: print a month's review, of files or of the configured ledger."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import OperationalError

from unsung.flow import bringing, printing
from unsung.flow.bringing import Brought, Taking
from unsung.flow.printing import Order, Printed
from unsung.ground.problems import NoRoom
from unsung.web import own_ledger
from unsung.web.at_home import make_ready
from unsung.web.options import Desk, Map, MaybeFiles, Name, Zone
from unsung.web.summary import say_nothing_read, say_received
from unsung.web.telling import Teller, stdout

Out = Annotated[Path, typer.Option("--out", help="The folder to print into")]
Month = Annotated[str, typer.Option("--month", help="As 2016-03; left out: the last whole month in the data")]
Hours = Annotated[str, typer.Option("--hours", help="Mon-Fri 09:00-12:30,13:30-17:00")]
Holidays = Annotated[str, typer.Option("--holidays", help="A country, as GB-ENG or DE-BY")]
Orders = Annotated[
    int | None, typer.Option("--orders", min=1, help="Orders of the month, for a rate by them")
]
Nps = Annotated[bool, typer.Option("--nps", help="Print the net promoter score, which is off by default")]


def run(
    files: MaybeFiles = None,
    out: Out = Path("review"),
    month: Month = "",
    map: Map = "",
    name: Name = "",
    tz: Zone = "",
    hours: Hours = "",
    holidays: Holidays = "",
    desk: Desk = None,
    orders: Orders = None,
    nps: Nps = False,
) -> None:
    """Print a month’s review: of these files, or of the configured ledger when none are named."""
    order = Order(out, month, tz, hours, holidays, bool(files), settings.ENGINE, orders=orders, nps=nps)
    printing.check(order)
    if files and not own_ledger.inside(out):
        own_ledger.go_inside(out, files, [map, name, tz, *(desk or ())], map)
    make_ready()
    taking = Taking(files or (), tz or "UTC", map, name, desk or ())
    with Teller() as tell:
        received, printed = _reviewed(order, taking, tell)
    if received:
        say_received(received)
    stdout.print(printed.review.headline.text)
    for file in printed.files:
        stdout.print(f"  {file}")


def _reviewed(order: Order, taking: Taking, tell: Teller) -> tuple[Brought | None, Printed]:
    if not order.from_files:
        return None, printing.print_month(order, tell)
    try:
        received = bringing.bring_in(taking, tell)
        if not received.anything:
            say_nothing_read(received)
            raise typer.Exit(2)
        printed = printing.print_month(replace(order, unread=received.problems), tell)
    except (NoRoom, OperationalError):
        # Once there is room, or the other program is done, it goes on from there.
        raise
    except Exception:
        own_ledger.leave(order.out, printed=False)
        raise
    own_ledger.leave(order.out)
    return received, printed
