"""Minutes counted and not words: off by default, seen by nobody, and a floor only of five writers or more."""

import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings

from tests.entering import Enter
from unsung.ledger.models import Floor
from unsung.rooms.journal.counting import REST, lay_floors, parted

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value="|"X-CSRFToken": ")[A-Za-z0-9]+')
NAMES = ("Ada Boateng", "Dele Adeyemi", "Hanna Lind", "Joy Okafor", "Omar Aziz", "Priya Nair")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("UNSUNG_TEST", "1")

    def at(day: str) -> None:
        monkeypatch.setenv("UNSUNG_NOW", f"{day}T15:30:00+00:00")

    at("2026-09-01")
    return at


def writer(enter: Enter, name: str, *lines: str, counts: bool = True) -> None:
    """Somebody who lets minutes be counted from now on, and then keeps these lines."""
    client = enter("member", name=name)
    client.post("/journal/keep/", {"line": "begun"})
    if counts:
        client.post("/journal/counting/", {"on": "yes"})
    for line in lines:
        client.post("/journal/keep/", {"line": line})


def test_of_five_writers_a_floor_is_laid_once_in_quarter_hours(enter: Enter, clock: Any) -> None:
    for name in NAMES[:5]:
        writer(enter, name, "sat with him ~40m #calm", "~20m #chase")
    clock("2026-10-03")
    for _ in range(2):
        lay_floors()
    floor = Floor.objects.get()
    assert (floor.month, floor.minutes) == (date(2026, 9, 1), {"calm": 195, "serve": 105})
    # Each has a line on the 1st of the 22 weekdays of September 2026.
    assert (floor.days, floor.worked) == (5, 110)


def test_of_four_writers_none_is_laid_and_no_switch_is_on_by_itself(enter: Enter, clock: Any) -> None:
    for number, name in enumerate(NAMES):
        writer(enter, name, "sat with him ~40m #calm", counts=number < 4)
    clock("2026-10-03")
    lay_floors()
    assert not Floor.objects.exists()


def test_a_writer_without_minutes_makes_no_fifth(enter: Enter, clock: Any) -> None:
    for number, name in enumerate(NAMES[:5]):
        writer(enter, name, "~40m #calm" if number else "sat with him #calm")
    clock("2026-10-03")
    lay_floors()
    assert not Floor.objects.exists()


def test_lines_of_days_before_the_switch_are_never_counted(enter: Enter, clock: Any) -> None:
    clock("2026-09-15")
    for name in NAMES[:5]:
        writer(enter, name, "2026-09-14: ~40m #calm", "~30m #calm")
    clock("2026-10-03")
    lay_floors()
    assert Floor.objects.get().minutes == {"calm": 150}


def test_who_switches_off_again_is_counted_no_more(enter: Enter, clock: Any) -> None:
    for name in NAMES[:5]:
        writer(enter, name, "~40m #calm")
    enter("member", name=NAMES[0]).post("/journal/counting/", {"on": "no"})
    clock("2026-10-03")
    lay_floors()
    assert not Floor.objects.exists()


def test_the_month_is_summed_up_from_the_third_on(enter: Enter, clock: Any) -> None:
    for name in NAMES[:5]:
        writer(enter, name, "~40m #calm")
    clock("2026-10-02")
    lay_floors()
    assert not Floor.objects.exists()


@pytest.mark.parametrize(
    ("families", "told"),
    [
        # Five behind each: all stand by themselves.
        ([{"calm": 50, "serve": 20}] * 5, (["calm", "serve"], [])),
        # One writer alone taught: with the total that sum could be worked out, so the smallest joins it.
        (
            [{"calm": 50, "serve": 20}] * 4 + [{"calm": 50, "serve": 20, "teach": 9}],
            (["calm"], ["teach", "serve"]),
        ),
        # Three taught and three others kept records: six are behind the two together.
        ([{"calm": 5, "teach": 1}] * 3 + [{"calm": 5, "records": 1}] * 3, (["calm"], ["records", "teach"])),
        ([{"calm": 5}] * 4 + [{"teach": 5}], ([], ["calm", "teach"])),
        ([{REST: 5, "calm": 1}] * 5, (["calm"], [REST])),
    ],
)
def test_behind_every_sum_that_is_told_are_five_writers(
    families: list[dict[str, float]], told: tuple[list[str], list[str]]
) -> None:
    assert parted(families) == told


def test_the_switch_changes_no_answer_anybody_else_gets(enter: Enter) -> None:
    def told() -> list[str]:
        ben = enter("lead", name="Ben Carrow")
        pages = (ben.get(path).content.decode() for path in ("/letters/", "/week/", "/settings/people/"))
        return [TOKEN.sub("", page) for page in pages]

    enter("lead", name="Ben Carrow").post("/journal/keep/", {"line": "begun"})
    writer(enter, NAMES[0], counts=False)
    told()  # the first page also says that Ben's own line was kept
    before = told()
    enter("member", name=NAMES[0]).post("/journal/counting/", {"on": "yes"})
    assert told() == before


def test_floors_are_laid_by_the_job_of_the_day() -> None:
    assert "unsung.rooms.journal.counting.lay_floors" in settings.DAILY


def test_the_desk_reads_its_floor_with_the_days_that_have_a_line(enter: Enter, clock: Any) -> None:
    for name in NAMES[:5]:
        writer(enter, name, "sat with him ~40m #calm")
    clock("2026-10-03")
    lay_floors()
    for role, name in (("member", NAMES[5]), ("lead", "Ben Carrow")):
        page = re.sub(
            r"\s+", " ", re.sub(r"<[^>]+>", " ", enter(role, name=name).get("/week/").content.decode())
        )
        assert "At least 3 h 15 of work that no system saw in September" in page
        assert "Calm and recover 3 h 15" in page
        assert "with a line on 5 of 110 days, 5 in 100 (2 to 10)" in page
