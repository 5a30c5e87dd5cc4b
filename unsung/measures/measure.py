"""What a measure is: its definition as printed to a reader, its figures, and how a figure is drawn."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from unsung.ground.figures import CHANNELS, Cases, Earlier, Figure, Unit
from unsung.measures.asked import Asked
from unsung.measures.coverage import BEFORE, NOW, spoken_day
from unsung.measures.kinds import Number
from unsung.measures.sums import Sums


@dataclass(frozen=True)
class Given:
    """One value a measure gives.

    `of` says in words what its n counts, `where` the condition those rows of `sheet` meet, `method` how
    value and interval are made, `clock` which moment puts a case into the period and which time runs.
    """

    id: str
    name: str
    unit: Unit
    of: str
    method: str
    clock: str
    where: str
    sheet: str = "Conversations"


@dataclass(frozen=True)
class Told:
    """What is known of a value for one period and channel: the number, or in a sentence why there is none.

    `note` is added to the method: what was left out, how far the records reach. `behind` are the rows behind
    it where they are not just the n of its sheet.
    """

    number: Number | None = None
    why: str = ""
    note: str = ""
    behind: Cases | None = None


Tell = Callable[[int, str | None], Told]
"""Tells of NOW or BEFORE, and of a channel or (None) of all together."""


@dataclass(frozen=True)
class Measure:
    """One measure: the sentences its page prints, the figures it gives, the function that reckons them.

    `audience` T: the team alone; C: the company may read it.
    """

    id: str
    name: str
    definition: str
    formula: str
    differs: str
    source: str
    min_n: str
    interval: str
    audience: Literal["T", "C"]
    example: str
    gives: tuple[Given, ...]
    reckon: Callable[[Sums], list[Figure]]


def drawn(given: Given, sums: Sums, tell: Tell) -> Figure:
    """The figure of all channels together, with one figure for each channel."""
    return one(given, sums, tell, None).with_channels(
        {channel: one(given, sums, tell, channel) for channel in CHANNELS}
    )


def one(given: Given, sums: Sums, tell: Tell, channel: str | None) -> Figure:
    """The figure of one channel, or (None) of all together."""
    outside = _outside(sums.asked)
    told = Told(why=outside) if outside else tell(NOW, channel)
    earlier = tell(BEFORE, channel).number if not outside and _fair(given, sums, channel) else None
    figure = Figure(
        id=given.id,
        name=given.name,
        unit=given.unit,
        value=None,
        n=0,
        of=given.of,
        method=" ".join(part for part in (given.method, told.note) if part),
        tier="not_had",
        clock=given.clock,
        why_null=told.why,
        previous=_earlier(earlier),
    )
    if told.number is None:
        return figure
    return _valued(figure, told.number, earlier, told.behind or _cases(given, channel, told.number.valued.n))


def _valued(figure: Figure, number: Number, earlier: Number | None, cases: Cases) -> Figure:
    valued, change = number.valued, number.change(earlier)
    return replace(
        figure,
        value=valued.value,
        n=valued.n,
        interval=valued.interval,
        tier="not_had" if valued.value is None else valued.tier,
        why_null=valued.why,
        statement=change.statement if change else None,
        change=change.value if change else None,
        change_interval=change.interval if change else None,
        cases=cases,
    )


def _earlier(number: Number | None) -> Earlier | None:
    return Earlier(number.valued.value, number.valued.n, number.valued.interval) if number else None


def _cases(given: Given, channel: str | None, count: int) -> Cases:
    return Cases(given.sheet, given.where + (f"; channel is {channel}" if channel else ""), count)


def _outside(asked: Asked) -> str:
    """Why nothing can be said of a period that the records do not touch; empty where they do."""
    if asked.data_to_s < asked.period.start_s:
        return f"The records end on {spoken_day(asked, asked.data_to_s)}, before the period begins."
    if asked.data_from_s >= asked.period.end_s:
        return f"The records begin on {spoken_day(asked, asked.data_from_s)}, after the period."
    return ""


def _fair(given: Given, sums: Sums, channel: str | None) -> bool:
    """Whether the period before may stand beside it. Answers to a survey are compared wherever there are any:
    a share of half a month's answers is still a share."""
    if given.sheet == "Ratings":
        return sums.asked.data_from_s < sums.asked.period.start_s
    return not sums.unfair[channel]
