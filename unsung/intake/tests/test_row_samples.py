"""Every sample of tables, calls and chats is read twice, to the same records."""

from pathlib import Path

import pytest

from unsung.intake.source import Piece, Reading, Source
from unsung.intake.sources.calls import CALLS
from unsung.intake.sources.chats import CHATS
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import problems, reads

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
WAYS: dict[str, Source] = {"table": TABLE, "calls": CALLS, "chats": CHATS}
# file: items, records, rows put aside
HOLDS = {
    "table/conversations.csv": (5, 20, 0),
    "table/exchange.csv": (6, 10, 1),
    "table/incidents.csv": (11, 18, 2),
    "table/odd-rows.csv": (9, 4, 5),
    "table/reviews.tsv": (5, 3, 2),
    "table/survey.jsonl": (5, 3, 2),
    "table/visits.xlsx": (3, 5, 1),
    "table/volumes.csv": (6, 5, 1),
    "calls/Master.csv": (9, 16, 1),
    "calls/Master-linked.csv": (2, 3, 0),
    "chats/chats.jsonl": (6, 15, 3),
}


def opened(path: Path) -> Piece:
    return Piece(path.name, path.stat().st_size, lambda: path.open("rb"))


def test_every_sample_is_named_here() -> None:
    found = {f"{way}/{path.name}" for way in WAYS for path in (SAMPLES / way).iterdir()}

    assert found == set(HOLDS)


@pytest.mark.parametrize("name", HOLDS)
def test_a_sample_read_twice_gives_the_same_records(name: str) -> None:
    sample, way = opened(SAMPLES / name), WAYS[name.partition("/")[0]]
    first, second = (reads(way, sample, Reading("Europe/London")) for _ in range(2))

    assert first == second
    assert (len(first), sum(len(read.records) for read in first), len(problems(first))) == HOLDS[name]


@pytest.mark.parametrize("name", HOLDS)
def test_one_way_in_and_no_other_knows_a_sample(name: str) -> None:
    sample = opened(SAMPLES / name)

    assert [way for way, source in WAYS.items() if source.knows(sample, sample.head())] == [
        name.partition("/")[0]
    ]


@pytest.mark.parametrize("name", [name for name, (_, _, aside) in HOLDS.items() if aside])
def test_what_was_put_aside_names_file_and_line_and_what_to_do(name: str) -> None:
    for problem in problems(reads(WAYS[name.partition("/")[0]], opened(SAMPLES / name))):
        assert problem.what.startswith(f"{Path(name).name}, line ")
        assert problem.do.endswith(".")
