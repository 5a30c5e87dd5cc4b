"""The press: four files, each whole, and nothing left behind."""

import json
from pathlib import Path

import pytest

from unsung.ground.problems import Problem
from unsung.publishing import press
from unsung.publishing.press import print_review
from unsung.publishing.tests.october import review

NAMES = ["review.html", "review.txt", "figures.json", "figures.xlsx"]


@pytest.fixture(autouse=True)
def _no_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cutting the faces takes half a second and is tried in test_fonts and in the browser."""
    monkeypatch.setattr(press, "faces_for", lambda _: "")


def test_a_review_is_four_files_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "new" / "review"
    printed = print_review(review(), out, [{"external_id": "A1"}])
    assert [path.name for path in printed] == NAMES
    assert sorted(path.name for path in out.iterdir()) == sorted(NAMES)


def test_work_of_others_under_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".work").mkdir()
    (tmp_path / ".work" / "ledger").write_text("kept")
    print_review(review(), tmp_path)
    assert [path.name for path in (tmp_path / ".work").iterdir()] == ["ledger"]


def test_what_a_killed_press_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".work" / "press-0a1b2c3d").mkdir(parents=True)
    print_review(review(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(NAMES)


def test_the_same_issue_is_printed_alike_twice(tmp_path: Path) -> None:
    first, second = (
        [path.read_bytes() for path in print_review(review(), tmp_path / name)[:3]] for name in ("a", "b")
    )
    assert first == second


def test_a_press_that_stops_half_way_leaves_the_earlier_issue_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    print_review(review(), tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in NAMES}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(press, "write_workbook", full)
    with pytest.raises(Problem, match="No space left on device") as told:
        print_review(review(name="Another desk"), tmp_path)
    assert "Free some room" in told.value.do
    assert {name: (tmp_path / name).read_bytes() for name in NAMES} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(NAMES)


def test_a_folder_that_is_a_file_is_a_problem_with_a_next_step(tmp_path: Path) -> None:
    (tmp_path / "review").write_text("in the way")
    with pytest.raises(Problem, match="could not be printed"):
        print_review(review(), tmp_path / "review")


def test_page_text_and_figures_tell_the_same(tmp_path: Path) -> None:
    page, text, figures, _ = (path.read_bytes() for path in print_review(review(), tmp_path))
    (volume,) = [each for each in json.loads(figures)["figures"] if each["id"] == "contact_volume"]
    assert f"{volume['value']:,}".encode() in page
    assert f"{volume['value']:,}".encode() in text
