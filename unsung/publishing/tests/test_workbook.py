"""figures.xlsx, read back with another library."""

from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from unsung.publishing import workbook
from unsung.publishing.tests.october import review

ROWS = [
    {
        "external_id": "=1+1",
        "opened_s": 1759305600,
        "category": "<script>",
        "first_reply_s": 300,
        "answered": None,
    },
    {
        "external_id": "https://x.example",
        "opened_s": 1759309200,
        "category": "007",
        "first_reply_s": None,
        "answered": 1,
    },
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> CalamineWorkbook:
    """October's workbook with two rows behind it."""
    path = tmp_path_factory.mktemp("book") / "figures.xlsx"
    workbook.write_workbook(review(), path, {"Conversations": iter(ROWS), "Ratings": []})
    return CalamineWorkbook.from_path(str(path))


def rows(book: CalamineWorkbook, name: str) -> list[dict[str, object]]:
    """A sheet as rows under its heads."""
    head, *rest = book.get_sheet_by_name(name).to_python()
    return [dict(zip(map(str, head), row, strict=True)) for row in rest]


def test_the_workbook_has_its_sheets_in_order(book: CalamineWorkbook) -> None:
    assert book.sheet_names == ["Figures", "By channel", "Conversations", "Ratings", "How made"]


def test_printed_again_the_workbook_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        workbook.write_workbook(review(), tmp_path / name, {"Conversations": iter(ROWS)})
        written.append((tmp_path / name).read_bytes())
        with ZipFile(tmp_path / name) as parts:
            assert b"2025-11-01T00:00:00Z</dcterms:created>" in parts.read("docProps/core.xml")
    assert written[0] == written[1]


def test_a_figure_is_a_number_in_its_row(book: CalamineWorkbook) -> None:
    (csat,) = [row for row in rows(book, "Figures") if row["id"] == "csat"]
    assert csat["value"] == pytest.approx(259 / 312)
    assert csat["n"] == 312
    assert csat["statement"] == "cannot_tell"


def test_a_figure_that_was_not_had_leaves_its_cell_empty(book: CalamineWorkbook) -> None:
    (ces,) = [row for row in rows(book, "Figures") if row["id"] == "ces"]
    assert (ces["value"], ces["why null"]) == ("", "Nobody was asked.")


def test_channels_have_a_sheet_of_their_own(book: CalamineWorkbook) -> None:
    calls = [
        row for row in rows(book, "By channel") if (row["channel"], row["id"]) == ("call", "contact_volume")
    ]
    assert [row["value"] for row in calls] == [1196]


def test_a_text_is_never_a_formula_a_link_or_a_number(book: CalamineWorkbook, tmp_path: Path) -> None:
    first, second = rows(book, "Conversations")
    assert (first["external_id"], first["category"]) == ("=1+1", "<script>")
    assert (second["external_id"], second["category"]) == ("https://x.example", "007")
    workbook.write_workbook(review(), tmp_path / "book.xlsx", {"Conversations": ROWS})
    with ZipFile(tmp_path / "book.xlsx") as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert all(b"<f>" not in sheet and b"<hyperlink" not in sheet for sheet in sheets)


def test_moments_are_dates_in_the_desks_zone_and_lengths_stay_numbers(book: CalamineWorkbook) -> None:
    first, second = rows(book, "Conversations")
    assert first["opened_s"] == datetime(2025, 10, 1, 9, 0)
    assert (first["first_reply_s"], second["first_reply_s"]) == (300, "")


def test_how_it_was_made_is_in_the_book(book: CalamineWorkbook) -> None:
    said = {row["what"]: row["says"] for row in rows(book, "How made")}
    assert said["period"] == "2025-10-01 to 2025-11-01 (exclusive)"
    assert said["source mail, facts"] == 7812
    assert said["source mail, fresh to"] == datetime(2025, 10, 31, 17, 3)


def test_more_rows_than_a_sheet_holds_go_on_in_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 60)
    many = [{"external_id": str(n), "on": date(2025, 10, 1)} for n in range(100)]
    workbook.write_workbook(review(), tmp_path / "book.xlsx", {"Conversations": many})
    book = CalamineWorkbook.from_path(str(tmp_path / "book.xlsx"))
    pages = [rows(book, name) for name in ("Conversations", "Conversations 2")]
    assert [len(page) for page in pages] == [59, 41]
    assert pages[1][-1] == {"external_id": "99", "on": date(2025, 10, 1)}
