"""unsung log --explain: each line's parse as JSON or in words, and nothing kept."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from unsung.ground.line.names import names_in
from unsung.ground.line.parsed import Surroundings
from unsung.ground.problems import Problem
from unsung.web.commands.log import moment

KEYS = (
    "raw text type at day minutes count people tags refs for to badge due heat star "
    "outcome audience register hints"
)


def explained(given: bytes, home: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "unsung", "log", "--explain", *options],
        input=given,
        capture_output=True,
        env=os.environ | {"UNSUNG_HOME": str(home)},
    )


def parsed(given: bytes, home: Path, *options: str) -> list[dict[str, Any]]:
    answer = explained(given, home, "--json", "--now", "2026-09-17T15:30", "--tz", "Europe/Berlin", *options)
    assert answer.returncode == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_every_line_is_one_object_with_every_key(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("# the desk\nmaya, sam\nFinance\n", encoding="utf-8")
    given = (
        b"mon 16:00-16:50: helped @MAYA with 40 files ~2h for:acme heat:3 due:fri #4412 #check * /sup\n"
        b"\n"
        b"M\xfcller war da, 20m\r\n"
        b"cash: -4.80 stamps ref:r17"
    )
    first, blank, latin, cash = parsed(given, tmp_path / "home", "--names", str(names))
    assert [" ".join(each) for each in (first, blank)] == [KEYS, KEYS]
    assert first == {
        "raw": given.split(b"\n")[0].decode(),
        "text": "helped @MAYA with 40 files #4412",
        "type": "note",
        "at": "16:00",
        "day": "2026-09-14",
        "minutes": 120,
        "count": None,
        "people": ["maya"],
        "tags": ["check"],
        "refs": ["4412"],
        "for": "acme",
        "to": None,
        "badge": None,
        "due": "2026-09-18",
        "heat": 3,
        "star": True,
        "outcome": None,
        "audience": "sup",
        "register": None,
        "hints": [],
    }
    assert blank["text"] == ""
    assert latin["raw"] == latin["text"] == "Müller war da, 20m"
    assert cash["register"] == {"book": "cash", "move": "out", "amount": "4.80", "what": "stamps"}


def test_nothing_is_kept_and_no_home_is_made(tmp_path: Path) -> None:
    parsed(b"calmed Mr Ode\n", tmp_path / "home")
    assert list(tmp_path.iterdir()) == []


def test_in_words_the_chips_stand_under_the_text(tmp_path: Path) -> None:
    answer = explained(b"20m calmed @nobody :: he smiled /team\n", tmp_path)
    assert answer.stdout.decode() == (
        "calmed @nobody\n    :: he smiled\n    [20 min] [team]\n"
        "    ? Nobody here is called nobody; it stays a word.\n"
    )


@pytest.mark.slow
def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    for options, said in (
        (("--now", "soon"), "“soon” is no moment."),
        (("--tz", "Mars"), "There is no time zone called “Mars”."),
        (("--names", str(tmp_path / "gone.txt")), "gone.txt: No such file"),
    ):
        answer = explained(b"", tmp_path, *options)
        assert (answer.returncode, answer.stdout) == (2, b"")
        assert said in answer.stderr.decode()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("maya\n\n@sam\nmaya\n", ("maya", "sam")),
        ("\ufeffAda Boateng, Ben\n", ("Ada Boateng", "Ben")),
        ('["maya", "sam"]', ("maya", "sam")),
        ('{"people": ["maya"], "departments": ["finance"]}', ("maya", "finance")),
        ("", ()),
    ],
)
def test_names_are_read_as_people_write_them(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text, "names") == names


@pytest.mark.parametrize("text", ["[1, 2]", "[", '{"people": null}', "[" * 90_000])
def test_a_list_that_holds_no_names_is_named(text: str) -> None:
    with pytest.raises(Problem, match=r"names\.json holds no list of names"):
        names_in(text, "names.json")


def test_a_moment_with_an_offset_is_told_in_the_writers_zone() -> None:
    assert moment("2026-09-17T22:30Z", "Asia/Tokyo").isoformat() == "2026-09-18T07:30:00+09:00"
    here = Surroundings(moment("2026-09-17T15:30", ""))
    assert here.now.hour == 15
