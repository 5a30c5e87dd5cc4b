"""A writer with lines of three months, sealed, and a pack of three claims, for the tests of evidence."""

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from unsung.rooms.journal.nightly import close_days

IDS = {name: f"6f1d3a52-0000-4000-8000-00000000000{n}" for n, name in enumerate("abcdef", 1)}
LINES = {
    "a": ("2026-07-03T09:30", "calmed Mr Ode ~20m heat:4 :: he stayed"),
    "b": ("2026-08-12T10:00", "* certificate with last year’s excess, checked the rest x26 ~1h10"),
    "c": ("2026-08-14T16:00", "2026-08-12: reprinted all of them <b>#set</b> @omar"),
    "d": ("2026-09-01T08:00", "2026-08-01: opened the front desk"),
    "e": ("2026-09-10T11:00", "kudos: Mrs Darko: you stayed on the line"),
    "f": ("2026-09-17T11:00", "wrote one page on hardship forms"),
}
NOW = "2026-09-17T15:30:00+00:00"


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Set the clock."""
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", moment)


def kept(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the lines, each at its time; every day but today is sealed."""
    for name, (moment, line) in LINES.items():
        at(monkeypatch, f"{moment}:00+00:00")
        ada.post("/journal/keep/", {"line": line, "id": IDS[name]})
    at(monkeypatch, NOW)
    close_days()


def begun(ada: Client, **more: str) -> str:
    """The address of a new pack of the three months."""
    given = {"first": "2026-07-01", "last": "2026-09-30", "occasion": "a review", **more}
    return str(ada.post("/journal/evidence/", given)["Location"])


def claimed(ada: Client, pack: str, says: str, *lines: str, **more: str) -> Any:
    """Keep a claim with these lines behind it."""
    given = {"says": says, "entry": [IDS[name] for name in lines], **more}
    return ada.post(f"{pack}claims/", given)


def packed(ada: Client, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a pack with three claims and thanks."""
    kept(ada, monkeypatch)
    pack = begun(ada)
    claimed(ada, pack, "I calmed customers", "a", outcome="He is still with us.")
    claimed(ada, pack, "I stopped trouble early", "b", "c", differently="Ask for the list sooner.")
    claimed(ada, pack, "I looked after the place", "d")
    ada.post(f"{pack}thanks/", {"entry": [IDS["e"]]})
    return pack


def read(answer: Any) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def bundle(ada: Client, pack: str) -> dict[str, bytes]:
    """The files of the ZIP by their names."""
    with zipfile.ZipFile(io.BytesIO(ada.get(f"{pack}files/zip/").content)) as files:
        return {name: files.read(name) for name in files.namelist()}


def verified(folder: Path, files: dict[str, bytes], *mails: str) -> tuple[int, str]:
    """What verify.py says of these files in a fresh interpreter that knows nothing but its own library."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    words = [sys.executable, "-I", "-S", "verify.py", "pack.json", *mails]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, env={"PATH": "/usr/bin"})
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


def told(files: dict[str, bytes]) -> dict[str, Any]:
    """The data of the pack."""
    found = json.loads(files["pack.json"])
    assert isinstance(found, dict)
    return found
