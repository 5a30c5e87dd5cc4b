"""The monthly review: the month as the desk's records tell it, composed without a word of HTML."""

from collections.abc import Callable, Iterable, Mapping

from unsung.ground.figures import Figure
from unsung.measures import breakdowns as count
from unsung.measures.asked import Asked
from unsung.measures.catalogue import MEASURES, figures_of
from unsung.measures.connect import Tables
from unsung.measures.sums import Sums
from unsung.publishing import words
from unsung.publishing.findings.every import found
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import Breakdowns, Definition, Material, by_id
from unsung.publishing.publication import Glance, LeftOut, Made, Review, Section, Shown
from unsung.publishing.sections.about import what_about
from unsung.publishing.sections.answering import how_well
from unsung.publishing.sections.definitions import every
from unsung.publishing.sections.doorways import doorways
from unsung.publishing.sections.glance import glance
from unsung.publishing.sections.how_made import how_made
from unsung.publishing.sections.opening import headline, opening
from unsung.publishing.sections.satisfaction import how_they_felt
from unsung.publishing.sections.waiting import still_waiting
from unsung.publishing.sections.who import who_and_how

ORDER: tuple[Callable[[Material, Chosen], Section | LeftOut], ...] = (
    who_and_how,
    what_about,
    how_well,
    how_they_felt,
    still_waiting,
)

MONTHS_ON_RECORD = 24

DEFINITIONS: Mapping[str, Definition] = {
    given.id: Definition(
        each.id, each.name, each.definition, each.differs, each.source, each.min_n, each.audience
    )
    for each in MEASURES
    for given in each.gives
}


def draft(tables: Tables, asked: Asked, made: Made, from_files: bool, desk_name: str) -> Review:
    """Reckon every figure of the period asked for, and compose the review of them."""
    sums = Sums(tables, asked)
    now, before = count.paces(sums)
    beside = Breakdowns(
        days=count.by_day(sums),
        categories=count.by_category(sums),
        kinds=count.by_kind(sums),
        history=count.history(sums, MONTHS_ON_RECORD),
        csat_history=count.csat_history(tables, asked),
        usual=count.xmr_of_volume(sums),
        waiting=count.waiting_cases(tables, asked),
        pace=now,
        pace_before=before,
        channels=count.by_channel(sums),
    )
    return compose(asked, figures_of(sums), beside, made, from_files, desk_name)


def compose(
    asked: Asked,
    figures: Iterable[Figure],
    breakdowns: Breakdowns,
    made: Made,
    from_files: bool,
    desk_name: str,
    definitions: Mapping[str, Definition] = DEFINITIONS,
) -> Review:
    """The review of these figures: what stands out first, then the sections the facts allow.

    `from_files` chooses the four figures at the top: those that files alone can tell, or the desk's own.
    """
    figures = tuple(figures)
    material = Material(asked, by_id(figures), breakdowns, definitions, desk_name, from_files)
    chosen = found(material)
    parts = [part(material, chosen) for part in ORDER]
    sections = tuple(each for each in parts if isinstance(each, Section))
    at_a_glance = glance(material)
    left_out = [each for each in parts if isinstance(each, LeftOut)]
    return Review(
        desk_name=desk_name,
        period=asked.period,
        masthead=words.month_of_year(asked.period),
        headline=headline(material, chosen),
        opening=opening(material, chosen),
        byline="Drawn from the records by Unsung. Nobody has edited it yet.",
        doors=doorways(material, chosen),
        glance=at_a_glance,
        sections=sections,
        how_made=how_made(material, chosen, made, left_out),
        counted=(*every(material, (each.id for each in at_a_glance)), *_not_yet(material, at_a_glance)),
        figures=figures,
        made=made,
        claims=tuple(each.subject for each in chosen.claims),
    )


def _not_yet(material: Material, at_a_glance: Iterable[Glance]) -> tuple[Shown, ...]:
    """What the issue opens with and no measure gives yet."""
    return tuple(each.shown for each in at_a_glance if each.id not in material.figures)
