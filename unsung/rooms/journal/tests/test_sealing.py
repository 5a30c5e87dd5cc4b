"""The seal of a journal: a head every day, and no byte, date or order of the past changed without a trace."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from unsung.ground.seal import BEGINNING, DayTree, head
from unsung.ledger.models import Person
from unsung.rooms.journal import drawer
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.models import Slip
from unsung.rooms.journal.sealing import close, first_broken, heads
from unsung.rooms.journal.tests.test_drawer import version
from unsung.rooms.journal.written import Written

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 9, 17, 14, 30, tzinfo=UTC)
DAYS = [date(2026, 9, day) for day in range(17, 22)]


def line(number: int, raw: str, days: int = 0) -> Written:
    name = f"00000000-0000-4000-8000-{number:012}"
    return Written(name, (version(raw, THURSDAY + timedelta(days=days)),))


@pytest.fixture
def mine() -> Open:
    """A journal with lines of Thursday and Saturday, one of them told of the week before."""
    person = Person.objects.create(name="Ada Boateng", address="ada@example.org")
    opened, _ = drawer.begun(person.pk, 0)
    for each in (line(1, "calmed Mr Ode"), line(2, "2026-09-10: stood in"), line(3, "lobby", days=2)):
        opened.put(each)
    return opened


def forged(mine: Open, number: int, **changes: Any) -> None:
    """Rewrite the present version of a line as somebody with every key could, keeping no earlier one."""
    found = mine.find(line(number, "").id)
    assert found is not None
    other = replace(found, versions=(replace(found.now, **changes),))
    name = mine.key.name(found.id)
    Slip.objects.filter(name=name).update(sealed=mine.key.seal(name.bytes, other.packed()))


def test_every_day_has_a_head_an_empty_one_too_and_each_is_written_once(mine: Open) -> None:
    assert [each.day for each in close(mine, DAYS[-1])] == DAYS
    assert close(mine, DAYS[-1]) == []
    assert [each.day for each in close(mine, DAYS[-1] + timedelta(days=40))][-1] == date(2026, 10, 31)
    written = heads(mine)
    assert len(written) == 45
    assert first_broken(mine) is None
    friday = DayTree(mine.key.filling, DAYS[1], []).root
    assert written[1].head == head(written[0].head, friday, DAYS[1])
    saturday = DayTree(mine.key.filling, DAYS[2], [line_leaf(mine, 3)]).root
    assert written[2].head == head(written[1].head, saturday, DAYS[2])


def line_leaf(mine: Open, number: int) -> bytes:
    found = mine.find(line(number, "").id)
    assert found is not None
    return found.now.leaf()


def test_the_chain_can_be_followed_from_its_roots_alone(mine: Open) -> None:
    close(mine, DAYS[-1])
    before = BEGINNING
    for each in heads(mine):
        before = head(before, each.root, each.day)
        assert each.head == before


def test_what_its_writer_may_do_breaks_no_head(mine: Open) -> None:
    close(mine, DAYS[2])
    mine.change(line(1, "").id, version("calmed Mr Ode, who smiled", THURSDAY + timedelta(days=3)))
    mine.erase(line(2, "").id, DAYS[3])
    close(mine, DAYS[-1])
    mine.erase(line(1, "").id, DAYS[-1])
    assert first_broken(mine) is None


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"said": {"raw": "closed 40 policies", "text": "closed 40 policies", "tags": []}}, DAYS[0]),
        ({"day": "2026-09-01"}, DAYS[0]),
        ({"recorded": "2026-09-18T14:30:00+00:00"}, DAYS[0]),
        ({"recorded": "2026-09-17T14:30:01+00:00"}, DAYS[0]),
        ({"kinds": ["sale"]}, DAYS[0]),
    ],
)
def test_a_rewritten_line_breaks_the_head_of_the_day_it_was_written_on(
    mine: Open, changes: dict[str, Any], broken: date
) -> None:
    close(mine, DAYS[-1])
    forged(mine, 1, **changes)
    assert first_broken(mine) == broken


def test_a_line_taken_out_or_put_into_the_past_breaks_the_head_of_its_day(mine: Open) -> None:
    close(mine, DAYS[-1])
    mine.put(line(9, "was here all the time", days=1))
    assert first_broken(mine) == DAYS[1]
    Slip.objects.filter(name=mine.key.name(line(9, "").id)).delete()
    assert first_broken(mine) is None
    Slip.objects.filter(name=mine.key.name(line(3, "").id)).delete()
    assert first_broken(mine) == DAYS[2]


def test_a_head_taken_out_is_missed(mine: Open) -> None:
    close(mine, DAYS[-1])
    name = mine.key.name("heads 2026-09")
    slip = Slip.objects.get(name=name)
    told = json.loads(mine.key.unseal(name.bytes, bytes(slip.sealed)) or b"")
    Slip.objects.filter(name=name).update(
        sealed=mine.key.seal(name.bytes, json.dumps([*told[:2], *told[3:]]).encode())
    )
    assert first_broken(mine) == DAYS[2]


def test_forty_lines_leave_as_many_slips_of_heads_as_none(mine: Open) -> None:
    mine.put_all([line(number, f"line {number}") for number in range(100, 140)])
    close(mine, DAYS[-1])
    other = Person.objects.create(name="Ben Carrow", address="ben@example.org")
    empty, _ = drawer.begun(other.pk, 0)
    close(empty, DAYS[-1])
    theirs, ours = (Slip.objects.filter(shelf=each.key.shelf_of("heads")) for each in (empty, mine))
    assert len(theirs) == len(ours) == 1
