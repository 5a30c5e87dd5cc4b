"""What is put aside: counted in every delivery that brings it, and once for its source."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

from unsung.intake.asides import rejects_explained
from unsung.intake.models import Reject
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


SAID = (
    "Dear desk, my husband died",
    "abc” secretmiddle “def",
    "“quoted” secretmiddle “twice”",
    "” secretmiddle could not be read as a date (“",
    "3 secretmiddle 2025",
)
ROW = {"opened_at": "2025-10-06 09:00", "channel": "walkin", "score": ""}


@pytest.mark.parametrize("field", ["opened_at", "score"])
def test_what_is_told_to_everybody_says_why_and_no_word_that_stands_there(tmp_path: Path, field: str) -> None:
    said = [{**ROW, "id": f"secretmiddle{number}", field: words} for number, words in enumerate(SAID)]
    rows = [json.dumps(row, ensure_ascii=False) for row in said]
    path = tmp_path / "shift.jsonl"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    brought(path)
    (reason,) = set(Reject.objects.values_list("reason", flat=True))
    assert ("could not be read as a date" in reason) == (field == "opened_at")
    told = rejects_explained(limit=9)
    assert len(told) == len(SAID)
    assert told[0].startswith("shift.jsonl, line 1, field ")
    for shown in (*told, reason):
        assert "secretmiddle" not in shown
        assert "husband" not in shown
    assert Reject.objects.filter(what__contains="secretmiddle").count() == len(SAID) - 1


def test_what_differs_from_the_record_is_told_by_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    for category in ("my husband died", "abc” my husband lives “def"):
        path.write_text(
            "id,opened_at,channel,category\n" + f"my husband,2025-10-06 09:00,walkin,{category}\n", "utf-8"
        )
        brought(path)
    (told,) = rejects_explained()
    assert "the contact “…” is on record and differs there (category)." in told
    assert "husband" not in told


def test_a_fault_of_a_date_is_told_where_it_is_said_in_words_of_our_own(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    ats = ["2025-10-06 09:00", "06/10/2025", "40/10/2025", "6 October 1825", "6 Husband 2025"]
    path.write_text(HEAD + "".join(f"V{n},{at},walkin\n" for n, at in enumerate(ats)), "utf-8")
    brought(path)
    told = [each.partition(": ")[2].partition(". ")[0] for each in rejects_explained()]
    assert told == [
        "“…” could not be read as a date (day is out of range for month)",
        "“…” could not be read as a date (the year 1825 cannot be)",
        "“…” could not be read as a date",
    ]


BEFORE = {
    "v.csv, line 2, field opened: “my husband” could not be read as a date (x is no month).": (
        "v.csv, line 2, field opened: “…” could not be read as a date.",
        "opened: “…” could not be read as a date.",
    ),
    "v.csv, line 2, field opened: “abc” husband “def” could not be read as a date.": (
        "v.csv, line 2, field opened: “…” could not be read as a date.",
        "opened: “…” could not be read as a date.",
    ),
    "v.csv, line 2, field channel: “my” husband is none of “” is none of call, mail.": (
        "v.csv, line 2, field channel: “…” is none of the words known there.",
        "channel: “…” is none of the words known there.",
    ),
    "v.csv, line 2: the contact “husband” is on record and differs there (category “a”, here “husband”).": (
        "v.csv, line 2: the contact “…” is on record and differs there.",
        "The contact “…” is on record and differs there.",
    ),
    "v.csv, line 2: it has 4 fields where the header has 3.": (
        "v.csv, line 2: it has 4 fields where the header has 3.",
        "It has 4 fields where the header has 3.",
    ),
    "v.csv, line 2, field x: “husband” is odd in a way that nobody remembers.": (
        "v.csv, line 2, field x: “…”.",
        "x: “…”.",
    ),
}


@pytest.mark.parametrize("what", BEFORE)
def test_rows_of_before_are_told_by_the_kind_of_their_fault(tmp_path: Path, what: str) -> None:
    path = tmp_path / "v.csv"
    path.write_text(HEAD + "V1,2025-10-06 09:00,walkin\nV2,soon,walkin\n", "utf-8")
    brought(path)
    reason = BEFORE[what][1] if "“" not in what else "abc” husband"
    Reject.objects.update(file="v.csv", what=what, bare="", reason=reason)
    forgets = MigrationLoader(connection).get_migration("intake", "0003_reasons_without_words").operations[1]
    assert isinstance(forgets, RunPython)
    forgets.code(apps, None)  # type: ignore[arg-type]  # it asks for models alone
    assert Reject.objects.values_list("bare", "reason", "what").get() == (*BEFORE[what], what)
