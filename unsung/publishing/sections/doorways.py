"""The doorways: one for each working day, as tall as the conversations it held."""

from unsung.measures.breakdowns import Day
from unsung.publishing import words
from unsung.publishing.findings import days as day_findings
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import Material
from unsung.publishing.publication import Door, Doors, Sentence
from unsung.publishing.sections.opening import told_first

FEWEST_DAYS = 2
SATURDAY = 5
CLEAR = 0.14
"""How far apart two labels stand at least, as a part of the page."""


def doorways(material: Material, chosen: Chosen) -> Doors | None:
    """A door for each open day, or for every day where no hours are known; None where nothing came."""
    days = material.open_days
    if len(days) < FEWEST_DAYS or not any(each.n for each in days):
        return None
    named = _named(days, chosen)
    doors = tuple(Door(each.on, each.n, _label(each, days, named)) for each in days)
    told = told_first(chosen)
    stood_out = [each for each in chosen.claims if each.kind == "day" and each not in told]
    caption = " ".join((_caption(material, days), *(each.sentence for each in stood_out)))
    claims = tuple(each.subject for each in stood_out)
    return Doors(doors, _finding(material, days), Sentence(caption, claims=claims))


def _named(days: list[Day], chosen: Chosen) -> list[Day]:
    """The days that stood out, strongest first; without those whose label would run into a stronger one."""
    places = {day_findings.subject(day): place for place, day in enumerate(days)}
    kept: list[int] = []
    for claim in chosen.claims:
        place = places.get(claim.subject)
        if place is not None and all(abs(place - other) >= CLEAR * len(days) for other in kept):
            kept.append(place)
    return [days[place] for place in kept]


def _label(day: Day, days: list[Day], named: list[Day]) -> str:
    if day == days[0]:
        return f"{day.on.day} {day.on:%B}"
    if day == days[-1]:
        return str(day.on.day)
    return f"{day.on:%A} {day.on.day}" if day in named else ""


def _finding(material: Material, days: list[Day]) -> str:
    each = "working day" if _hours_known(days) else "day"
    held = f"One doorway for each {each} of {material.now}, as tall as the conversations it held"
    (fewest, least), (most, last) = _ends(days)
    if fewest == most:
        return f"{held}, {fewest} on each of them"
    return f"{held}, from {fewest} on {least} to {most} on {last}"


def _span(days: list[Day]) -> str:
    (fewest, least), (most, last) = _ends(days)
    return f"{fewest} on each of them" if fewest == most else f"{fewest} on {least}, {most} on {last}"


def _ends(days: list[Day]) -> tuple[tuple[str, str], tuple[str, str]]:
    """The fewest and the most conversations of a day, and the first day that had so many."""
    ends = min(days, key=lambda day: day.n), max(days, key=lambda day: day.n)
    fewest, most = ((words.count(day.n), words.day(day.on)) for day in ends)
    return fewest, most


def _caption(material: Material, days: list[Day]) -> str:
    span = _span(days)
    if not _hours_known(days):
        weekends = any(each.on.weekday() >= SATURDAY for each in days)
        rest = " Weekends are drawn too, since no opening hours are known." if weekends else ""
        return f"A doorway for each day, as tall as its conversations: {span}.{rest}"
    closed = sum(each.n for each in material.breakdowns.days if each.working is False)
    rest = (
        f" {words.capital(words.several(closed, 'conversation'))} came on days the desk was closed."
        if closed
        else ""
    )
    return f"A doorway for each working day, as tall as its conversations: {span}.{rest}"


def _hours_known(days: list[Day]) -> bool:
    return all(each.working for each in days)
