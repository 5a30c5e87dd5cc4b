"""Every figure opened to its definition: what it is, what it was counted from, and how others count it."""

from unsung.ground.figures import Figure
from unsung.publishing import words
from unsung.publishing.material import Definition, Material
from unsung.publishing.publication import Shown

NOT_YET = {
    "promises_kept": (
        "Promises kept on time",
        "Promises made to a customer for a day or an hour, and how many were kept by then.",
    ),
    "unsung_hours": (
        "Unsung hours",
        "Hours of work that people wrote down and that no system recorded.",
    ),
}


def shown(material: Material, *ids: str) -> Shown | None:
    """The first of these figures opened; None where the month was not asked for any of them."""
    figure = next((material.figures[id] for id in ids if id in material.figures), None)
    return None if figure is None else opened(material, figure)


def opened(material: Material, figure: Figure) -> Shown:
    """One figure opened to its definition."""
    definition = material.definitions.get(figure.id)
    facts = [
        (definition.name, words.sentence(definition.definition)) if definition else ("", ""),
        ("Here", _here(material, figure)),
        ("Method", words.sentence(figure.method) if figure.had else ""),
        ("Not had", "" if figure.had else words.sentence(figure.why_null)),
        *(_elsewhere(definition) if definition else ()),
    ]
    return Shown(figure.id.replace(".", "-"), figure.name, tuple(fact for fact in facts if fact[1]))


def not_yet(key: str, why: str) -> Shown:
    """A figure that this version cannot have yet, opened."""
    name, definition = NOT_YET[key]
    return Shown(key.replace("_", "-"), name, ((name, definition), ("Not had", why)))


def every(material: Material) -> tuple[Shown, ...]:
    """Every measure with a figure that was had: what it is, its figures, and how others count it."""
    families: dict[str, list[Figure]] = {}
    for figure in material.figures.values():
        if figure.had and material.for_readers(figure):
            definition = material.definitions.get(figure.id)
            families.setdefault(definition.measure if definition else figure.id, []).append(figure)
    return tuple(_family(material, figures) for figures in families.values())


def _family(material: Material, figures: list[Figure]) -> Shown:
    definition = material.definitions.get(figures[0].id)
    counted = tuple((figure.name, _in_short(figure)) for figure in figures)
    if definition is None:
        return Shown(figures[0].id, figures[0].name, counted)
    about = (("What it is", words.sentence(definition.definition)), *counted)
    return Shown(definition.measure, definition.name, (*about, *_elsewhere(definition)))


def _elsewhere(definition: Definition) -> tuple[tuple[str, str], ...]:
    told = (
        ("Needs at least", words.sentence(definition.min_n)),
        ("How others count", words.sentence(definition.differs)),
        ("Source", words.sentence(definition.source)),
    )
    return tuple(pair for pair in told if pair[1])


def _in_short(figure: Figure) -> str:
    """The value, its interval and what it was counted from, in a line."""
    said = words.interval(figure, figure.interval)
    value = f"{words.value(figure)} in 100" if _is_rate(figure) else words.value(figure)
    if figure.tier == "count":
        return f"{value} {figure.of}."
    return f"{value}{f' ({said})' if said else ''}, from {words.count(figure.n)} {figure.of}."


def _is_rate(figure: Figure) -> bool:
    return figure.unit == "share" and figure.tier != "counts_only"


def _here(material: Material, figure: Figure) -> str:
    """What it was counted from, its interval, the period and the clock."""
    counted = f"{words.count(figure.n)} {figure.of}, " if figure.had else ""
    when = f"{counted}{words.days_of_year(material.asked.period)}; {figure.clock}"
    said = words.interval(figure, figure.interval) if figure.had else ""
    return f"{words.sentence(when.rstrip('; '))}{f' Interval {said}, 95%.' if said else ''}"
