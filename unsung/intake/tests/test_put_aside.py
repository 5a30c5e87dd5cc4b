"""What is put aside: counted in every delivery that brings it, and once for its source."""

from pathlib import Path

import pytest

from unsung.intake.asides import rejects_explained
from unsung.intake.tests.ledgers import brought, counted, cut_off_after
from unsung.ledger.queries.sources import sources

pytestmark = pytest.mark.django_db
HEAD = "id,opened_at,channel\n"


def test_a_row_put_aside_again_counts_once_for_its_source(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text(HEAD + "V1,2025-10-06 09:00,walkin\nV2,soon,walkin\nV3\n", "utf-8")
    assert [counted(brought(path)) for _ in range(3)] == [(1, 0, 2), (0, 1, 2), (0, 1, 2)]
    assert [source.rejects for source in sources()] == [2]
    assert len(rejects_explained()) == 2
    assert rejects_explained(limit=1)[1].startswith("And 1 more")


def test_another_reason_in_the_same_line_counts(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    for at in ("soon", "later"):
        path.write_text(HEAD + f"V1,2025-10-06 09:00,walkin\nV2,{at},walkin\n", "utf-8")
        brought(path)
    assert [source.rejects for source in sources()] == [2]


def test_a_delivery_that_goes_on_counts_its_own_rows_once(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    rows = [f"V{n},{'soon' if n % 300 == 5 else '2025-10-06 09:00'},walkin\n" for n in range(900)]
    path.write_text(HEAD + "".join(rows), "utf-8")
    cut_off_after(path, 2)
    brought(path)
    assert [source.rejects for source in sources()] == [3]
