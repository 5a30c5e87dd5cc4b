"""Every figure opened to its definition: what it is, what it was counted from, and how others count it."""

from collections.abc import Iterable

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
    facts = (
        (definition.name, words.sentence(definition.definition)) if definition else ("", ""),
        ("Here", _here(figure)),
        *_method(material, figure),
        *(elsewhere(definition) if definition else ()),
    )
    return Shown(figure.id.replace(".", "-"), figure.name, tuple(fact for fact in facts if fact[1]))


def not_yet(key: str, why: str) -> Shown:
    """A figure that this version cannot have yet, opened."""
    name, definition = NOT_YET[key]
    return Shown(key.replace("_", "-"), name, ((name, definition), ("Not had", why)))


def every(material: Material, glanced: Iterable[str]) -> tuple[Shown, ...]:
    """The measures of the issue, each once: what it is, its figures here, and how others count it.

    A measure without any figure is there only where the issue opens with it (`glanced`).
    """
    families: dict[str, list[Figure]] = {}
    for figure in material.figures.values():
        if material.for_readers(figure) and not _nothing_apart(figure):
            definition = material.definitions.get(figure.id)
            families.setdefault(definition.measure if definition else figure.id, []).append(figure)
    kept = set(glanced)
    return tuple(
        _family(material, figures)
        for figures in families.values()
        if any(figure.had or figure.id in kept for figure in figures)
    )


def _nothing_apart(figure: Figure) -> bool:
    """True for what was counted apart where there was none of it: nobody needs to read of that."""
    return figure.id.startswith("counted_apart.") and not figure.value


def _family(material: Material, figures: list[Figure]) -> Shown:
    definition = material.definitions.get(figures[0].id)
    counted = tuple((figure.name, f"{_printed(figure)}{_here(figure)}") for figure in figures)
    facts = dict.fromkeys(fact for figure in figures for fact in _method(material, figure))
    methods = tuple(sorted(facts, key=lambda fact: fact[0]))
    if definition is None:
        return Shown(figures[0].id, figures[0].name, (*counted, *methods))
    about = (definition.name, words.sentence(definition.definition))
    return Shown(definition.measure, definition.name, (about, *counted, *methods, *elsewhere(definition)))


def _printed(figure: Figure) -> str:
    """The value before what it was counted from; a count stands there anyway."""
    if figure.tier == "count" and figure.value == figure.n:
        return ""
    rate = figure.had and figure.unit == "share" and figure.tier != "counts_only"
    return f"{words.capital(words.value(figure))}{' in 100' if rate else ''}. "


def _here(figure: Figure) -> str:
    """What it was counted from, by which clock, and its interval; or why it was not had."""
    if not figure.had:
        return words.sentence(figure.why_null)
    counted = f"{words.count(figure.n)} {words.of_one(figure.of) if figure.n == 1 else figure.of}"
    clocked = f"{counted}; {figure.clock}" if figure.clock else counted
    return f"{words.sentence(clocked)}{_interval(figure)}"


def _interval(figure: Figure) -> str:
    """Its interval; where one end was not reached, that end alone, which is no interval."""
    said = words.interval(figure, figure.interval)
    if figure.interval and said and None in figure.interval:
        return f" Only one end of an interval can be told: {said}."
    return f" Interval {said}, 95%." if said else ""


def _method(material: Material, figure: Figure) -> tuple[tuple[str, str], ...]:
    period = ("Period", f"{words.days_of_year(material.asked.period)}.")
    return (("Method", words.sentence(figure.method)), period) if figure.had else (period,)


def elsewhere(definition: Definition) -> tuple[tuple[str, str], ...]:
    """From how many cases it is printed, how others count, and whose formula it is; what is told of these."""
    told = (
        ("Needs at least", words.sentence(definition.min_n)),
        ("How others count", words.sentence(definition.differs)),
        ("Source", words.sentence(definition.source)),
    )
    return tuple(pair for pair in told if pair[1])
