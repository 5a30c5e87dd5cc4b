"""Every measure there is, and all of their figures for one question in a fixed order."""

from unsung.ground.figures import Figure
from unsung.ground.progress import Step, Tell, silent
from unsung.measures.asked import Asked
from unsung.measures.backlog import BACKLOG_MEASURE
from unsung.measures.calls import ABANDONMENT_MEASURE, AHT_MEASURE, SERVICE_LEVEL_MEASURE
from unsung.measures.connect import Tables
from unsung.measures.measure import Measure
from unsung.measures.satisfaction import CES_MEASURE, CSAT_MEASURE, NPS_MEASURE, RESPONSE_MEASURE
from unsung.measures.settling import (
    FCR_MEASURE,
    REOPEN_RATE_MEASURE,
    RESOLUTION_TIME_MEASURE,
    TRANSFER_RATE_MEASURE,
)
from unsung.measures.sums import Sums
from unsung.measures.volume import CONTACT_RATE_MEASURE, CONTACT_VOLUME_MEASURE, VOLUME_CHANGE_MEASURE
from unsung.measures.waiting import (
    ANSWERED_OUTSIDE_HOURS_MEASURE,
    FIRST_RESPONSE_TIME_MEASURE,
    NEXT_RESPONSE_TIME_MEASURE,
)

MEASURES: tuple[Measure, ...] = (
    CONTACT_VOLUME_MEASURE,
    CONTACT_RATE_MEASURE,
    VOLUME_CHANGE_MEASURE,
    FIRST_RESPONSE_TIME_MEASURE,
    NEXT_RESPONSE_TIME_MEASURE,
    RESOLUTION_TIME_MEASURE,
    BACKLOG_MEASURE,
    FCR_MEASURE,
    REOPEN_RATE_MEASURE,
    TRANSFER_RATE_MEASURE,
    ANSWERED_OUTSIDE_HOURS_MEASURE,
    SERVICE_LEVEL_MEASURE,
    ABANDONMENT_MEASURE,
    AHT_MEASURE,
    CSAT_MEASURE,
    RESPONSE_MEASURE,
    CES_MEASURE,
    NPS_MEASURE,
)

MEASURE_OF: dict[str, Measure] = {given.id: measure for measure in MEASURES for given in measure.gives}
"""The measure behind each figure, by the figure's id."""


def reckon(tables: Tables, asked: Asked, progress: Tell | None = None) -> list[Figure]:
    """Every figure for what is asked, measure by measure, each with one figure a channel.

    A figure that cannot be had is there with its reason. Raises Problem where a table cannot be read or
    the disk is full.
    """
    return figures_of(Sums(tables, asked), progress)


def figures_of(sums: Sums, progress: Tell | None = None) -> list[Figure]:
    """The same of aggregates that others use as well."""
    tell, figures = progress or silent, list[Figure]()
    for done, measure in enumerate(MEASURES):
        tell(Step(f"counting {measure.name.lower()}", done, len(MEASURES), len(figures)))
        figures.extend(measure.reckon(sums))
    tell(Step("counting", len(MEASURES), len(MEASURES), len(figures), finished=True))
    return figures
