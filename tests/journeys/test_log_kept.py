"""unsung log: lines kept from a terminal, by a token of the writer that can read none."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.journeys.conftest import environment
from tests.served import Served, know, serving

pytestmark = pytest.mark.slow
ADA = "ada@larkfield.example"
LET_IN = """
import django, sys; django.setup()
from unsung.web.models import Account
from unsung.web.programs import let_in
print(let_in(Account.objects.get(email=sys.argv[1]), sys.argv[2], sys.argv[3:], None))
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk with a writer."""
    home = tmp_path_factory.mktemp("desk") / "home"
    know(home, "Ada Boateng", ADA, "member")
    with serving(home) as running:
        yield running


def token(served: Served, *scopes: str) -> str:
    told = environment(served.home, DJANGO_SETTINGS_MODULE="unsung.settings")
    command = [sys.executable, "-c", LET_IN, ADA, str(uuid4()), *scopes]
    return subprocess.run(command, env=told, capture_output=True, text=True, check=True).stdout.strip()


def log(served: Served, of: str, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """What `unsung log` says, on a machine that has no home of Unsung."""
    told = {name: each for name, each in os.environ.items() if not name.startswith("UNSUNG")}
    command = [sys.executable, "-m", "unsung", "log", "--to", served.address, *words]
    env = told | {"UNSUNG_TOKEN": of, "UNSUNG_HOME": str(served.home.parent / "nowhere")}
    return subprocess.run(command, env=env, input=given, capture_output=True, text=True)


def test_lines_are_kept_by_words_and_by_a_pipe_and_the_code_is_shown_with_the_first(served: Served) -> None:
    mine = token(served, "journal:write")
    first = log(served, mine, "calmed", "Mr", "Ode", "~20m")
    assert (first.returncode, first.stderr) == (0, "")
    assert "[20 min]" in first.stdout
    assert "Your recovery code, shown this once: " in first.stdout
    piped = log(served, mine, given="chased a claim\n\n#calm lobby full\n")
    assert piped.stdout.count("kept  ") == 2
    assert "recovery code" not in piped.stdout
    assert not (served.home.parent / "nowhere").exists()


def test_a_token_that_may_not_is_told_so_with_the_words_that_were_not_kept(served: Served) -> None:
    refused = log(served, token(served, "figures:read"), "chased a claim")
    assert refused.returncode == 2
    assert "Not kept: chased a claim" in refused.stderr.replace("\n", " ")
    assert "No token was shown that is known here." in log(served, "unsung_none", "x").stderr


@pytest.mark.parametrize(
    ("to", "of", "said"),
    [
        ("http://127.0.0.1:9", "t", "gives no answer"),
        ("http://desk.example.org", "t", "would travel in the clear"),
        ("ftp://desk.example.org", "t", "is no address of Unsung"),
        ("http://127.0.0.1:9", "", "No token says whose journal it is."),
    ],
)
def test_where_a_line_cannot_be_kept_the_reason_is_said(tmp_path: Path, to: str, of: str, said: str) -> None:
    told = environment(tmp_path / "home", UNSUNG_TOKEN=of)
    command = [sys.executable, "-m", "unsung", "log", "--to", to, "chased"]
    answer = subprocess.run(command, env=told, capture_output=True, text=True)
    assert answer.returncode == 2
    assert said in answer.stderr.replace("\n", " ")


@pytest.mark.parametrize("path", ["journal/lines", "journal/", "journal/lines/1"])
def test_the_token_can_read_no_line(served: Served, path: str) -> None:
    shown = {"Authorization": f"Bearer {token(served, 'journal:write', 'cases:read')}"}
    asks = urllib.request.Request(f"{served.address}/api/{path}", headers=shown)
    with pytest.raises(urllib.error.HTTPError, match=r"40[45]"):
        urllib.request.urlopen(asks)
