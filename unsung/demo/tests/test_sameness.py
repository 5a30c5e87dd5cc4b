"""The same month gives the same bytes, and another month other ones."""

import hashlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from unsung.demo.desk import Demo, write_demo
from unsung.ground.problems import Problem

WRITE = """
import pathlib, sys
from unsung.demo.desk import write_demo
write_demo(pathlib.Path(sys.argv[1]), until="2025-10", length=2)
"""


def digests(folder: Path) -> dict[str, str]:
    """The digest of each file under a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_two_processes_write_the_same_bytes(demo: Demo, folder: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland"}
    subprocess.run([sys.executable, "-c", WRITE, str(tmp_path)], check=True, env=environment)
    assert digests(tmp_path) == digests(folder)


@pytest.mark.slow
def test_the_same_month_twice_is_the_same_and_another_seed_is_not(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        write_demo(tmp_path / name, until="2025-02", seed=seed, length=1)
    one, two, three = (digests(tmp_path / name) for name in ("one", "two", "three"))
    assert one == two
    assert {name for name in one if one[name] == three[name]} == {"desk.toml"}


def test_the_settings_file_says_what_the_demo_says(demo: Demo) -> None:
    told = tomllib.loads(demo.settings_file.read_text("utf-8"))
    assert told["zone"] == "Europe/London"
    assert told["addresses"] == ["service@larkfieldmutual.example"]
    assert (told["hours"], told["holidays"]) == ("Mon-Fri 08:30-17:30", "GB-ENG")
    assert [person["name"] for person in told["people"] if "lead" in person["roles"]] == ["Ben Carrow"]
    assert len(told["people"]) == 9
    founders = [dated for dated in told["exceptions"] if str(dated["date"]) == "2025-10-24"]
    assert [dated["hours"] for dated in founders] == ["09:00-13:00"]


def test_the_demo_names_the_files_that_are_there(demo: Demo) -> None:
    assert [path.name for path in demo.files] == [
        "mail.mbox",
        "Master.csv",
        "chats.jsonl",
        "walk-ins.xlsx",
        "surveys.csv",
    ]
    assert all(path.stat().st_size for path in demo.files)


def test_a_month_that_is_none_is_a_problem_with_its_text(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="“October” is not a month"):
        write_demo(tmp_path, until="October")
