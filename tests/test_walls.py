"""Walls that import-linter cannot see: foreign keys, templates, hidden imports and the clock."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field

HOUSE = Path(__file__).resolve().parent.parent / "unsung"


def storey_of(module: str) -> str:
    """The room a module of the house lies in ("ledger", "rooms.desk"), or the app it comes from ("auth")."""
    parts = module.split(".")
    if parts[0] != "unsung":
        return "auth" if module.startswith("django.contrib.auth.") else module
    return ".".join(parts[1:3]) if parts[1] == "rooms" else parts[1]


def may_point(here: str, there: str) -> bool:
    """Whether a model of one module may hold a ForeignKey to a model of another."""
    return storey_of(there) in {storey_of(here), "ledger", "auth"}


@pytest.mark.parametrize(
    ("here", "there", "allowed"),
    [
        ("unsung.rooms.desk.models", "unsung.ledger.facts.contacts", True),
        ("unsung.rooms.desk.models", "unsung.rooms.desk.plans", True),
        ("unsung.rooms.desk.models", "django.contrib.auth.models", True),
        ("unsung.rooms.desk.models", "unsung.rooms.journal.models", False),
        ("unsung.ledger.facts.contacts", "unsung.intake.models", False),
        ("unsung.intake.models", "django.contrib.sites.models", False),
    ],
)
def test_a_foreign_key_may_stay_in_its_room_or_point_at_the_ledger(
    here: str, there: str, allowed: bool
) -> None:
    assert may_point(here, there) is allowed


def pointing_fields() -> list[tuple[str, str, str]]:
    """Every field of the house's models that points at a model: its name, its module, the other's module."""
    return [
        (str(field), model.__module__, field.related_model.__module__)
        for model in apps.get_models()
        if model.__module__.startswith("unsung.")
        for field in model._meta.get_fields()
        if isinstance(field, Field) and isinstance(field.related_model, type)
    ]


def test_no_foreign_key_climbs_over_a_wall() -> None:
    pointing = pointing_fields()
    assert pointing
    assert [field for field, here, there in pointing if not may_point(here, there)] == []


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """Every Python file of the house by its path, parsed once."""
    return {
        path.relative_to(HOUSE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in HOUSE.rglob("*.py")
    }


def dotted(node: ast.AST) -> str:
    """A name with what it is taken from, as "datetime.now"; empty for anything else."""
    if isinstance(node, ast.Attribute) and (owner := dotted(node.value)):
        return f"{owner}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def called(node: ast.AST) -> str:
    """The dotted name of what is called, empty where nothing is."""
    return dotted(node.func) if isinstance(node, ast.Call) else ""


def hidden_imports(node: ast.AST, inside: bool = False) -> list[int]:
    """Lines on which a module imports inside a function, or by a string."""
    found = []
    for child in ast.iter_child_nodes(node):
        if inside and isinstance(child, ast.Import | ast.ImportFrom):
            found.append(child.lineno)
        if called(child).endswith(("import_module", "import_string", "__import__")):
            found.append(getattr(child, "lineno", 0))
        found += hidden_imports(child, inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))
    return found


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("import json\n", []),
        ("def f():\n    import json\n", [2]),
        ("class A:\n    def f(self):\n        def g():\n            from a import b\n", [4]),
        ("async def f():\n    if a:\n        import json\n", [3]),
        ("import importlib\nweb = importlib.import_module('unsung.web')\n", [2]),
        ("web = __import__('unsung.web')\n", [1]),
        ("import_string('unsung.web.views.home')\n", [1]),
    ],
)
def test_an_import_can_be_hidden_in_a_function_or_a_string(text: str, lines: list[int]) -> None:
    assert hidden_imports(ast.parse(text)) == lines


NAMED = {
    "__main__.py": 1,
    "flow/keeping.py": 2,
    "intake/jobs.py": 1,
    "rooms/review/views.py": 1,
    "rooms/rounds/noting.py": 1,
    "web/api/mounted.py": 1,
    "web/cli.py": 1,
    "web/commands/verify.py": 1,
    "web/daily.py": 1,
    "web/demo_desk.py": 1,
    "web/starting.py": 1,
}
"""Where an import may hide: the front door hears Ctrl-C first, the others load by name what is asked.

Those of web and of the rounds that reach into the journal call what the settings name, and get nothing of a
line for it.
"""


@pytest.mark.slow
def test_no_import_is_hidden_but_those_named(trees: dict[str, ast.Module]) -> None:
    assert {path: len(lines) for path, tree in trees.items() if (lines := hidden_imports(tree))} == NAMED


ASKED = re.compile(r"(?<!^clock)\.(now|today|utcnow)$|^time\.(time|time_ns|localtime|gmtime)$")


def asks_the_time(tree: ast.Module) -> list[int]:
    """Lines on which a module asks a clock of its own for the time or the date."""
    return [getattr(node, "lineno", 0) for node in ast.walk(tree) if ASKED.search(called(node))]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("datetime.now(UTC)\n", [1]),
        ("x = 1\ndatetime.date.today()\n", [2]),
        ("ibis.now()\n", [1]),
        ("time.time()\n", [1]),
        ("clock.now()\n", []),
        ("time.monotonic()\n", []),
        ("clocks = {'now': datetime.now}\n", []),
    ],
)
def test_asking_a_clock_of_ones_own_is_seen(text: str, lines: list[int]) -> None:
    assert asks_the_time(ast.parse(text)) == lines


def test_there_is_one_clock(trees: dict[str, ast.Module]) -> None:
    product = {path: tree for path, tree in trees.items() if "tests" not in path.split("/")}
    assert [path for path, tree in product.items() if asks_the_time(tree)] == ["ground/clock.py"]


PART = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")


def strangers(templates: dict[str, tuple[str, str]]) -> list[str]:
    """Parts that a template takes from another room than its own, the shell or publishing, or from nowhere.

    `templates` has, for each template's name, the room it lies in and its text.
    """
    return [
        f"{name} takes {part}"
        for name, (room, text) in templates.items()
        for part in PART.findall(text)
        if part not in templates or templates[part][0] not in {room, "web", "publishing"}
    ]


def house_templates() -> dict[str, tuple[str, str]]:
    """Every template of the house by the name Django finds it by, with its room and its text."""
    found = {}
    for folder in HOUSE.rglob("templates"):
        room = storey_of(".".join(["unsung", *folder.relative_to(HOUSE).parts]))
        for path in folder.rglob("*.*"):
            found[path.relative_to(folder).as_posix()] = room, path.read_text(encoding="utf-8")
    return found


def test_a_template_may_take_parts_of_its_own_room_and_of_the_shell() -> None:
    day = '{% extends "web/base.html" %}{% include "desk/_waiting.html" %}'
    templates = {
        "web/base.html": ("web", ""),
        "desk/_waiting.html": ("rooms.desk", ""),
        "desk/day.html": ("rooms.desk", day),
        "credit/thanks.html": ("rooms.credit", "{%- include 'desk/_waiting.html' with day=day %}"),
        "credit/lost.html": ("rooms.credit", '{% include "credit/gone.html" %}'),
    }
    assert strangers(templates) == [
        "credit/thanks.html takes desk/_waiting.html",
        "credit/lost.html takes credit/gone.html",
    ]


def test_no_template_climbs_over_a_wall() -> None:
    assert strangers(house_templates()) == []
