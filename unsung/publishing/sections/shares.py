"""Shares as a table of bands: how many in a hundred, on the stretch that chance alone could make."""

from collections.abc import Sequence

from unsung.ground.figures import Figure
from unsung.publishing import words
from unsung.publishing.publication import Cell, Mark, Row, Shown, Table
from unsung.publishing.sections.scales import WHOLE, Scale

UPPER_PART = 0.6


def table(caption: str, first: str, rows: Sequence[Row], scale: Scale = WHOLE) -> Table:
    """A table of such rows with the ends and the middle of its scale named."""
    middle = (scale.low + scale.high) / 2
    ends = tuple((scale.at(part), words.hundred(part)) for part in (scale.low, middle, scale.high))
    return Table("answers", caption, first, ("In 100",), tuple(rows), ends=ends)


def row(
    figure: Figure,
    label: str,
    scale: Scale = WHOLE,
    note: str = "",
    icon: str = "",
    shown: Shown | None = None,
) -> Row:
    """One share: its dot on its band, its cases below its label; under ten cases no rate and no drawing."""
    cases = words.part(figure)
    note = "; ".join(part for part in (cases, note) if part)
    if figure.tier == "counts_only":
        return Row(label, (Cell(cases, strong=True),), note, icon, shown=shown)
    low, high = scale.band(figure.interval)
    said = words.interval(figure, figure.interval)
    cell = Cell(words.value(figure), f"({said})" if said else "", strong=True)
    return Row(
        label, (cell,), note, icon, Mark("band", scale.at(figure.value or 0), low=low, high=high), shown
    )


def fitting(figures: Sequence[Figure]) -> Scale:
    """The whole scale, or its upper part where everything lies there."""
    lows = [figure.interval[0] if figure.interval else figure.value for figure in figures]
    return Scale(UPPER_PART, 1.0) if all((low or 0.0) >= UPPER_PART for low in lows) else WHOLE


def sample(figure: Figure) -> str:
    """Said beside a share or time of few cases."""
    return "small sample" if figure.tier in ("small_sample", "counts_only") else ""
