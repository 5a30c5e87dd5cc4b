"""How this was made: sources and their freshness, guesses said aloud, what is missing and how to get it."""

from collections.abc import Sequence

from unsung.ground.periods import midnight_s
from unsung.publishing import words
from unsung.publishing.findings.finding import MOST_CLAIMS, Chosen
from unsung.publishing.material import Material
from unsung.publishing.publication import Cell, HowMade, LeftOut, Made, Row, Sentence, SourceLine, Table

GUESS = "guess"
QUESTIONS = {
    "figures": ("figure", "figures"),
    "categories": ("category", "categories"),
    "days": ("day", "days"),
    "channels": ("channel", "channels"),
}
"""What the findings of a question are about, for one and for several."""


def how_made(material: Material, chosen: Chosen, made: Made, left_out: Sequence[LeftOut]) -> HowMade:
    """Everything a reader needs to know to trust the issue, or not to."""
    notes = [words.ended(note) for note in made.notes]
    return HowMade(
        say=_say(material, chosen),
        sources=_sources(made, material.asked.period.zone) if made.sources else None,
        guesses=tuple(note for note in notes if GUESS in note),
        notes=tuple(note for note in notes if GUESS not in note),
        left_out=tuple(LeftOut(each.name, words.sentence(each.missing), each.how) for each in left_out),
        missing=tuple(words.ended(each) for each in (*_not_whole(material), *made.missing)),
        aside=tuple(words.ended(each) for each in made.rejects_explained),
        colophon=_colophon(material),
    )


def _say(material: Material, chosen: Chosen) -> tuple[Sentence, ...]:
    told = len(chosen.claims)
    said = f"{words.small(told)} thing{'' if told == 1 else 's'}"
    they = "it" if told == 1 else "they"
    text = (
        f"This issue says of {said} that {they} changed or stood out; it never says so of more "
        f"than {words.small(MOST_CLAIMS)}, and only where chance alone is an unlikely cause."
    )
    if not told:
        text = (
            "This issue says of nothing that it changed: there is too little to compare, or too little moved."
        )
    return (Sentence(text + _left(chosen)),)


def _left(chosen: Chosen) -> str:
    """How much more went beyond chance, and of what kind it was; empty where nothing did."""
    if not chosen.left:
        return ""
    kinds = [words.few(n, *QUESTIONS[family]) for family, n in sorted(chosen.left_of)]
    return f" {words.capital(words.small(chosen.left))} more went beyond chance too: {words.listed(kinds)}."


def _not_whole(material: Material) -> list[str]:
    """Said where the records begin after the period does, or end before: the month may have had more."""
    asked = material.asked
    told = [day.on for day in material.breakdowns.days if day.had]
    said = []
    if told and not asked.begins_by(midnight_s(told[0], asked.period.zone), asked.period):
        begins = words.day_of_year(told[0])
        said.append(f"The records begin on {begins}, so {material.now} is not whole in them.")
    if told and not asked.ends_after(midnight_s(told[-1], asked.period.zone), asked.period):
        ends = words.day_of_year(told[-1])
        said.append(f"The records end on {ends}, so {material.now} is not whole in them.")
    return said


def _sources(made: Made, zone: str) -> Table:
    rows = tuple(_row(source, zone) for source in made.sources)
    heads = ("Facts", "Put aside", "Fresh to")
    return Table("plain", "Sources of this issue, with what was put aside", "Source", heads, rows)


def _row(source: SourceLine, zone: str) -> Row:
    fresh = words.moment(source.freshest, zone) if source.freshest else "not known"
    cells = (
        Cell(words.count(source.facts)),
        Cell(words.count(source.rejects)),
        Cell(fresh, quiet=True, at=source.freshest.isoformat() if source.freshest else ""),
    )
    return Row(source.name, cells, note=source.delivery)


def _colophon(material: Material) -> str:
    asked = material.asked
    working = f", {words.several(asked.working_days, 'working day')}" if asked.working_days else ""
    hours = (
        "" if asked.hours_known else " No opening hours are known, so nothing is counted in opening hours."
    )
    return (
        f"Figures cover {words.days_of_year(asked.period)}{working}, by the clock of "
        f"{asked.period.zone}.{hours} Intervals are 95%. Times are medians and ninetieth percentiles, never "
        "means. A figure that could not be had is shown as not had, never as 0. Nobody’s work is ranked "
        "here or anywhere in Unsung."
    )
