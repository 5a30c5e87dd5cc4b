"""Times as a table of bands: half within this, nine in ten within that, on one logarithmic scale."""

from collections.abc import Mapping

from unsung.ground.figures import Figure
from unsung.publishing import words
from unsung.publishing.material import CHANNEL_NAMES, Material, by_channel
from unsung.publishing.publication import Cell, Mark, Row, Table
from unsung.publishing.sections.definitions import opened
from unsung.publishing.sections.scales import Scale

CLOCK = (
    (1, "1 s"),
    (60, "1 min"),
    (3600, "1 h"),
    (86400, "1 day"),
    (604800, "1 week"),
    (2592000, "30 days"),
    (31536000, "1 year"),
)
SHORTEST, LONGEST = 1.0, 31536000.0
SHORTEST_STRETCH = 60
A_LETTER = 4.2
"""How wide a letter of a label is in a column of a wide page, in percent of it."""
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
    ninth = None if p90 is None or p90.value is None or p90.tier == "counts_only" else scale.at(p90.value)
    late = _late(p90)
    parts = (late, f"from {words.count(median.n)}", *_channels(median), standing)
    cell = Cell(words.value(median), f"({said})" if said else "", strong=True)
    mark = Mark("span", scale.at(median.value or 0), ninth, low, high)
    note = "; ".join(part for part in parts if part)
    return Row(label, (cell,), note, mark=mark, shown=opened(material, median))


def _channels(median: Figure) -> list[str]:
    parts = by_channel(median).items()
    return [", ".join(_channel(name, part) for name, part in parts)] if parts else []


def _channel(name: str, part: Figure) -> str:
    """A channel's own median, its interval, and the cases behind it."""
    said = words.interval(part, part.interval)
    among = f"{said}, from {words.count(part.n)}" if said else f"from {words.count(part.n)}"
    return f"{CHANNEL_NAMES[name].lower()} {words.value(part)} ({among})"


def _late(p90: Figure | None) -> str:
    """Within which time nine in ten were; with few cases that cannot be told."""
    if p90 is None:
        return "nine in ten not reached yet"
    if p90.tier == "counts_only":
        return "too few to tell nine in ten"
    return f"nine in ten within {words.value(p90)}"


def _fitting(figures: list[Figure]) -> Scale:
    """From the named time at or under the shortest to the one at or over the longest."""
    values = [figure.value for figure in figures if figure.value]
    high = min((at for at, _ in CLOCK if at >= max(values, default=3600.0)), default=LONGEST)
    most = min(*values, high / SHORTEST_STRETCH) if values else high / SHORTEST_STRETCH
    low = max((at for at, _ in CLOCK if at <= most), default=SHORTEST)
    return Scale(low, high, logarithmic=True)


def _apart(ends: list[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """The first label, set from its place on, the last, set up to it, and one between clear of both."""
    if len(ends) < 3:
        return tuple(ends)
    first, *between, last = ends
    left, right = first[0] + A_LETTER * len(first[1]), last[0] - A_LETTER * len(last[1])
    clear = [each for each in between if left < each[0] - _half(each[1]) and each[0] + _half(each[1]) < right]
    return first, *clear[:1], last


def _half(name: str) -> float:
    """Half the width of a label, and the blank beside it."""
    return A_LETTER * (len(name) + 1) / 2
