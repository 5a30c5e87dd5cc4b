"""Numbers as the paths and places of inline SVG: doorways, trends, and the small drawings of tables."""

import re
from dataclasses import dataclass, replace

from unsung.publishing.publication import Doors, Trend

WIDTH, GROUND, TALLEST = 960.0, 100.0, 92.4
PART_OF_PITCH = 31 / 41.5
CLEAR_ON_PHONES = 28.0
"""How far apart the middles of two labels stand on a small screen at least, in percent."""
TREND_TOP, TREND_BOTTOM = 9.0, 37.0
TIES = re.compile(r"(?<=\d) (?=(?:h|days?|minutes?|seconds?)\b)|(?<=\d h) (?=\d\d\b)")


@dataclass(frozen=True)
class Arch:
    """One doorway drawn: its path, its label, where that stands, and how it is set."""

    path: str
    label: str
    left: str
    place: str


@dataclass(frozen=True)
class Step:
    """One point of a trend drawn: x in percent, y in px, whiskers, and the line from the point before."""

    x: str
    y: str
    low: str
    high: str
    radius: str
    from_x: str
    from_y: str


def tied(text: str) -> str:
    """The text with its times and units kept on one line: no break inside "3 h 10" or "2.1 days"."""
    return TIES.sub("\u00a0", text)


def percent(value: float | None) -> str:
    """A place as SVG and CSS want it: "83.46%"; empty for none."""
    return "" if value is None else f"{value:.2f}%"


def arches(doors: Doors) -> list[Arch]:
    """A doorway a day, side by side over the whole width; as tall as its conversations, from the ground."""
    pitch = WIDTH / len(doors.doors)
    width = pitch * PART_OF_PITCH
    left = (pitch - width) / 2
    most = max(door.n for door in doors.doors) or 1
    paths = [
        _arch(left + place * pitch, width, TALLEST * door.n / most) for place, door in enumerate(doors.doors)
    ]
    middles = [100 * (place + 0.5) / len(paths) for place in range(len(paths))]
    drawn = [
        Arch(path, *_labelled(door.label, middle, place, len(paths)))
        for place, (path, door, middle) in enumerate(zip(paths, doors.doors, middles, strict=True))
    ]
    return _clear_on_phones(drawn, middles)


def _clear_on_phones(drawn: list[Arch], middles: list[float]) -> list[Arch]:
    """The labels between the first and the last, without those that a small screen has no room for."""
    last, clear = -CLEAR_ON_PHONES, []
    for arch, middle in zip(drawn, middles, strict=True):
        between = bool(arch.label) and not arch.place
        near = between and middle - last < CLEAR_ON_PHONES
        last = middle if between and not near else last
        clear.append(replace(arch, place="m-hide") if near else arch)
    return clear


def _labelled(label: str, middle: float, place: int, of: int) -> tuple[str, str, str]:
    """The label, its place and its setting; none where it would run into the first or the last."""
    if place == 0:
        return label, "0", "first"
    if place == of - 1:
        return label, "100%", "last"
    if not 13 < middle < 92:
        return "", "", ""
    return label, percent(middle), "" if 30 < middle < 82 else "m-hide"


def _arch(x: float, width: float, height: float) -> str:
    """Up, over and down; a doorway too low for a round arch gets a flat one, an empty day its threshold."""
    if height <= 0:
        return f"M{x:.1f} {GROUND:.0f}h{width:.1f}"
    radius = width / 2
    rise = min(radius, height)
    top = f"a{radius:.1f} {rise:.1f} 0 0 1 {width:.1f} 0"
    return f"M{x:.1f} {GROUND:.0f}V{GROUND - height + rise:.1f}{top}V{GROUND:.0f}"


def steps(trend: Trend) -> list[Step]:
    """The points of a trend between 3 and 97 percent; counts start from 0, intervals fill the height."""
    low = min(0.0 if point.low is None else point.low for point in trend.points)
    high = max(point.value if point.high is None else point.high for point in trend.points)
    span = (high - low) or 1.0
    apart = 94 / max(1, len(trend.points) - 1)
    places = [(3 + place * apart, _y(point.value, low, span)) for place, point in enumerate(trend.points)]
    return [
        Step(
            percent(x), f"{y:.1f}",
            "" if point.low is None else f"{_y(point.low, low, span):.1f}",
            "" if point.high is None else f"{_y(point.high, low, span):.1f}",
            "4" if place == len(places) - 1 else "2.5",
            percent(places[place - 1][0]) if place else "",
            f"{places[place - 1][1]:.1f}" if place else "",
        )
        for place, (point, (x, y)) in enumerate(zip(trend.points, places, strict=True))
    ]  # fmt: skip


def _y(value: float, low: float, span: float) -> float:
    return TREND_BOTTOM - (TREND_BOTTOM - TREND_TOP) * (value - low) / span
