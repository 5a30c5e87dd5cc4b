"""A review of files: no set-up, four files, nothing else left behind, and it survives being killed."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.conftest import Ended, Unsung, environment, killed_after

FILES = ["figures.json", "figures.xlsx", "review.html", "review.txt"]

pytestmark = pytest.mark.slow


def visits(path: Path, count: int, month: str = "2025-10") -> Path:
    rows = [f"V{n},{month}-{1 + n % 28:02} 09:{n % 60:02},walkin,Customer {n},Claims" for n in range(count)]
    path.write_text("id,opened_at,channel,customer,category\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def volume(out: Path) -> object:
    told = json.loads((out / "figures.json").read_text("utf-8"))
    return next(figure["value"] for figure in told["figures"] if figure["id"] == "contact_volume")


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_prints_four_files_and_leaves_nothing_else(unsung: Unsung, tmp_path: Path) -> None:
    visits(tmp_path / "v.csv", 40)
    done = unsung("review", "v.csv", "--month", "2025-10", "--out", "out")
    assert done.code == 0, done.err
    assert left(tmp_path / "out") == FILES
    assert not (tmp_path / "home" / "unsung.sqlite3").exists()
    assert volume(tmp_path / "out") == 40
    assert "40 new, 0 known already, 0 put aside." in done.err
    assert "40 conversations" in done.out


def test_the_last_whole_month_is_taken_where_none_is_named(unsung: Unsung, tmp_path: Path) -> None:
    early, late = visits(tmp_path / "a.csv", 28, "2025-09"), visits(tmp_path / "b.csv", 3, "2025-10")
    late.write_text(late.read_text().replace("V", "W"), "utf-8")
    assert unsung("review", early, late, "--out", "out").code == 0
    told = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    assert (told["period"]["from"][:10], told["period"]["to"][:10]) == ("2025-09-01", "2025-10-01")


def test_two_reviews_at_once_in_one_folder_leave_the_first_alone(unsung: Unsung, tmp_path: Path) -> None:
    visits(tmp_path / "v.csv", 4000)
    words = [sys.executable, "-m", "unsung", "review", "v.csv", "--month", "2025-10", "--out", "out"]
    quiet = subprocess.DEVNULL
    first = subprocess.Popen(words, cwd=tmp_path, env=environment(tmp_path), stdout=quiet, stderr=quiet)
    while not (tmp_path / "out" / ".work" / "unsung.sqlite3").exists():
        assert first.poll() is None
        time.sleep(0.01)
    second = unsung("review", "v.csv", "--month", "2025-10", "--out", "out")
    assert (second.code, "Traceback" in second.err) == (2, False)
    assert "Another review works in out. It goes on; this one was not begun." in " ".join(second.err.split())
    assert first.wait() == 0
    assert left(tmp_path / "out") == FILES
    assert volume(tmp_path / "out") == 4000
    assert unsung("review", "v.csv", "--month", "2025-10", "--out", "out").code == 0


def test_a_row_with_a_mistyped_year_changes_no_month_and_is_told(unsung: Unsung, tmp_path: Path) -> None:
    whole = visits(tmp_path / "v.csv", 560, "2021-03")
    whole.write_text(whole.read_text() + "X,2031-05-05 10:00,walkin,Somebody,Claims\n", "utf-8")
    done = unsung("review", whole, "--out", "out")
    told = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    assert (told["period"]["from"][:10], volume(tmp_path / "out")) == ("2021-03-01", 560)
    said = "1 row is dated 5 May 2031, far from all others; look at it."
    assert said in done.err
    assert said in " ".join((tmp_path / "out" / "review.txt").read_text("utf-8").split())


def test_a_single_row_before_empty_months_makes_no_whole_month(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "gap.csv").write_text(
        "id,opened_at,channel\n1,2020-01-05 10:00,mail\n2,2020-03-06 10:00,mail\n"
    )
    assert unsung("review", "gap.csv", "--out", "out").code == 0
    told = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    assert told["period"]["from"][:10] == "2020-03-01"


def test_a_desk_closed_for_a_month_keeps_the_month_before_it(unsung: Unsung, tmp_path: Path) -> None:
    early, late = visits(tmp_path / "a.csv", 28, "2025-08"), visits(tmp_path / "b.csv", 3, "2025-10")
    late.write_text(late.read_text().replace("V", "W"), "utf-8")
    assert unsung("review", early, late, "--out", "out").code == 0
    told = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    assert told["period"]["from"][:10] == "2025-08-01"


def test_a_folder_is_read_without_what_unsung_itself_keeps_in_it(unsung: Unsung, tmp_path: Path) -> None:
    visits(tmp_path / "visits.csv", 40)
    for _ in range(2):  # the second time the review of the first lies in it
        assert "40 new, 0 known already, 0 put aside." in unsung("review", ".", "--out", "review").err
    for said in ("40 new, 0 known already, 0 put", "0 new, 40 known already, 0 put"):
        assert said in unsung("import", ".").err  # its home, with the key, lies in it too


def test_the_desks_zone_hours_and_holidays_are_taken(unsung: Unsung, tmp_path: Path) -> None:
    visits(tmp_path / "v.csv", 40)
    words = ("--tz", "Europe/Berlin", "--hours", "Mon-Fri 09:00-12:30,13:30-17:00", "--holidays", "DE-BY")
    assert unsung("review", "v.csv", *words, "--out", "out").code == 0
    told = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    assert told["period"]["timezone"] == "Europe/Berlin"
    # October has 23 weekdays; the third is a holiday in Bavaria.
    assert "22 working days" in " ".join((tmp_path / "out" / "review.txt").read_text("utf-8").split())


def test_without_hours_a_business_value_is_null_with_the_reason(unsung: Unsung, tmp_path: Path) -> None:
    visits(tmp_path / "v.csv", 40)
    assert unsung("review", "v.csv", "--out", "out").code == 0
    told = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    figure = next(f for f in told["figures"] if f["id"] == "first_response_time.business.median")
    assert (figure["value"], figure["why_null"]) == (None, "No opening hours are known.")


def test_other_files_in_the_same_folder_start_a_ledger_of_their_own(unsung: Unsung, tmp_path: Path) -> None:
    visits(tmp_path / "v.csv", 40)
    assert unsung("review", "v.csv", "--month", "2019-01", "--out", "out").code == 2
    visits(tmp_path / "w.csv", 7)
    assert unsung("review", "w.csv", "--month", "2025-10", "--out", "out").code == 0
    assert volume(tmp_path / "out") == 7


def test_the_configured_ledger_is_reviewed_where_no_file_is_named(unsung: Unsung, tmp_path: Path) -> None:
    visits(tmp_path / "v.csv", 12)
    assert unsung("import", "v.csv").code == 0
    done = unsung("review", "--out", "out")
    assert done.code == 0, done.err
    assert volume(tmp_path / "out") == 12
    words = (tmp_path / "out" / "review.txt").read_text("utf-8")
    assert "Promises kept on time" in words
    assert "Unsung hours" in words


def test_a_folder_of_that_name_that_is_not_ours_is_left_alone_and_named(
    unsung: Unsung, tmp_path: Path
) -> None:
    visits(tmp_path / "v.csv", 12)
    (tmp_path / "out" / ".work").mkdir(parents=True)
    (tmp_path / "out" / ".work" / "thesis.txt").write_text("years", "utf-8")
    ended = unsung("review", "v.csv", "--out", "out")
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert "out/.work is there already and was not made by a review" in ended.err
    assert (tmp_path / "out" / ".work" / "thesis.txt").read_text("utf-8") == "years"


def test_it_runs_no_python_file_of_the_folder_it_is_started_in(unsung: Unsung, tmp_path: Path) -> None:
    # Above two megabytes mails are read by a process of their own.
    mail = "From a@x.example Mon Oct  6 09:00:00 2025\nFrom: a@x.example\nTo: desk@y.example\n" + (
        "Date: Mon, 6 Oct 2025 09:00:00 +0000\nMessage-ID: <{n}@x>\nSubject: {n}\n\n" + "Long. " * 12_000
    )
    (tmp_path / "box.mbox").write_text("".join(f"{mail.format(n=n)}\n\n" for n in range(40)), "utf-8")
    for name in ("rich", "multiprocessing", "json", "django"):
        (tmp_path / f"{name}.py").write_text("open('was run', 'w').close()\nraise SystemExit(9)", "utf-8")
    command = [sys.executable, "-P", "-m", "unsung", "review", "box.mbox", "--out", "out"]
    done = subprocess.run(command, env=environment(tmp_path / "home"), cwd=tmp_path, check=False)
    assert (done.returncode, (tmp_path / "was run").exists()) == (0, False)
    assert left(tmp_path / "out") == FILES


MAPPING = """like = "plain"
[values.channel]
"walkin" = "%s"
"""


def test_killed_under_a_wrong_mapping_it_begins_anew_with_the_right_one(
    unsung: Unsung, tmp_path: Path
) -> None:
    visits(tmp_path / "v.csv", 9_000)
    words = ["review", "v.csv", "--month", "2025-10", "--map", "my.toml", "--out"]
    (tmp_path / "my.toml").write_text(MAPPING % "walkin", "utf-8")
    began = time.monotonic()
    assert unsung(*words, "clean").code == 0
    took = time.monotonic() - began
    (tmp_path / "my.toml").write_text(MAPPING % "call", "utf-8")
    assert any(
        [killed_after(took * share, tmp_path / "home", tmp_path, *words, "out") for share in (0.4, 0.6)]
    )
    (tmp_path / "my.toml").write_text(MAPPING % "walkin", "utf-8")
    assert unsung(*words, "out").code == 0
    assert (tmp_path / "out" / "figures.json").read_text() == (
        tmp_path / "clean" / "figures.json"
    ).read_text()


def test_killed_over_a_folder_it_begins_anew_where_a_file_in_it_was_changed(
    unsung: Unsung, tmp_path: Path
) -> None:
    (tmp_path / "post").mkdir()
    visits(tmp_path / "post" / "v.csv", 9_000)
    words = ("review", "post", "--month", "2025-10", "--out", "out")
    assert killed_after(1.5, tmp_path / "home", tmp_path, *words)
    visits(tmp_path / "post" / "v.csv", 8_000)
    assert unsung(*words).code == 0
    assert volume(tmp_path / "out") == 8_000


@pytest.mark.slow
def test_killed_it_goes_on_and_prints_what_a_clean_run_prints(unsung: Unsung, tmp_path: Path) -> None:
    visits(tmp_path / "v.csv", 6_000)
    words = ["review", "v.csv", "--month", "2025-10", "--out"]
    began = time.monotonic()
    clean: Ended = unsung(*words, "clean")
    took = time.monotonic() - began
    assert clean.code == 0, clean.err
    assert any(
        [killed_after(took * share, tmp_path / "home", tmp_path, *words, "out") for share in (0.3, 0.5, 0.6)]
    )
    assert unsung(*words, "out").code == 0
    assert left(tmp_path / "out") == FILES
    for name in ("figures.json", "review.txt"):
        assert (tmp_path / "out" / name).read_text("utf-8") == (tmp_path / "clean" / name).read_text("utf-8")
