"""A desk's settings on the way in: from a desk.toml or from the command line to the registers."""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from unsung.ground.hours import holidays_of, parse_hours, parse_windows
from unsung.ground.periods import checked_zone
from unsung.ground.problems import Problem
from unsung.ledger import queries
from unsung.ledger.actions.setting_up import DeskPlan, know_addresses, set_up_desk

DEFAULT_DESK = "Service desk"


def read_plan(path: Path) -> DeskPlan:
    """The plan a desk.toml holds; raises Problem naming what in it could not be read."""
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Problem(f"{path.name} could not be read as TOML: {fault}.", "", "Mend that place.") from fault
    if not isinstance(told.get("name"), str):
        raise Problem(f"{path.name} has no name for the desk.", "", "Add a line like name = “Front desk”.")
    return checked(
        DeskPlan(
            name=told["name"],
            zone=told.get("zone", "UTC"),
            hours=told.get("hours", ""),
            holidays=told.get("holidays", ""),
            exceptions={
                date.fromisoformat(str(each["day"])): (each.get("hours", ""), each.get("name", ""))
                for each in told.get("exceptions", ())
            },
            addresses=tuple(told.get("addresses", ())),
            departments=tuple(told.get("departments", ())),
            kinds=tuple(told.get("kinds", ())),
            people=tuple((p["name"], p["address"], p.get("role", "member")) for p in told.get("people", ())),
        )
    )


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


def know_desk(addresses: Iterable[str]) -> None:
    """See that these addresses (or domains, "@example.org") are the desk's own."""
    named = [address.strip().casefold() for address in addresses if address.strip()]
    if not named:
        return
    for address in named:
        if "@" not in address:
            raise Problem(
                f"“{address}” is no address.",
                "",
                "Write one like support@example.org, or @example.org for all.",
            )
    place = queries.desk() or set_up_desk(DeskPlan(DEFAULT_DESK))
    know_addresses(place, named)
