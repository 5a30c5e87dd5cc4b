"""The import contracts: all hold, each is seen to break, and none speaks of a room that is not there."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.api import read_configuration

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "unsung"
BY_ID = {
    contract["id"]: contract
    for contract in read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
}
AWAITED = {
    "unsung.meaning",
    "unsung.meaning.**",
    "unsung.meaning.readers.*",
    "unsung.*.reader",
    "unsung.*.readers",
}
"""What contracts speak of and is not built yet. What is built leaves this list and must then be findable."""

PLANTED = {
    "ground/planted.py": "from unsung.ledger import tables",
    "attic/__init__.py": "",
    "intake/planted.py": "from unsung.measures.statistics import proportions",
    "rooms/__init__.py": "",
    "rooms/desk/__init__.py": "",
    "rooms/desk/planted.py": "from unsung.rooms import credit\nfrom unsung.rooms.journal import lines",
    "rooms/credit/__init__.py": "",
    "rooms/journal/__init__.py": "",
    "rooms/journal/lines.py": "",
    "intake/sources/planted.py": "from unsung.intake.sources import planted_too",
    "intake/sources/planted_too.py": "",
    "meaning/__init__.py": "",
    "meaning/readers/__init__.py": "",
    "meaning/readers/planted.py": "from unsung.meaning.readers import planted_too\nimport django",
    "meaning/readers/planted_too.py": "",
    "publishing/planted.py": "import duckdb\nimport ibis\nfrom unsung.ledger.actions import recording",
    "publishing/publications/planted.py": "from unsung.publishing.publications import planted_too",
    "publishing/publications/planted_too.py": "",
    "measures/planted.py": "from django.utils import timezone\nfrom unsung.ground import clock",
    "ledger/registers/planted.py": "from unsung.ledger.facts import fact",
    "ledger/facts/planted.py": "from unsung.ledger.facts import planted_too",
    "ledger/facts/planted_too.py": "from unsung.ledger.facts import planted",
}
"""Small wrongs in files of their own, one or two for each contract."""

SEEN = [
    ("storeys", "unsung.ground.planted -> unsung.ledger.tables"),
    ("storeys", "- unsung.attic"),
    ("intake-only-records", "unsung.intake.planted -> unsung.measures.statistics.proportions"),
    ("walls", "unsung.rooms.desk.planted -> unsung.rooms.credit"),
    ("plugs", "unsung.intake.sources.planted -> unsung.intake.sources.planted_too"),
    ("plugs-readers", "unsung.meaning.readers.planted -> unsung.meaning.readers.planted_too"),
    (
        "plugs-publications",
        "unsung.publishing.publications.planted -> unsung.publishing.publications.planted_too",
    ),
    ("pen", "unsung.publishing.planted -> unsung.ledger.actions.recording"),
    ("locked-drawer", "unsung.rooms.desk.planted -> unsung.rooms.journal.lines"),
    ("numbers-have-one-home", "unsung.publishing.planted -> ibis"),
    ("one-door-to-duckdb", "unsung.publishing.planted -> duckdb"),
    ("pure", "unsung.measures.planted -> django"),
    ("pure", "unsung.meaning.readers.planted -> django"),
    ("timeless", "unsung.measures.planted -> unsung.ground.clock"),
    ("registers-under-facts", "unsung.ledger.registers.planted -> unsung.ledger.facts.fact"),
    ("no-circles", "No cycles are allowed in unsung.ledger.facts."),
]
"""Which contract must name which of them."""


def lint(folder: Path) -> tuple[bool, str]:
    """Whether every contract holds for the package in the folder, and what import-linter prints."""
    command = "from importlinter.cli import lint_imports_command as lint; lint()"
    answer = subprocess.run(
        [sys.executable, "-c", command, "--no-logo", "--no-cache"],
        cwd=folder,
        env=os.environ | {"COLUMNS": "300", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode == 0, answer.stdout + answer.stderr


@pytest.fixture(scope="module")
def broken_house(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of each broken contract, by its id, of a copy of the house with PLANTED in it."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", folder)
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in HOUSE.rglob("*.py")}
    for name, text in ({f"unsung/{name}": text for name, text in PLANTED.items()} | texts).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    held, printed = lint(folder)
    assert not held
    details = printed.partition("Broken contracts\n")[2]
    named = "|".join(re.escape(contract["name"]) for contract in BY_ID.values())
    parts = re.split(rf"^({named})\n-+\n", details, flags=re.MULTILINE)
    said = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {id: said.get(contract["name"], "") for id, contract in BY_ID.items()}


def test_every_contract_holds() -> None:
    held, printed = lint(ROOT)
    assert held, printed


@pytest.mark.parametrize(("contract", "wrong"), SEEN, ids=[f"{id}-{wrong.split()[0]}" for id, wrong in SEEN])
def test_a_planted_wrong_is_seen_by_its_contract(
    broken_house: dict[str, str], contract: str, wrong: str
) -> None:
    assert wrong in broken_house[contract]


@pytest.mark.parametrize("contract", BY_ID)
def test_a_broken_contract_says_where_the_code_belongs(broken_house: dict[str, str], contract: str) -> None:
    guidance = BY_ID[contract]["broken_contract_guidance"].strip()
    assert len(guidance) > 40
    assert guidance in broken_house[contract]


def test_no_import_is_ignored() -> None:
    assert [id for id, contract in BY_ID.items() if contract.get("ignore_imports")] == []


def modules_named(contract: dict[str, Any]) -> Iterator[str]:
    """Every module expression of a contract, its layers written out in full."""
    for key in ("modules", "source_modules", "forbidden_modules", "protected_modules", "allowed_importers"):
        yield from contract.get(key, ())
    for container in contract.get("containers", ()):
        for layer in contract["layers"]:
            yield from (f"{container}.{name.strip(' ()')}" for name in re.split(r"[|:]", layer))


def test_the_page_about_the_house_shows_every_contract_and_every_package() -> None:
    page = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    assert [id for id in BY_ID if f"| `{id}` |" not in page] == []
    packages = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert [name for name in packages if f"\n  {name}/ " not in page] == []


@cache
def graph() -> grimp.ImportGraph:
    """Who imports whom in the house."""
    return grimp.build_graph("unsung", include_external_packages=True, cache_dir=None)


def is_built(expression: str) -> bool:
    """Whether an expression of a contract matches a module of the house, or a library it uses."""
    return (
        bool(graph().find_matching_modules(expression))
        if "*" in expression
        else expression in graph().modules
    )


def test_no_contract_speaks_of_a_room_that_is_not_there() -> None:
    named = {expression for contract in BY_ID.values() for expression in modules_named(contract)}
    assert {expression for expression in named if not is_built(expression)} == AWAITED
