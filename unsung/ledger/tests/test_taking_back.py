"""Taking back: what a delivery alone said goes, what it had corrected stands again, nothing is deleted."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unsung.ledger.actions import deliveries, taking_back
from unsung.ledger.actions.inserting import insert
from unsung.ledger.actions.recording import Draft, Rule, record, withdraw
from unsung.ledger.actions.taking_back import take_back
from unsung.ledger.models import Delivery, Tally
from unsung.ledger.queries.deliveries import brought_later, facts_that_stand
from unsung.ledger.queries.sources import noted
from unsung.ledger.queries.standing import facts_digest, standing, standing_counts
from unsung.ledger.warehouse.laying import lay_out

pytestmark = pytest.mark.django_db
NINE = datetime(2025, 10, 6, 9, tzinfo=UTC)


def delivery(name: str) -> Delivery:
    return deliveries.begin(source="volumes", way="table", name=name, fingerprint=name)


def calls(count: int, at: str = "slot-1", rule: Rule = "newer", when: datetime = NINE) -> Draft:
    return Draft("tally", at, when, {"channel": "call", "span_s": 300, "count": count}, rule=rule)


def brought(name: str, *drafts: Draft) -> Delivery:
    begun = delivery(name)
    record(begun, drafts)
    deliveries.finish(begun, [f"{name} was read"])
    return begun


def taken_back(one: Delivery) -> int:
    count = take_back(one, ["tally"])
    deliveries.mark_taken_back(one, None)
    return count


def stand() -> dict[str, int]:
    """What stands, which is as much as the quick count says."""
    told = dict(standing("tally").values_list("external_id", "count"))
    assert sum(standing_counts("tally").values()) == len(told)
    return told


def test_what_it_alone_told_is_withdrawn_and_kept() -> None:
    empty = facts_digest()
    one = brought("october", calls(7), calls(5, "slot-2"))
    assert facts_that_stand(one) == {"tally": 2}
    assert taken_back(one) == 2
    assert (stand(), facts_that_stand(one), facts_digest()) == ({}, {}, empty)
    assert Tally.objects.count() == 4


def test_what_it_had_corrected_stands_again_as_the_earlier_delivery_said_it() -> None:
    first = brought("october", calls(7), calls(5, "slot-2"))
    before = facts_digest()
    second = brought("mended", calls(8), calls(3, "slot-3"))
    assert stand() == {"slot-1": 8, "slot-2": 5, "slot-3": 3}
    assert taken_back(second) == 2
    assert (stand(), facts_digest()) == ({"slot-1": 7, "slot-2": 5}, before)
    assert facts_that_stand(first) == {"tally": 2}
    assert taken_back(first) == 2
    assert stand() == {}


def test_what_it_had_taken_back_of_another_stands_again() -> None:
    brought("october", calls(7))
    second = brought("answers", calls(3, "slot-2"))
    withdraw(second, "tally", ["slot-1"])
    assert taken_back(second) == 2
    assert stand() == {"slot-1": 7}


def test_what_a_later_delivery_corrected_stays_as_that_one_says() -> None:
    first, second = brought("october", calls(7)), brought("mended", calls(8))
    assert taken_back(first) == 0
    assert stand() == {"slot-1": 8}
    assert taken_back(second) == 1
    assert stand() == {}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_all_taken_back_in_any_order_leave_nothing(order: tuple[int, ...]) -> None:
    empty = facts_digest()
    brought_in = [brought(str(n), calls(n + 1), calls(9, f"own-{n}")) for n in range(3)]
    for number in order:
        taken_back(brought_in[number])
    assert facts_digest() == empty


def test_the_same_file_can_be_brought_again_and_taken_back_again() -> None:
    taken_back(brought("october", calls(7, rule="first")))
    again = brought("october", calls(7, rule="first"))
    assert (stand(), again.taken_back_at) == ({"slot-1": 7}, None)
    assert taken_back(again) == 1
    assert stand() == {}


def test_a_delivery_cut_off_and_taken_back_is_not_gone_on_with() -> None:
    begun = delivery("october")
    deliveries.mark_taken_back(begun, None)
    assert delivery("october") != begun


def test_cut_off_between_batches_it_is_done_again_without_doing_anything_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brought("before", calls(1, "slot-7"))
    one = brought("october", *(calls(n, f"slot-{n}") for n in range(25)))
    monkeypatch.setattr(taking_back, "BATCH", 10)
    inserted: list[int] = []

    def stops(family: str, rows: list[dict[str, object]]) -> None:
        if len(inserted) == 2:
            raise KeyboardInterrupt
        insert(family, rows)
        inserted.append(len(rows))

    monkeypatch.setattr(taking_back, "insert", stops)
    with pytest.raises(KeyboardInterrupt):
        take_back(one, ["tally"])
    monkeypatch.setattr(taking_back, "insert", insert)
    taken_back(one)
    assert taken_back(one) == 0
    assert stand() == {"slot-7": 1}


def test_later_deliveries_that_were_known_already_are_named() -> None:
    one = brought("october", calls(7))
    again = brought("october again", calls(7))
    deliveries.reach(again, 1, deliveries.Count(known=1))
    assert [each.name for each in brought_later(one)] == ["october again"]


def test_its_notes_are_said_no_more_and_its_freshest_moment_is_known() -> None:
    one = brought("october", calls(7), calls(5, "slot-2", when=NINE + timedelta(hours=1)))
    assert (noted(), one.freshest) == (["october was read"], NINE + timedelta(hours=1))
    taken_back(one)
    assert noted() == []


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.parquet"))


def test_the_tables_hold_nothing_of_what_was_taken_back(tmp_path: Path) -> None:
    brought("october", calls(7))
    lay_out(tmp_path / "now", "UTC", None)
    before = files(tmp_path / "now")
    later = brought("later", *(calls(3, f"s{n}", when=NINE + timedelta(days=31 * n)) for n in range(2, 5)))
    lay_out(tmp_path / "now", "UTC", None)
    assert len(files(tmp_path / "now")) == len(before) + 3
    taken_back(later)
    lay_out(tmp_path / "now", "UTC", None)
    assert files(tmp_path / "now") == before


def test_where_nothing_stands_any_more_no_month_is_left(tmp_path: Path) -> None:
    lay_out(tmp_path / "empty", "UTC", None)
    one = brought("october", calls(7))
    lay_out(tmp_path / "now", "UTC", None)
    taken_back(one)
    lay_out(tmp_path / "now", "UTC", None)
    assert files(tmp_path / "now") == files(tmp_path / "empty")
