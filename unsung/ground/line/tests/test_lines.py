"""Lines as they are really typed, each with what it is read as; and any text at all."""

import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from unsung.ground.line.parsed import Line, Surroundings
from unsung.ground.line.reading import read

HERE = Surroundings(datetime(2026, 9, 17, 15, 30), names=("sam", "maya", "finance"), tags=("translate",))
LINES = tomllib.loads((Path(__file__).parent / "lines.toml").read_text("utf-8"))["line"]
CONTRACT, HOSTILE = LINES[:30], LINES[30:50]
WORD = re.compile(r"[^\W\d_]{4,}")
PIECES = (
    "yesterday:",
    "mon 16:00-16:50:",
    "14:10",
    "20m",
    "-40m",
    "~25m",
    "call:",
    "cash:",
    "-4.80",
    "stock:",
    "*",
    "::",
    "→",
    "--",
    "/team",
    "/s",
    "@sam",
    "@nobody",
    "#calm",
    "+tag",
    "#12",
    "x7",
    'for:"Brook & Co"',
    "for:acme",
    "due:+3d",
    "due:never",
    "heat:4",
    "heat:9",
    '"as she said"',
    '"',
    "“so”",
    "word",
    "Wörter",
    "\u200b",
    "\u00a0",
)


def told(line: Line) -> dict[str, Any]:
    """What a line says beyond its plain text, as the file of lines writes it."""
    plain = {"text": line.raw, "type": "note", "audience": "me"}
    found = {
        name: value
        for name, value in vars(line).items()
        if name not in ("raw", "chips") and value not in (None, "", [], False) and value != plain.get(name)
    }
    if line.text == "":
        found["text"] = ""
    return {name: _written(value) for name, value in found.items()}


def _written(value: Any) -> Any:
    match value:
        case time():
            return f"{value:%H:%M}"
        case date():
            return value.isoformat()
        case str() | int() | list():
            return value
    return " ".join(filter(None, (value.book, value.move, value.amount, value.what)))


@pytest.mark.parametrize("given", LINES, ids=[line["raw"][:60] for line in LINES])
def test_a_line_is_read_as_its_writer_meant_it(given: dict[str, Any]) -> None:
    assert told(read(given["raw"], HERE)) == {name: said for name, said in given.items() if name != "raw"}


def test_no_chip_is_seen_where_none_was_meant() -> None:
    assert len(HOSTILE) == 20
    for line in HOSTILE:
        found = read(line["raw"], HERE)
        assert (found.text, found.chips, found.hints) == (line["raw"], [], [])


@given(some.lists(some.one_of(some.sampled_from(PIECES), some.text(max_size=12)), max_size=14))
def test_any_text_is_a_line_and_no_word_of_it_is_lost(parts: list[str]) -> None:
    raw = " ".join(parts)
    line = read(raw, HERE)
    assert line.raw == raw
    kept = f"{line.text} {line.outcome}"
    for found in WORD.finditer(raw):
        in_a_chip = any(chip.start <= found.start() and found.end() <= chip.end for chip in line.chips)
        assert in_a_chip or found[0] in kept


@given(some.lists(some.sampled_from(PIECES), max_size=14))
def test_each_chip_stands_where_it_says_and_no_two_overlap(parts: list[str]) -> None:
    line = read(" ".join(parts), HERE)
    ends = [0, *(chip.end for chip in line.chips)]
    assert all(end <= chip.start < chip.end for end, chip in zip(ends, line.chips, strict=False))


@given(some.lists(some.sampled_from(PIECES), max_size=10), some.data())
def test_what_is_dismissed_stays_in_the_text(parts: list[str], data: some.DataObject) -> None:
    raw = " ".join(parts)
    chips = [chip for chip in read(raw, HERE).chips if chip.kind != "outcome"]
    if not chips:
        return
    chip = data.draw(some.sampled_from(chips))
    dismissed = raw[chip.start : chip.end]
    line = read(raw, Surroundings(HERE.now, HERE.names, HERE.tags, plain={dismissed}))
    assert not any(raw[each.start : each.end] == dismissed for each in line.chips)


@pytest.mark.parametrize(
    ("now", "raw", "day", "at"),
    [
        ((2026, 9, 17, 0, 10), "-20m closed up", date(2026, 9, 16), time(23, 50)),
        ((2026, 9, 17, 0, 10), "23:50 closed up", date(2026, 9, 16), time(23, 50)),
        ((2026, 9, 17, 0, 10), "0:14 closed up", date(2026, 9, 17), time(0, 14)),
        ((2026, 9, 17, 0, 10), "0:16 closed up", date(2026, 9, 16), time(0, 16)),
        ((2026, 3, 1, 9, 0), "yest: closed up", date(2026, 2, 28), None),
        ((2026, 1, 1, 9, 0), "wed: closed up", date(2025, 12, 31), None),
    ],
)
def test_a_moment_lies_in_the_past(
    now: tuple[int, int, int, int, int], raw: str, day: date, at: time | None
) -> None:
    line = read(raw, Surroundings(datetime(*now)))
    assert (line.day, line.at) == (day, at)


@pytest.mark.parametrize("last", ["/m", "/me", "/ME"])
def test_of_two_audiences_the_narrower_holds(last: str) -> None:
    assert read(f"/all the terminal works {last}", HERE).audience == "me"
    assert read(f"{last} the terminal works /all", HERE).audience == "me"


def test_no_heat_stays_in_a_text_that_others_may_come_to_read() -> None:
    line = read("he threw it heat:2 and again heat:5 /team", HERE)
    assert (line.heat, line.text) == (5, "he threw it and again")
