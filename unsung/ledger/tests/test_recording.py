"""Recording: what is new is written, what is known is left, a correction points at what it corrects."""

from datetime import UTC, datetime

import pytest

from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import Draft, Rule, record, supersede, withdraw
from unsung.ledger.models import Delivery, Tally
from unsung.ledger.queries.standing import facts_digest, standing

pytestmark = pytest.mark.django_db
NINE = datetime(2025, 10, 6, 9, tzinfo=UTC)


def delivery(name: str = "calls.csv") -> Delivery:
    return deliveries.begin(source="volumes", way="table", name=name, fingerprint=name)


def calls(count: int, at: str = "slot-1", item: int = 0, rule: Rule = "first") -> Draft:
    says = {"channel": "call", "span_s": 300, "count": count}
    return Draft("tally", at, NINE, says, item, rule)


def counts_that_stand() -> list[int]:
    return sorted(standing("tally").values_list("count", flat=True))


def test_what_is_new_is_written_once() -> None:
    first, again = record(delivery(), [calls(7)]), record(delivery("again.csv"), [calls(7)])
    assert (first.new_items, again.new_items, counts_that_stand()) == ({0}, set(), [7])


def test_a_row_that_disagrees_leaves_the_record_and_is_told() -> None:
    record(delivery(), [calls(7)])
    second = record(delivery("other.csv"), [calls(8, item=3)])
    assert [draft.item for draft in second.disagreements] == [3]
    assert counts_that_stand() == [7]


def test_a_newer_saying_corrects_and_points_back() -> None:
    record(delivery(), [calls(7)])
    record(delivery("mended.csv"), [calls(8, rule="newer")])
    earlier, later = Tally.objects.order_by("id")
    assert later.corrects == earlier
    assert (earlier.count, counts_that_stand()) == (7, [8])


@pytest.mark.parametrize("order", [(7, 8, 9), (9, 8, 7), (8, 9, 7)])
def test_where_the_least_stands_the_order_of_arrival_does_not_matter(order: tuple[int, ...]) -> None:
    for number, count in enumerate(order):
        record(delivery(str(number)), [calls(count, rule="least")])
    record(delivery("all at once"), [calls(count, "slot-2", rule="least") for count in order])
    assert len(counts_that_stand()) == 2
    assert len(set(counts_that_stand())) == 1


def visit(
    category: str, fullness: int = 1, at: datetime = NINE, item: int = 0, doubtful: bool = False
) -> Draft:
    says = {"channel": "walkin", "category": category, "started_by": "customer", "standing": "contact"}
    return Draft("contact", "V1", at, says, item, "fuller", fullness, doubtful)


def settled(at: datetime, item: int = 0, doubtful: bool = False) -> Draft:
    says = {"contact_ref": "V1", "state": "settled"}
    return Draft("event", f"V1/settled/{at:%H}", at, says, item, doubtful=doubtful)


def categories_that_stand() -> list[str]:
    return list(standing("contact").values_list("category", flat=True))


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_fuller_of_two_sayings_stands_whichever_came_first(order: tuple[int, int]) -> None:
    for fullness in order:
        record(delivery(str(fullness)), [visit(f"knew {fullness}", fullness)])
    assert categories_that_stand() == ["knew 2"]


def test_two_sayings_as_full_disagree() -> None:
    record(delivery(), [visit("Claims")])
    assert len(record(delivery("other"), [visit("Cars")]).disagreements) == 1


def test_another_conversation_under_one_id_is_passed_over_with_all_it_says() -> None:
    record(delivery(), [visit("Claims")])
    later = NINE.replace(hour=14)
    outcome = record(delivery("other"), [visit("Cars", 9, later, item=3), settled(later, item=3)])
    assert (outcome.passed_over, outcome.new_items, standing("event").count()) == ({3}, set(), 0)
    assert [draft.item for draft in outcome.disagreements] == [3]


@pytest.mark.parametrize("doubted_first", [True, False])
def test_what_is_doubtful_gives_way_with_all_it_said(doubted_first: bool) -> None:
    wrong, right = NINE.replace(hour=4), NINE
    readings = [
        [visit("Cla", 9, wrong, doubtful=True), settled(wrong, doubtful=True)],
        [visit("Claims", 1, right), settled(right.replace(hour=10))],
    ]
    for number, drafts in enumerate(readings if doubted_first else reversed(readings)):
        assert record(delivery(str(number)), drafts).disagreements == []
    assert categories_that_stand() == ["Claims"]
    assert [event.happened_at.hour for event in standing("event")] == [10]


def test_two_sayings_in_one_batch_are_weighed_like_two_batches() -> None:
    outcome = record(delivery(), [calls(7, item=0), calls(7, item=1), calls(8, item=2)])
    assert (outcome.new_items, [d.item for d in outcome.disagreements]) == ({0}, [2])


def test_what_is_withdrawn_no_longer_stands_and_nothing_is_deleted() -> None:
    record(delivery(), [calls(7), calls(5, "slot-2")])
    assert withdraw(delivery("back"), "tally", ["slot-1"]) == 1
    assert counts_that_stand() == [5]
    assert Tally.objects.count() == 3


def test_what_was_withdrawn_can_be_recorded_again() -> None:
    record(delivery(), [calls(7)])
    withdraw(delivery("back"), "tally", ["slot-1"])
    record(delivery("again"), [calls(7)])
    assert counts_that_stand() == [7]


def test_a_derived_family_becomes_exactly_what_was_derived() -> None:
    supersede(delivery(), "tally", [calls(7), calls(5, "slot-2")])
    supersede(delivery(), "tally", [calls(6, rule="newer"), calls(4, "slot-3")])
    assert counts_that_stand() == [4, 6]


def test_the_digest_is_of_what_stands_and_not_of_when_it_came() -> None:
    empty = facts_digest()
    record(delivery("a"), [calls(7), calls(5, "slot-2")])
    one = facts_digest()
    withdraw(delivery("b"), "tally", ["slot-1", "slot-2"])
    assert facts_digest() == empty
    record(delivery("c"), [calls(5, "slot-2")])
    record(delivery("d"), [calls(7)])
    assert facts_digest() == one != empty


def test_a_delivery_that_was_cut_off_goes_on_and_a_finished_one_does_not() -> None:
    begun = delivery("export")
    assert delivery("export") == begun
    deliveries.finish(begun, ["done"])
    assert delivery("export") != begun
