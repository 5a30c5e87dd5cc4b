"""The demo's diary: the same every time, on working days, and understood as it was meant."""

from datetime import UTC, date, datetime

from unsung.demo.diary import diary
from unsung.demo.wording import phrases
from unsung.ground.kinds import KINDS, tagged
from unsung.ground.line.parsed import Surroundings
from unsung.ground.line.reading import read

NOW = datetime(2026, 9, 17, 15, 30, tzinfo=UTC)
NAMES = [name.removeprefix("@") for name in phrases("diary", "colleagues")]


def test_it_is_the_same_every_time_and_ends_now() -> None:
    told = diary(NOW)
    assert told == diary(NOW)
    assert all(line.at <= NOW for line in told)
    assert told[-1].at.date() == date(2026, 9, 17)
    assert {line.at.weekday() for line in told} <= set(range(5))
    assert len(told) > 400


def test_every_line_says_what_it_seems_to() -> None:
    for said in phrases("diary", "lines"):
        filled = said.replace("{customer}", "Mr Osei").replace("{colleague}", "@priya").replace("{n}", "4")
        line = read(filled, Surroundings(NOW, NAMES))
        assert "{" not in filled
        assert (line.minutes is not None) == ("~" in said)
        assert (line.outcome != "") == ("::" in said)
        assert line.star == said.endswith("*")
        assert len(tagged(line.tags)) == said.count("#")


def test_every_kind_of_work_is_among_them() -> None:
    tags = {tag for said in phrases("diary", "lines") for tag in read(said, Surroundings(NOW, NAMES)).tags}
    assert set(tagged(tags)) == set(KINDS) - {"answer"}
