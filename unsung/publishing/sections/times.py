"""Times as a table of bands: half within this, nine in ten within that, on one logarithmic scale."""

from collections.abc import Mapping

from unsung.ground.figures import Figure
from unsung.publishing import words
from unsung.publishing.material import CHANNEL_NAMES, Material, by_channel
from unsung.publishing.publication import Cell, Mark, Row, Table
from unsung.publishing.sections.definitions import opened
from unsung.publishing.sections.scales import Scale

CLOCK = (
    (60, "1 min"),
    (3600, "1 h"),
    (86400, "1 day"),
    (604800, "1 week"),
    (2592000, "30 days"),
    (31536000, "1 year"),
)
SHORTEST, LONGEST = 1.0, 31536000.0
SHORTEST_STRETCH = 60
CLEAR = 30.0
KEY = "A filled dot: half within this, on its band. A ring: nine in ten. The scale is logarithmic."


def table(material: Material, stems: Mapping[str, str], standing: Mapping[str, str]) -> Table | None:
    """A row for each time that can be told; `stems` names them, `standing` says how each stands."""
    pairs = [
        (stem, median, material.had(f"{stem}.p90"))
        for stem in stems
        if (median := material.told(f"{stem}.median"))
    ]
    if not pairs:
        return None
    scale = _fitting([figure for _, *both in pairs for figure in both if figure])
    ends = _apart([(scale.at(at), name) for at, name in CLOCK if scale.low <= at <= scale.high])
    rows = tuple(
        _row(material, stems[stem], median, p90, scale, standing[median.id]) for stem, median, p90 in pairs
    )
    caption = "Times within which half, and nine in ten, were answered or settled"
    return Table("times", caption, "Figure", ("Half within",), rows, ends=ends, foot=KEY)


def _row(
    material: Material, label: str, median: Figure, p90: Figure | None, scale: Scale, standing: str
) -> Row:
    low, high = scale.band(median.interval)
    said = words.interval(median, median.interval)
    ninth = None if p90 is None or p90.value is None else scale.at(p90.value)
    late = f"nine in ten within {words.value(p90)}" if p90 else "nine in ten not reached yet"
    parts = (late, f"from {words.count(median.n)}", *_channels(median), standing)
    cell = Cell(words.value(median), f"({said})" if said else "", strong=True)
    mark = Mark("span", scale.at(median.value or 0), ninth, low, high)
    note = "; ".join(part for part in parts if part)
    return Row(label, (cell,), note, mark=mark, shown=opened(material, median))


def _channels(median: Figure) -> list[str]:
    parts = by_channel(median).items()
    told = [f"{CHANNEL_NAMES[name].lower()} {words.value(part)}" for name, part in parts]
    return [", ".join(told)] if told else []


def _fitting(figures: list[Figure]) -> Scale:
    """From the named time at or under the shortest to the one at or over the longest."""
    values = [figure.value for figure in figures if figure.value]
    steps = [SHORTEST, *(at for at, _ in CLOCK)]
    low = max((step for step in steps if step <= min(values, default=60.0)), default=SHORTEST)
    high = min((step for step in steps if step >= max(values, default=3600.0)), default=LONGEST)
    return Scale(min(low, high / SHORTEST_STRETCH), high, logarithmic=True)


def _apart(ends: list[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """The first and the last label, and the first between that stands clear of both."""
    if len(ends) < 3:
        return tuple(ends)
    first, *between, last = ends
    clear = [each for each in between if each[0] - first[0] >= CLEAR and last[0] - each[0] >= CLEAR]
    return first, *clear[:1], last
