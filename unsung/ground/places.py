"""Where a desk can be: time zones, countries with their regions, and the public holidays by name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

import holidays
from holidays.registry import COUNTRIES

from unsung.ground.periods import checked_zone
from unsung.ground.problems import Problem

NAMES = {"GB": "United Kingdom"}
"""Where people say otherwise than the table of the zones does."""
LANGUAGE = re.compile(r"([a-z]{2,3})-([A-Za-z]{2})\b")


@dataclass(frozen=True)
class Place:
    """A country or one of its regions, by its code ("DE", "BY") and its name."""

    code: str
    name: str


@cache
def zones() -> tuple[str, ...]:
    """The time zones people live in, by their IANA names."""
    return (*sorted(zone for _, zone in _zone_table()), "UTC")


@cache
def countries() -> tuple[Place, ...]:
    """Every country whose public holidays are known, by name."""
    told = dict(line.split("\t")[:2] for line in _lines("iso3166.tab")) | NAMES
    known = {entry[1]: key.replace("_", " ").title() for key, entry in COUNTRIES.items()}
    return tuple(
        sorted((Place(code, told.get(code, name)) for code, name in known.items()), key=lambda p: p.name)
    )


@cache
def regions(country: str) -> tuple[Place, ...]:
    """The regions of a country that have holidays of their own, by name; none for a country not known."""
    try:
        found = holidays.country_holidays(country)
    except NotImplementedError:
        return ()
    names: dict[str, str] = {}
    for name, code in getattr(found, "subdivisions_aliases", {}).items():
        names[code] = max(names.get(code, ""), name, key=len)
    # The codes of regions are kept in capitals; what has a code of another form is a town within one.
    told = [Place(code, names.get(code, code)) for code in found.subdivisions if code == code.upper()]
    return tuple(sorted(told, key=lambda place: place.name))


def place_named(code: str) -> str:
    """A country or region in words: "Germany, Bayern" for "DE-BY"; the code where it is not known."""
    country, _, region = code.partition("-")
    name = next((place.name for place in countries() if place.code == country), country)
    part = next((place.name for place in regions(country) if place.code == region), region)
    return f"{name}, {part}" if part else name


def named_holidays(code: str, year: int) -> dict[date, str]:
    """The public holidays of a country or region in one year, each with its name; empty for no code.

    Raises Problem for a code that is not known.
    """
    country, _, region = code.partition("-")
    if not country:
        return {}
    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=year, language="en_US")
    except NotImplementedError:
        raise Problem(f"There is no holiday calendar called “{code}”.", "", "Choose a country.") from None
    return dict(sorted(found.items()))


def zone_meant(said: str) -> str:
    """The zone that somebody means: its name, or a city of it. Raises Problem with the nearest names."""
    asked = said.strip().casefold().replace(" ", "_")
    whole = {zone.casefold(): zone for zone in zones()}
    cities = {zone.rpartition("/")[2]: zone for zone in whole}
    if asked in whole:
        return whole[asked]
    if asked in cities:
        return whole[cities[asked]]
    try:
        return checked_zone(said.strip())
    except Problem:
        near = [whole[cities[city]] for city in get_close_matches(asked.rpartition("/")[2], cities, 3, 0.6)]
        raise Problem(
            f"There is no time zone called “{said.strip()}”.",
            "",
            f"Perhaps {' or '.join(near)}." if near else "Name a city of it, as in Europe/London.",
        ) from None


def country_of_zone(zone: str) -> str:
    """The country a zone lies in, by its code; empty where it lies in none."""
    return next((country for country, name in _zone_table() if name == zone), "")


def zone_of_language(accepted: str) -> str:
    """The zone of the first country that a browser's languages name ("en-GB,en;q=0.9"); empty: none does."""
    for _, country in LANGUAGE.findall(accepted):
        held = [zone for code, zone in _zone_table() if code == country.upper()]
        # A country of several zones says too little of which one.
        if len(held) == 1:
            return held[0]
    return ""


@cache
def _zone_table() -> tuple[tuple[str, str], ...]:
    return tuple((cells[0], cells[2]) for cells in (line.split("\t") for line in _lines("zone.tab")))


def _lines(name: str) -> Iterator[str]:
    text = files("tzdata.zoneinfo").joinpath(name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
