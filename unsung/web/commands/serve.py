"""unsung serve: pages and jobs, in the foreground."""

from pathlib import Path
from typing import Annotated

import typer

from unsung.ground.setup_code import forget_code, new_code
from unsung.ledger.queries.people import anybody_known
from unsung.web import demo_desk
from unsung.web.front import open_front
from unsung.web.serving import check_port, serve
from unsung.web.telling import Teller, stderr, stdout


def run(
    host: Annotated[str, typer.Option(help="Where to listen; 0.0.0.0: everywhere")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help="The port")] = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty home with the demo desk")] = False,
    out: Annotated[
        Path | None, typer.Option(help="A folder for the files of the latest printed review")
    ] = None,
) -> None:
    """Serve Unsung to browsers until Ctrl-C; what is on record stays as it is."""
    check_port(host, port)
    open_front()
    if demo and demo_desk.is_unfilled():
        with Teller() as tell:
            demo_desk.fill(tell)
    if out is not None:
        demo_desk.lay_ready(out)
    for line in demo_desk.sign_ins():
        stdout.print(f"sign in as  {line}")
    code = code_for_the_first()
    serve(host, port, lambda address: _say_ready(address, code))
    stderr.print("Ended. What is on record stays.")


def code_for_the_first() -> str:
    """A fresh code for the set-up while nobody is in the register; else none, and no earlier one is left."""
    if anybody_known():
        forget_code()
        return ""
    return new_code()


def _say_ready(address: str, code: str) -> None:
    if code:
        stdout.print(f"set up at  {address}/set-up/  with the code  {code}")
    stdout.print(f"ready {address}")
