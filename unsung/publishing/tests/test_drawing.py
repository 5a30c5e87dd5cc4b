"""Doorways and trends as paths and places."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from unsung.publishing import drawing
from unsung.publishing.publication import Door, Doors, Point, Sentence, Trend


def doors(*counts: int) -> Doors:
    """Doorways with these numbers of conversations."""
    days = tuple(Door(date(2025, 10, 1 + n), count, str(n)) for n, count in enumerate(counts))
    return Doors(days, "finding", Sentence("caption"))


TWENTY = doors(*[5] * 20).doors


def height(path: str) -> float:
    """How high a doorway reaches above the ground."""
    found = re.match(r"M[\d.]+ 100V([\d.]+)a[\d.]+ ([\d.]+) ", path)
    return 100 - float(found[1]) + float(found[2]) if found else 0.0


def test_doorways_are_as_tall_as_their_conversations() -> None:
    heights = [height(arch.path) for arch in drawing.arches(doors(149, 46, 92))]
    assert heights == pytest.approx([92.4, 92.4 * 46 / 149, 92.4 * 92 / 149], abs=0.1)


def test_a_day_without_conversations_is_a_threshold_without_a_door() -> None:
    assert drawing.arches(doors(10, 0))[1].path.count("V") == 0


def test_doorways_stand_inside_the_page_and_clear_of_each_other() -> None:
    paths = [arch.path for arch in drawing.arches(doors(*range(1, 32)))]
    spans = [(float(left), float(left) + float(width)) for left, width in (_span(path) for path in paths)]
    assert spans[0][0] >= 0
    assert spans[-1][1] <= 960
    assert all(right < left for (_, right), (left, _) in pairwise(spans))


def _span(path: str) -> tuple[str, str]:
    found = re.match(r"M([\d.]+) 100V[\d.]+a[\d.]+ [\d.]+ 0 0 1 ([\d.]+) 0V100$", path)
    assert found
    return found[1], found[2]


def test_a_label_that_would_run_into_the_first_or_last_is_left_off() -> None:
    labels = [arch.label for arch in drawing.arches(doors(*[5] * 20))]
    assert labels[:4] == ["0", "", "", "3"]
    assert labels[-3:] == ["17", "", "19"]


def test_labels_too_near_for_a_small_screen_are_left_off_there() -> None:
    days = [replace(day, label=day.label if n in (0, 8, 11, 19) else "") for n, day in enumerate(TWENTY)]
    arches = drawing.arches(Doors(tuple(days), "finding", Sentence("caption")))
    assert [arch.place for arch in arches if arch.label] == ["first", "", "m-hide", "last"]


def test_a_trend_of_counts_starts_from_nought() -> None:
    points = tuple(Point(str(n), value, str(value)) for n, value in enumerate((50.0, 100.0)))
    first, last = drawing.steps(Trend("finding", points))
    assert (first.y, last.y) == ("23.0", "9.0")
    assert (first.x, last.x) == ("3.00%", "97.00%")
    assert (first.low, first.from_x, last.from_x) == ("", "", "3.00%")


def test_whiskers_fill_the_height_of_a_trend_of_shares() -> None:
    points = (Point("a", 0.5, "50", 0.4, 0.6), Point("b", 0.5, "50", 0.3, 0.8))
    _, last = drawing.steps(Trend("finding", points))
    assert (last.low, last.high) == ("37.0", "9.0")


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("3 h 10", "3_h_10"),
        ("2.1 days", "2.1_days"),
        ("2 of 10 days", "2 of 10_days"),
        ("on 3 March", "on 3 March"),
    ],
)
def test_times_are_kept_on_one_line(text: str, tied: str) -> None:
    assert drawing.tied(text).replace("\u00a0", "_") == tied
