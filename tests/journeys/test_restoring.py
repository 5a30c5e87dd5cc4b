"""Where a backup may be put: what stands there and is not a home's, or is another's, is never lost to it."""

from pathlib import Path

import pytest

from tests.journeys.conftest import Unsung
from tests.journeys.test_keeping import ROWS

pytestmark = pytest.mark.slow


@pytest.fixture
def kept(unsung: Unsung, tmp_path: Path) -> Path:
    """A backup of a home with three conversations."""
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    assert unsung("import", "v.csv").code == 0
    assert unsung("backup", "kept.zip").code == 0
    return tmp_path / "kept.zip"


def facts(unsung: Unsung, home: Path, **more: str) -> tuple[object, object]:
    """How many of the three conversations a home knows, and how many are new to it."""
    told = unsung("import", "v.csv", "--json", home=home, **more).json()
    return told["known"], told["new"]


def test_a_folder_that_is_no_home_is_left_as_it_is(unsung: Unsung, tmp_path: Path, kept: Path) -> None:
    folder = tmp_path / "mine"
    (folder / ".ssh").mkdir(parents=True)
    (folder / ".ssh" / "id").write_text("key")
    for words in ((), ("--replace",)):
        ended = unsung("restore", kept, *words, home=folder)
        assert (ended.code, "holds “.ssh” and is no home of Unsung." in ended.err) == (2, True), ended.err
        assert "Nothing was changed." in ended.err
    assert (folder / ".ssh" / "id").read_text() == "key"
    assert not (folder / "unsung.sqlite3").exists()


def test_what_unsung_did_not_lay_into_a_home_stays_there(unsung: Unsung, tmp_path: Path, kept: Path) -> None:
    home = tmp_path / "other"
    assert unsung("doctor", home=home).code == 0
    (home / "Documents").mkdir()
    (home / "Documents" / "will.txt").write_text("to my sister")
    ended = unsung("restore", kept, home=home)
    assert (ended.code, "holds “Documents”, which Unsung did not lay there." in ended.err) == (2, True)
    assert unsung("restore", kept, "--replace", home=home).code == 0
    assert (home / "Documents" / "will.txt").read_text() == "to my sister"
    assert facts(unsung, home) == (3, 0)


def test_a_backup_that_lies_in_the_home_is_not_lost_with_it(
    unsung: Unsung, tmp_path: Path, kept: Path
) -> None:
    home = tmp_path / "home"
    inside = kept.rename(home / "kept.zip")
    (tmp_path / "by-link.zip").symlink_to(inside)
    for name in (inside, "by-link.zip"):
        ended = unsung("restore", name, "--replace")
        assert (ended.code, "lies in the home itself." in ended.err) == (2, True), ended.err
    assert inside.exists()
    assert facts(unsung, home) == (3, 0)


def test_a_home_the_doctor_has_only_looked_at_takes_a_backup(
    unsung: Unsung, tmp_path: Path, kept: Path
) -> None:
    looked = unsung("doctor", home=tmp_path / "new")
    assert (looked.code, "no such table" in looked.out) == (0, False), looked.out
    assert unsung("restore", kept, home=tmp_path / "new").code == 0
    assert facts(unsung, tmp_path / "new") == (3, 0)


def test_records_beside_another_database_are_replaced_only_when_asked(
    unsung: Unsung, tmp_path: Path, kept: Path, postgres: str
) -> None:
    home, at = tmp_path / "home", {"DATABASE_URL": postgres}
    before = facts(unsung, home)
    ended = unsung("restore", kept, **at)
    assert (ended.code, "holds records already." in ended.err) == (2, True), ended.err
    assert "Add --replace" in ended.err
    assert facts(unsung, home) == before == (3, 0)
    ended = unsung("restore", kept, "--replace", **at)
    assert ended.code == 0, ended.err
    assert not (home / "unsung.sqlite3").exists()
    assert facts(unsung, home, **at) == (3, 0)


def test_a_key_of_another_database_is_replaced_only_when_asked(
    unsung: Unsung, tmp_path: Path, kept: Path, postgres: str
) -> None:
    home = tmp_path / "elsewhere"
    home.mkdir()
    (home / "secret.key").write_text("opens the journals of another database\n")
    ended = unsung("restore", kept, home=home, DATABASE_URL=postgres)
    assert (ended.code, "holds records already." in ended.err) == (2, True), ended.err
    assert (home / "secret.key").read_text() == "opens the journals of another database\n"


def test_a_home_opened_on_postgresql_and_never_filled_takes_a_backup(
    unsung: Unsung, tmp_path: Path, kept: Path, postgres: str
) -> None:
    home, at = tmp_path / "new", {"DATABASE_URL": postgres}
    assert unsung("import", "none.csv", home=home, **at).code == 2
    ended = unsung("restore", kept, home=home, **at)
    assert ended.code == 0, ended.err
    assert facts(unsung, home, **at) == (3, 0)
