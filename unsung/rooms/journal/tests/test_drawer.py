"""The drawer: lines are kept once, found again by their writer, and told to nobody else."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from unsung.ground.line.parsed import Surroundings
from unsung.ground.line.reading import read
from unsung.ledger.models import Person
from unsung.rooms.journal import drawer, keys
from unsung.rooms.journal.drawer import Locked, Open
from unsung.rooms.journal.models import Drawer, Slip
from unsung.rooms.journal.written import Version, Written, version_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 17, 14, 30, tzinfo=UTC)


def version(raw: str, now: datetime = NOW) -> Version:
    return version_of(read(raw, Surroundings(now)), now, "Europe/Berlin")


def written(number: int, raw: str) -> Written:
    return Written(f"00000000-0000-4000-8000-{number:012}", (version(raw),))


@pytest.fixture
def mine() -> Open:
    person = Person.objects.create(name="Ada Boateng", address="ada@example.org")
    return drawer.begun(person.pk, 0)[0]


def test_a_line_is_found_again_by_its_writer(mine: Open) -> None:
    line = written(1, "calmed Mr Ode ~20m #calm heat:4 :: he smiled")
    assert mine.put(line)
    again = drawer.opened(mine.row.person_id, 0)
    assert again is not None
    assert again.find(line.id) == line
    assert again.months() == [date(2026, 9, 1)]
    assert again.of_month(date(2026, 9, 1)) == again.every() == [line]


def test_a_line_sent_twice_is_kept_once(mine: Open) -> None:
    assert mine.put(written(1, "first"))
    assert not mine.put(written(1, "first"))
    assert len(mine.every()) == 1


def test_lines_stand_by_the_day_they_tell_of(mine: Open) -> None:
    for number, raw in enumerate(
        ("today", "2026-09-10: stood in", "2024-02-29: long ago", "14:10 lost parcel")
    ):
        mine.put(written(number, raw))
    assert mine.months() == [date(2026, 9, 1), date(2024, 2, 1)]
    told = [line.now.said["text"] for line in mine.every()]
    assert told == ["today", "lost parcel", "stood in", "long ago"]


def test_another_version_keeps_the_old_words_with_their_writer(mine: Open) -> None:
    mine.put(written(1, "told him no"))
    changed = mine.change(written(1, "").id, version("2026-08-02: told him no, kindly"))
    assert changed is not None
    found = mine.find(changed.id)
    assert found is not None
    assert [each.said["raw"] for each in found.versions] == ["told him no", "2026-08-02: told him no, kindly"]
    assert mine.of_month(date(2026, 8, 1)) == [found]
    assert mine.of_month(date(2026, 9, 1)) == []


def test_what_is_erased_leaves_a_leaf_and_neither_words_nor_salt(mine: Open) -> None:
    line = written(1, "told him no")
    mine.put(line)
    mine.erase(line.id, date(2026, 9, 18))
    found = mine.find(line.id)
    assert found is not None
    assert (found.versions, found.erased) == ((), "2026-09-18")
    assert found.leaves == (("2026-09-17", line.now.leaf().hex()),)
    assert b"told" not in found.packed()
    assert line.now.salt.encode() not in found.packed()
    assert mine.every() == []
    assert mine.change(line.id, version("again")) is None


def test_no_writer_finds_the_line_of_another(mine: Open) -> None:
    other = Person.objects.create(name="Ben Carrow", address="ben@example.org")
    bens = drawer.begun(other.pk, 0)[0]
    mine.put(written(1, "mine"))
    bens.put(written(1, "his, under the same id"))
    assert [line.now.said["text"] for line in mine.every()] == ["mine"]
    assert [line.now.said["text"] for line in bens.every()] == ["his, under the same id"]


def everything_kept() -> bytes:
    """Every byte that the database has of journals, as a dump has it."""
    rows = [row for model in (Drawer, Slip) for row in model.objects.values_list()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journal_slip")
        rows += cursor.fetchall()
    return b"".join(
        value if isinstance(value, bytes) else repr(value).encode() for row in rows for value in row
    )


def test_a_dump_alone_tells_no_word_no_time_and_no_owner_of_a_line(mine: Open) -> None:
    mine.put(written(1, "2026-09-10: calmed Mr Ode ~20m #calm heat:4 for:acme"))
    kept = everything_kept()
    for word in (b"calmed", b"Ode", b"2026", b"acme", b"#calm", b"heat"):
        assert word not in kept
    assert [field.name for field in Slip._meta.fields] == ["name", "shelf", "sealed"]


def test_lines_of_like_length_are_of_one_length_in_the_database(mine: Open) -> None:
    mine.put(written(1, "short"))
    mine.put(written(2, "somewhat longer than that one"))
    assert len({len(bytes(slip.sealed)) for slip in Slip.objects.all()}) == 1


def test_a_slip_moved_under_another_name_or_changed_opens_no_more(mine: Open) -> None:
    for number in (1, 2):
        mine.put(written(number, f"line {number}"))
    one, two = Slip.objects.all()
    Slip.objects.filter(pk=one.pk).update(sealed=two.sealed)
    broken = bytearray(two.sealed)
    broken[40] ^= 1
    Slip.objects.filter(pk=two.pk).update(sealed=bytes(broken))
    assert mine.every() == []


def test_once_others_turned_the_way_in_the_code_alone_opens_it() -> None:
    person = Person.objects.create(name="Ada Boateng", address="ada@example.org").pk
    mine, code = drawer.begun(person, 0)
    mine.put(written(1, "mine"))
    with pytest.raises(Locked):
        drawer.opened(person, 1)
    assert drawer.unlocked(person, 1, "AAAA-BBBB-CCCC-DDDD-EEEE") is None
    with pytest.raises(Locked):
        drawer.opened(person, 1)
    assert drawer.unlocked(person, 1, f" {code.lower().replace('-', ' ')}")
    again = drawer.opened(person, 1)
    assert again is not None
    assert [line.now.said["text"] for line in again.every()] == ["mine"]


def test_a_new_code_ends_the_one_before(mine: Open) -> None:
    first = keys.new_code()
    Drawer.objects.update(under_code=keys.under_code(mine.key, first))
    second = drawer.coded_anew(mine)
    assert drawer.unlocked(mine.row.person_id, 1, first) is None
    assert drawer.unlocked(mine.row.person_id, 1, second)


def test_another_secret_of_the_house_opens_nothing(mine: Open, settings: object) -> None:
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    with pytest.raises(Locked):
        drawer.opened(mine.row.person_id, 0)
