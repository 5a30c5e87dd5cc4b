"""Lines handed from this machine to the Unsung that keeps the writer's journal, by the writer's own token."""

import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from unsung.ground.problems import Problem

PATIENCE_S = 20
HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Keeper:
    """Where lines are kept, and the token that lets them in."""

    address: str
    token: str

    def keep(self, line: str) -> dict[str, Any]:
        """Hand a line over; what was understood. Raises Problem where it was not kept, with its words."""
        body = json.dumps({"line": line, "id": str(uuid4())}).encode("utf-8")
        request = urllib.request.Request(
            f"{self.address}/api/journal/lines",
            data=body,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                told: dict[str, Any] = json.load(answer)
                return told
        except urllib.error.HTTPError as fault:
            raise _of_answer(fault, line) from fault
        except (OSError, ValueError) as fault:
            why = getattr(fault, "reason", None) or fault
            raise Problem(
                f"{self.address} gives no answer: {why}.", f"Not kept: {line}", "Try again once it does."
            ) from fault


def keeper(address: str) -> Keeper:
    """Where lines go: to the address named, else UNSUNG_URL, else this machine; the token is UNSUNG_TOKEN.

    Raises Problem without a token, and for an address at which the words would travel in the clear.
    """
    place = (address or os.environ.get("UNSUNG_URL", "") or "http://127.0.0.1:8000").rstrip("/")
    told = urlsplit(place)
    if not told.hostname or told.scheme not in ("http", "https"):
        raise Problem(f"“{place}” is no address of Unsung.", "", "Write it like https://desk.example.org.")
    if told.scheme == "http" and told.hostname not in HERE:
        raise Problem(
            f"To {place} a line would travel in the clear.", "Nothing was sent.", "Name it with https://."
        )
    token = os.environ.get("UNSUNG_TOKEN", "").strip()
    if not token:
        raise Problem(
            "No token says whose journal it is.",
            "Nothing was kept.",
            "Make one under “Your sign-in”, “Programs”, let it keep lines, and set UNSUNG_TOKEN to it. "
            "“unsung log --explain” keeps nothing and needs none.",
        )
    return Keeper(place, token)


def _of_answer(fault: urllib.error.HTTPError, line: str) -> Problem:
    try:
        told = json.load(fault)
        return Problem(str(told["what"]), f"Not kept: {line}", str(told["do"]))
    except (ValueError, KeyError, TypeError, OSError):
        return Problem(f"The answer was {fault.code}.", f"Not kept: {line}", "Is this the address of Unsung?")
