"""The seal: what was written cannot be changed unseen, and shows nothing of what stays private."""

import hashlib
from datetime import date, timedelta

import pytest

from unsung.ground.seal import BEGINNING, DEPTH, DayTree, Place, canonical, head, leads_to, leaf

DAY = date(2026, 9, 17)
SECRET = b"the writer's own"
SALT = bytes(range(16))


def written(number: int) -> list[bytes]:
    return [leaf(SALT, {"text": f"line {n}"}) for n in range(number)]


def by_hand(leaf_bytes: bytes, at: int, proof: tuple[bytes, ...]) -> bytes:
    """The root, reckoned as the text of the seal says it, with nothing of the module."""
    found = leaf_bytes
    for level, beside in enumerate(proof):
        right = at >> level & 1
        found = hashlib.sha256(b"\x01" + (beside + found if right else found + beside)).digest()
    return found


def test_an_entry_is_written_in_one_way_before_it_is_hashed() -> None:
    assert canonical({"b": 1, "a": "Müller", "c": None}) == '{"a":"Müller","b":1,"c":null}'.encode()
    assert leaf(SALT, {"a": 1}) == hashlib.sha256(b"\x00" + SALT + b'{"a":1}').digest()


@pytest.mark.parametrize("number", [1, 3, 40, 256])
def test_eight_hashes_lead_from_each_entry_to_its_day(number: int) -> None:
    leaves = written(number)
    tree = DayTree(SECRET, DAY, leaves)
    for n, each in enumerate(leaves):
        (place,) = tree.places(n)
        assert len(place.proof) == DEPTH
        assert by_hand(each, place.at, place.proof) == tree.root == leads_to(each, [place])


def test_more_entries_than_a_day_has_places_stand_in_bundles() -> None:
    leaves = written(257)
    tree = DayTree(SECRET, DAY, leaves)
    for n in (0, 255, 256):
        assert leads_to(leaves[n], tree.places(n)) == tree.root
        assert [len(place.proof) for place in tree.places(n)] == [DEPTH, DEPTH]


def test_more_than_sixty_five_thousand_are_refused() -> None:
    with pytest.raises(ValueError, match="65,536"):
        DayTree(SECRET, DAY, [bytes(32)] * 65_537)


def test_one_character_one_place_or_one_hash_changed_leads_elsewhere() -> None:
    leaves = written(3)
    tree = DayTree(SECRET, DAY, leaves)
    (place,) = tree.places(1)
    assert leads_to(leaf(SALT, {"text": "line 1."}), [place]) != tree.root
    assert leads_to(leaves[1], [Place(place.at ^ 1, place.proof)]) != tree.root
    assert leads_to(leaves[1], [Place(place.at, (bytes(32), *place.proof[1:]))]) != tree.root


def test_neither_the_place_nor_the_proof_tells_how_many_there_are() -> None:
    """The first entry of a day stands where it stands however many follow, and never simply first."""
    places = [DayTree(SECRET, DAY, written(number)).places(0)[0].at for number in (1, 40, 256)]
    assert len(set(places)) == 1
    spread = {DayTree(SECRET, DAY + timedelta(days=n), written(1)).places(0)[0].at for n in range(30)}
    assert len(spread) > 20


def test_an_empty_day_has_a_root_of_its_own_that_nobody_else_can_make() -> None:
    roots = {
        DayTree(secret, day, []).root for secret in (SECRET, b"other") for day in (DAY, date(2026, 9, 18))
    }
    assert len(roots) == 4


def test_a_head_holds_every_day_before_it_in_order() -> None:
    days = [date(2026, 9, day) for day in (14, 15, 16)]
    roots = [DayTree(SECRET, day, written(n)).root for n, day in enumerate(days)]

    def chained(order: list[int], dates: list[date]) -> bytes:
        found = BEGINNING
        for n, day in zip(order, dates, strict=True):
            found = head(found, roots[n], day)
        return found

    true = chained([0, 1, 2], days)
    assert true != chained([1, 0, 2], days)
    assert true != chained([0, 1, 2], [days[1], days[0], days[2]])
    assert true != chained([0, 1], days[:2])
    first = hashlib.sha256(b"\x02" + bytes(32) + roots[0] + b"2026-09-14").digest()
    assert chained([0], days[:1]) == first
