"""Bad input: each time a sentence says what, which and what to do, and the exit code is 2."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.journeys.conftest import Unsung

MAIL = """From: Ada <a@x.example>
To: desk@y.example
Date: Mon, 6 Oct 2025 09:00:00 +0000
Message-ID: <1@x.example>
Subject: Claim

Hello, where is my claim?
"""

pytestmark = pytest.mark.slow


def said(unsung: Unsung, *words: object, **more: str) -> str:
    ended = unsung(*words, **more)
    assert ended.code == 2, ended
    assert "Traceback" not in ended.err
    return ended.err


def test_an_empty_file(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    words = said(unsung, "import", "empty.csv")
    assert "empty.csv is empty" in words
    assert "Bring it again" in words


def test_an_empty_file_among_others_stops_none_of_them(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "post").mkdir()
    (tmp_path / "post" / "a.eml").touch()
    (tmp_path / "post" / "b.eml").write_text(MAIL, "utf-8")
    (tmp_path / "post" / "c.zip").write_bytes(b"PK\x03\x04 and then nothing")
    ended = unsung("import", "post")
    assert ended.code == 0
    assert "1 new, 0 known already, 2 put aside." in ended.err
    assert "post/a.eml is empty" in ended.err
    assert "post/c.zip could not be opened" in ended.err


def test_a_binary(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + os.urandom(3000))
    words = said(unsung, "import", "photo.jpg")
    assert "photo.jpg" in words
    assert "Bring mails" in words


def test_a_file_that_is_not_there(unsung: Unsung) -> None:
    assert "nowhere.mbox" in said(unsung, "import", "nowhere.mbox")


def test_a_table_with_the_wrong_mapping(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text("Name,Day\nMrs Darko,2025-10-06\n", "utf-8")
    words = said(unsung, "import", "visits.csv", "--map", "servicenow")
    assert "visits.csv" in words
    assert "number" in words
    assert "Name" in words


def test_a_mapping_nobody_knows(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text("id,opened_at\nV1,2025-10-06 09:00\n", "utf-8")
    words = said(unsung, "import", "visits.csv", "--map", "salesforce")
    assert "salesforce" in words
    assert "servicenow" in words


def test_dates_in_no_known_form_are_put_aside_each_with_its_line(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id,opened_at,channel\nV1,soon,walkin\nV2,later,walkin\n", "utf-8")
    words = said(unsung, "import", "v.csv", "--map", "plain")
    assert "line 2" in words
    assert "soon" in words


def test_a_half_written_mbox_keeps_every_whole_mail(unsung: Unsung, tmp_path: Path) -> None:
    mail = "From a@x.example Mon Oct  6 09:00:00 2025\nFrom: Ada <a@x.example>\nTo: desk@y.example\n"
    whole = (
        f"{mail}Date: Mon, 6 Oct 2025 09:00:00 +0000\nMessage-ID: <1@x.example>\nSubject: Claim\n\nHello.\n\n"
    )
    (tmp_path / "half.mbox").write_text(whole + "From b@x.example Mon Oct  6 10:00:00 2025\nFro", "utf-8")
    ended = unsung("import", "half.mbox")
    assert ended.code == 0
    assert "1 new, 0 known already, 1 put aside." in ended.err
    assert "half.mbox" in ended.err


def test_a_month_without_data(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id,opened_at,channel\nV1,2025-10-06 09:00,walkin\n", "utf-8")
    words = said(unsung, "review", "v.csv", "--month", "2019-01", "--out", "out")
    assert "2019-01" in words
    assert "2025-10" in words


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--month", "March"), "March"),
        (("--tz", "Mars/Olympus"), "Mars/Olympus"),
        (("--hours", "Mon-Fry 09:00-17:00"), "Fry"),
        (("--holidays", "XX"), "XX"),
        (("--desk", "the front"), "the front"),
        (("--desk", "help@x.example, front"), "front"),
    ],
)
def test_an_option_that_cannot_be_read(
    unsung: Unsung, tmp_path: Path, words: tuple[str, str], named: str
) -> None:
    (tmp_path / "v.csv").write_text("id,opened_at,channel\nV1,2025-10-06 09:00,walkin\n", "utf-8")
    assert named in said(unsung, "review", "v.csv", *words, "--out", "out")


def test_a_locked_database(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id,opened_at,channel\nV1,2025-10-06 09:00,walkin\n", "utf-8")
    assert unsung("import", "v.csv", "--json").json()["new"] == 1
    holder = sqlite3.connect(tmp_path / "home" / "unsung.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        words = said(unsung, "import", "v.csv", UNSUNG_LOCK_WAIT="0.2")
    finally:
        holder.close()
    assert "locked by another program" in words
    assert "run this again" in words


def test_a_review_of_nothing(unsung: Unsung) -> None:
    assert "nothing on record" in said(unsung, "review", "--out", "out")


def test_a_table_with_only_a_header(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "head.csv").write_text("id,opened_at,channel\n", "utf-8")
    assert "head.csv holds no mails and no rows" in said(unsung, "import", "head.csv")


def test_files_that_cannot_be_read_are_told_beside_one_that_can(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id,opened_at,channel\nV1,2025-10-06 09:00,walkin\n", "utf-8")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + os.urandom(3000))
    ended = unsung("import", "v.csv", "empty.csv", "photo.jpg", "--json")
    assert (ended.code, ended.json()["new"], ended.json()["rejected"]) == (0, 1, 2)
    assert "empty.csv is empty" in ended.err
    assert "photo.jpg" in ended.err
    assert unsung("review", "v.csv", "empty.csv", "photo.jpg", "--out", "out").code == 0
    words = (tmp_path / "out" / "review.txt").read_text("utf-8")
    assert "empty.csv is empty" in words


def test_a_problem_with_json_is_json_all_the_same(unsung: Unsung) -> None:
    ended = unsung("import", "nowhere.mbox", "--json")
    assert (ended.code, ended.json()["new"], ended.json()["digest"]) == (2, 0, None)
    assert "nowhere.mbox" in ended.err


def test_a_name_that_is_no_text(unsung: Unsung, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/n\xff\xe9.csv"
    Path(os.fsdecode(odd)).write_text("id,opened_at,channel\nV1,2025-10-06 09:00,walkin\n", "utf-8")
    assert unsung("import", os.fsdecode(odd), "--json").json()["new"] == 1


@pytest.mark.parametrize("address", ["nonsense", "mysql://somebody@localhost/desk"])
def test_a_database_that_cannot_be_used(unsung: Unsung, tmp_path: Path, address: str) -> None:
    (tmp_path / "v.csv").write_text("id,opened_at,channel\nV1,2025-10-06 09:00,walkin\n", "utf-8")
    assert "DATABASE_URL" in said(unsung, "import", "v.csv", DATABASE_URL=address)
    ended = unsung("import", "v.csv", "--json", DATABASE_URL=address)
    assert (ended.code, ended.json()["new"], ended.json()["digest"]) == (2, 0, None)


def test_a_damaged_database(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id,opened_at,channel\nV1,2025-10-06 09:00,walkin\n", "utf-8")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "unsung.sqlite3").write_bytes(os.urandom(9000))
    ended = unsung("import", "v.csv", "--json")
    assert (ended.code, ended.json()["new"]) == (2, 0)
    for words in (("import", "v.csv"), ("review", "--out", "out")):
        told = said(unsung, *words)
        assert "unsung.sqlite3 is damaged or no database" in told
        assert "unsung doctor" in told


def test_a_review_that_ends_in_a_problem_leaves_nothing(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text("id,opened_at,channel\nV1,2025-10-06 09:00,walkin\n", "utf-8")
    said(unsung, "review", "v.csv", "--month", "2019-01", "--out", "out")
    assert not (tmp_path / "out").exists()
    (tmp_path / "out").mkdir()
    said(unsung, "review", "v.csv", "--month", "2019-01", "--out", "out/a/b")
    assert list((tmp_path / "out").iterdir()) == []
    assert not (tmp_path / "home").exists()
