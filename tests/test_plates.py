"""What every file of the checkout keeps to: a door plate, a name from the trade, nothing of one machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAMELESS = {"base", "common", "core", "helper", "manager", "misc", "service", "util"}
"""Names that say nothing: what is called so is entered by everybody and ends up as a second house."""

# Written with a letter in brackets, so that this file does not contain what it looks for.
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(?:[w]ork|[f]arm|[r]oot|[h]ome/\w+|[U]sers/\w+)/"
    r"|[p]ypi\.org|[p]ythonhosted\.org|[n]pmjs\.(?:org|com)|[c]rates\.io|[p]ypi/simple"
)
SET_UP = re.compile(r"\.lock$|^pyproject\.toml$|^Makefile$|^\.ci/|^tools/.*\.sh$")


def tracked() -> dict[str, str]:
    """The text of every tracked file that is text, by its name."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    raw = {name: (ROOT / name).read_bytes() for name in names if (ROOT / name).is_file()}
    return {name: text.decode("utf-8", "replace") for name, text in raw.items() if b"\0" not in text}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The tracked texts, read once."""
    return tracked()


def has_plate(text: str) -> bool:
    """Whether a module opens with a docstring that begins with a sentence; an empty module needs none."""
    tree = ast.parse(text)
    return not tree.body or (ast.get_docstring(tree) or "").split("\n\n")[0].endswith((".", "?"))


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ('"""The desk\'s day."""\nx = 1\n', True),
        ('"""The desk\'s day:\nwhat waits.\n\nMore\n"""\n', True),
        ("", True),
        ("x = 1\n", False),
        ('"""The desk"""\n', False),
        ('# The desk.\nx = """The desk."""\n', False),
    ],
)
def test_a_door_plate_is_one_sentence(text: str, plate: bool) -> None:
    assert has_plate(text) is plate


def test_every_module_has_its_door_plate(texts: dict[str, str]) -> None:
    modules = {
        name: text for name, text in texts.items() if name.endswith(".py") and "/migrations/" not in name
    }
    assert [name for name, text in modules.items() if not has_plate(text)] == []


def is_nameless(name: str) -> bool:
    """Whether a module or a folder on the way to it has a name that says nothing."""
    words = re.split(r"[/_.]", name.removesuffix(".py").lower())
    return any(word.removesuffix("s") in NAMELESS or word in NAMELESS for word in words)


@pytest.mark.parametrize(
    ("name", "nameless"),
    [
        ("unsung/ledger/queries.py", False),
        ("unsung/intake/mail_utils.py", True),
        ("unsung/rooms/common/views.py", True),
        ("unsung/web/services.py", True),
        ("unsung/web/cores.py", True),
        ("unsung/measures/database.py", False),
    ],
)
def test_a_name_that_says_nothing_is_seen(name: str, nameless: bool) -> None:
    assert is_nameless(name) is nameless


def test_every_module_has_a_name_from_the_trade(texts: dict[str, str]) -> None:
    assert [name for name in texts if name.endswith(".py") and is_nameless(name)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /" + "work/main/x", True),
        ("ROOT='/" + "home/ann/x'", True),
        ("files.python" + "hosted.org", True),
        ("a/work/b, framework/x, ./work/x", False),
        ("/usr/bin/chromium and /tmp/x", False),
    ],
)
def test_a_path_of_a_machine_and_a_registry_are_seen(text: str, found: bool) -> None:
    assert bool(OF_ONE_MACHINE.search(text)) is found


def test_nothing_of_one_machine_is_in_the_checkout(texts: dict[str, str]) -> None:
    assert [name for name, text in texts.items() if OF_ONE_MACHINE.search(text)] == []


def test_what_sets_up_names_no_address(texts: dict[str, str]) -> None:
    set_up = {name: text for name, text in texts.items() if SET_UP.search(name)}
    assert len(set_up) >= 6
    assert [name for name, text in set_up.items() if "://" in text] == []
