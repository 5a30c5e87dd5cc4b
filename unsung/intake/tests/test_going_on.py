"""A delivery that was cut off goes on only as the same bytes, read in the same way; else it begins anew."""

import os
from pathlib import Path

import pytest

from unsung.intake.receiving import Asking
from unsung.intake.tests.ledgers import brought, counted, cut_off_after, facts_after
from unsung.ledger.models import Contact, Delivery, Source
from unsung.ledger.queries.sources import sources
from unsung.ledger.queries.standing import facts_digest, standing

pytestmark = pytest.mark.django_db
HEAD = "id,opened_at,channel,category\n"
MAPPING: dict[str, object] = {
    "name": "visits",
    "row": "contact",
    "columns": {"id": "id", "opened_at": "opened_at", "channel": "channel", "category": "category"},
}
AS_CALLS: dict[str, object] = {**MAPPING, "values": {"channel": {"walkin": "call"}}}


def visits(path: Path, first: int, last: int) -> Path:
    rows = [f"V{n},2025-10-{1 + n % 28:02} 09:{n % 60:02},walkin,Claims" for n in range(first, last)]
    path.write_text(HEAD + "bad,row\n" + "\n".join(rows) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (Asking("UTC"), Asking("America/New_York")),
        (Asking(mapping=AS_CALLS), Asking(mapping=MAPPING)),
        (Asking(source="one"), Asking(source="other")),
        (Asking(mapping=AS_CALLS, correct=True), Asking(mapping=MAPPING, source="visits")),
    ],
)
def test_what_was_cut_off_and_is_now_read_in_another_way_is_taken_back(
    tmp_path: Path, before: Asking, now: Asking
) -> None:
    path = visits(tmp_path / "v.csv", 0, 900)
    alone = facts_after(path, asking=now)
    cut_off_after(path, 1, before)
    assert standing("contact").count() > 0
    received = brought(path, asking=now)
    assert facts_digest() == alone
    assert counted(received) == (900, 0, 1)
    assert any("v.csv was cut off before" in note and "taken back" in note for note in received.notes)
    assert sum(source.rejects for source in sources()) == 1
    assert not Delivery.objects.filter(finished_at=None).exists()


def test_read_in_the_same_way_it_goes_on_where_it_was(tmp_path: Path) -> None:
    path = visits(tmp_path / "v.csv", 0, 900)
    alone = facts_after(path)
    cut_off_after(path, 1)
    assert 0 < standing("contact").count() < 900
    received = brought(path)
    # What the first run recorded or put aside is of the same file and counts as well.
    assert (facts_digest(), counted(received)) == (alone, (900, 0, 1))
    assert any("went on from item" in note for note in received.notes)


def test_what_stood_before_a_delivery_that_is_taken_back_stands_again(tmp_path: Path) -> None:
    path = visits(tmp_path / "v.csv", 0, 900)
    brought(path, asking=Asking(mapping=MAPPING))
    once = facts_digest()
    cut_off_after(path, 1, Asking(mapping=AS_CALLS, correct=True))
    assert standing("contact").filter(channel="call").exists()
    brought(path, asking=Asking(mapping=MAPPING))
    assert facts_digest() == once
    assert Contact.objects.filter(channel="call").exists()


def test_a_folder_in_which_a_file_was_edited_begins_anew(tmp_path: Path) -> None:
    folder = tmp_path / "post"
    folder.mkdir()
    path, size = visits(folder / "v.csv", 0, 900), (tmp_path / "post" / "v.csv").stat().st_size
    cut_off_after(folder, 1)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[400:], *lines[1:400]]), "utf-8")
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    assert path.stat().st_size == size
    received = brought(folder)
    assert not any("went on from item" in note for note in received.notes)
    assert standing("contact").count() == 900
    assert Source.objects.count() == 1
