"""A desk's settings on the way in: from a desk.toml or from the command line to the registers."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from email.utils import getaddresses
from pathlib import Path
from typing import Any

from unsung.ground.hours import holidays_of, parse_hours, parse_windows
from unsung.ground.periods import checked_zone
from unsung.ground.problems import Problem
from unsung.ledger.actions.setting_up import DeskPlan, know_addresses, set_up_desk
from unsung.ledger.queries.desks import desk

ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]*@[^\s@<>,;:\"()\[\]]+")
DEFAULT_DESK = "Service desk"


def read_plan(path: Path) -> DeskPlan:
    """The plan a desk.toml holds; raises Problem naming what in it could not be read."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Problem(f"{path.name} could not be read as TOML: {fault}.", "", "Mend that place.") from fault
    try:
        return checked(_plan(told))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Problem(
            f"{path.name} does not say what a desk’s settings must: {fault}.",
            "Nothing was set up.",
            "docs/desk.md shows every setting with an example.",
        ) from fault


def _plan(told: dict[str, Any]) -> DeskPlan:
    return DeskPlan(
        name=str(told["name"]),
        zone=told.get("zone", "UTC"),
        hours=told.get("hours", ""),
        holidays=told.get("holidays", ""),
        exceptions={
            _day(each["date"]): (each.get("hours", ""), each.get("why", ""))
            for each in told.get("exceptions", ())
        },
        addresses=tuple(one for said in told.get("addresses", ()) for one in addresses_in(said)),
        departments=tuple((each["name"], each.get("mail", "")) for each in told.get("departments", ())),
        kinds=tuple(each["name"] for each in told.get("customer_kinds", ())),
        people=tuple(
            (each["name"], each["mail"], role)
            for each in told.get("people", ())
            for role in each.get("roles", [each.get("role", "member")])
        ),
    )


def _day(said: date | str) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)


def checked(plan: DeskPlan) -> DeskPlan:
    """The plan, once its zone, hours, holidays and exceptions can be read; raises Problem otherwise."""
    checked_zone(plan.zone)
    if plan.hours:
        parse_hours(plan.hours)
    if plan.holidays:
        holidays_of(plan.holidays, [2025])
    for intervals, _ in plan.exceptions.values():
        if intervals:
            parse_windows(intervals)
    return plan


def set_up(plan: DeskPlan) -> None:
    """Set the desk up as planned."""
    set_up_desk(checked(plan))


def addresses_in(said: str) -> list[str]:
    """The addresses (or domains, "@example.org") in “Help <help@example.org>” or “a@x.org, b@x.org”.

    In lower case, each once; raises Problem naming what is none.
    """
    parts = said.replace(";", ",")
    named = [address for _, address in getaddresses([parts])] if "<" in parts else parts.split(",")
    found = [address.strip().casefold() for address in named if address.strip()]
    for address in found or ([said] if said.strip() else []):
        if not ADDRESS.fullmatch(address):
            raise Problem(
                f"“{address}” is no address.",
                "",
                "Write one like support@example.org, or @example.org for all.",
            )
    return list(dict.fromkeys(found))


def know_desk(addresses: Iterable[str]) -> tuple[str, ...]:
    """See that these addresses (or domains, "@example.org") are the desk's own; returns them one by one."""
    named = tuple(dict.fromkeys(one for said in addresses for one in addresses_in(said)))
    if named:
        know_addresses(desk() or set_up_desk(DeskPlan(DEFAULT_DESK)), named)
    return named
