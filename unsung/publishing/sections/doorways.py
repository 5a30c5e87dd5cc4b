"""The doorways: one for each working day, as tall as the conversations it held."""

from unsung.measures.breakdowns import Day
from unsung.publishing import words
from unsung.publishing.findings import days as day_findings
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import Material
from unsung.publishing.publication import Door, Doors, Sentence
from unsung.publishing.sections.opening import told_first

FEWEST_DAYS = 2


def doorways(material: Material, chosen: Chosen) -> Doors | None:
    """A door for each open day, or for every day where no hours are known; None where nothing came."""
    days = material.open_days
    if len(days) < FEWEST_DAYS or not any(each.n for each in days):
        return None
    named = [each for each in days if chosen.claimed(day_findings.subject(each))]
    doors = tuple(Door(each.on, each.n, _label(each, days, named)) for each in days)
    told = told_first(chosen)
    stood_out = [each for each in chosen.claims if each.kind == "day" and each not in told]
    caption = " ".join((_caption(material, days), *(each.sentence for each in stood_out)))
    claims = tuple(each.subject for each in stood_out)
    return Doors(doors, _finding(material, days), Sentence(caption, claims=claims))


def _label(day: Day, days: list[Day], named: list[Day]) -> str:
    if day == days[0]:
        return f"{day.on.day} {day.on:%B}"
    if day == days[-1]:
        return str(day.on.day)
    return f"{day.on:%A} {day.on.day}" if day in named else ""


def _finding(material: Material, days: list[Day]) -> str:
    fewest, most = min(days, key=lambda day: day.n), max(days, key=lambda day: day.n)
    return (
        f"One doorway for each {'working day' if _hours_known(days) else 'day'} of {material.now}, as tall as"
        f" the conversations it held, from {words.count(fewest.n)} on {words.day(fewest.on)} "
        f"to {words.count(most.n)} on {words.day(most.on)}"
    )


def _caption(material: Material, days: list[Day]) -> str:
    fewest, most = min(days, key=lambda day: day.n), max(days, key=lambda day: day.n)
    span = f"{words.count(fewest.n)} on {words.day(fewest.on)}, {words.count(most.n)} on {words.day(most.on)}"
    if not _hours_known(days):
        return (
            f"A doorway for each day, as tall as its conversations: {span}. "
            "Weekends are drawn too, since no opening hours are known."
        )
    closed = sum(each.n for each in material.breakdowns.days if each.working is False)
    rest = (
        f" {words.capital(words.several(closed, 'conversation'))} came on days the desk was closed."
        if closed
        else ""
    )
    return f"A doorway for each working day, as tall as its conversations: {span}.{rest}"


def _hours_known(days: list[Day]) -> bool:
    return all(each.working for each in days)
