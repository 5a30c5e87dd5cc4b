"""The size meter: what it counts, when a budget is broken, and that the house keeps its budgets today."""

import json
from pathlib import Path

import pytest

from tools import house, measuring
from tools.house import BUDGETS, Budget, broken
from tools.measuring import Module, Place, figures, modules, paths_through, repeats, walls_to_rebuild

ROOT = Path(__file__).resolve().parent.parent
SIX_LINES = "".join(f"line_{n} = {n}\n" for n in range(6))


def build(root: Path, **files: str) -> Path:
    """A small package called unsung; a double underscore in a name is a slash."""
    package = root / "unsung"
    for name, text in files.items():
        path = package / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return package


def written(text: str, path: str = "desk/day.py") -> Module:
    """A module as the meter reads it."""
    return Module(Path(path), text)


def test_tests_migrations_and_empty_files_are_left_out(tmp_path: Path) -> None:
    package = build(
        tmp_path,
        desk__day="x = 1",
        desk__empty="\n\n",
        desk__tests__test_day="y = 1",
        desk__conftest="z = 1",
        desk__migrations__first="w = 1",
    )
    assert [str(module.path) for module in modules(package)] == ["desk/day.py"]
    assert [module.path.name for module in modules(package, tests=True)] == ["conftest.py", "test_day.py"]


def test_a_function_is_as_long_as_from_def_to_its_end() -> None:
    text = "@cache\ndef first():\n    a = 1\n\n    return a\n\n\nasync def second(): ...\n"
    assert [measuring.length(function) for function in written(text).functions] == [4, 1]


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ("return 1", 1),
        ("if a:\n  return 1\n elif b:\n  return 2", 3),
        ("return a and b and c", 3),
        ("return [x for x in a if x]", 2),
        ("try:\n  a()\n except KeyError:\n  b()\n except ValueError:\n  c()", 3),
        ("while a:\n  b = 1 if c else 2", 3),
        ("match a:\n  case 1: b()\n  case _: c()", 3),
        ("def inner():\n  if a: b()\n return inner", 1),
    ],
)
def test_paths_are_one_and_one_more_for_each_branch(body: str, paths: int) -> None:
    outer = written(f"def f():\n {body}\n").functions[0]
    assert paths_through(outer) == paths


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("def f():\n    from unsung.ledger import queries\n", 1),
        ("def f():\n    from . import queries\n", 1),
        ("def f():\n    import unsung.ledger\n    import json\n", 1),
        ("def f():\n    def g():\n        import unsung\n    return g\n", 1),
        ("from unsung.ledger import queries\n", 0),
        ("def f():\n    import json\n", 0),
    ],
)
def test_an_import_of_the_house_inside_a_function_is_hidden(text: str, hidden: int) -> None:
    assert measuring.hidden_imports(written(text), "unsung") == hidden


def test_only_the_way_in_at_the_top_may_hide_an_import() -> None:
    text = "def main():\n    from unsung.web import cli\n"
    assert measuring.hidden_imports(written(text, "__main__.py"), "unsung") == 0
    assert measuring.hidden_imports(written(text, "desk/__main__.py"), "unsung") == 1


def test_six_alike_lines_in_two_files_are_one_repeat() -> None:
    first, second = written(SIX_LINES, "a.py"), written(f"other = 0\n{SIX_LINES}", "b.py")
    assert repeats([first, second]) == [(Place(Path("a.py"), 1, 0), Place(Path("b.py"), 2, 1))]


def test_longer_repeats_of_one_pair_of_files_count_once() -> None:
    long = "".join(f"line_{n} = {n}\n" for n in range(20))
    assert len(repeats([written(long, "a.py"), written(long, "b.py")])) == 1


def test_five_alike_lines_comments_blanks_and_imports_are_no_repeat() -> None:
    five = "".join(SIX_LINES.splitlines(keepends=True)[:5])
    padded = f"import json\nfrom a import b\n# a remark\n\n{five})\n"
    assert repeats([written(padded, "a.py"), written(padded, "b.py")]) == []


def test_a_file_repeats_itself_only_where_the_lines_do_not_overlap() -> None:
    same = "same_line = 1\n"
    assert repeats([written(same * 11)]) == []
    assert len(repeats([written(same * 12)])) == 1


@pytest.mark.parametrize(("share", "value"), [(0.5, 60), (0.95, 100), (0.0, 10), (1.0, 100)])
def test_a_percentile_is_one_of_the_values(share: float, value: int) -> None:
    assert measuring.percentile([100, 90, 80, 70, 60, 50, 40, 30, 20, 10], share) == value


def test_an_empty_house_has_figures_too(tmp_path: Path) -> None:
    assert set(figures(build(tmp_path, empty="")).values()) == {0}


def test_every_figure_has_a_budget_and_every_budget_a_figure(tmp_path: Path) -> None:
    assert list(figures(build(tmp_path, day="x = 1"))) == [budget.figure for budget in BUDGETS]


def test_the_figures_of_a_small_house_are_those_counted_by_hand(tmp_path: Path) -> None:
    package = build(
        tmp_path,
        top='"""Top."""\n',
        desk__day='"""Day."""\n\n\ndef wait():\n    from unsung import top\n\n    return top\n',
        ledger__facts="x = 1\ny = 2\n",
    )
    (package / "desk" / "templates").mkdir()
    (package / "desk" / "templates" / "day.html").write_text("<p>\n</p>\n")
    (package / "desk" / "desk.css").write_text("p {\n  margin: 0;\n}\n")
    assert figures(package) == {
        "files": 3,
        "lines": 10,
        "lines per file, p50": 2,
        "lines per file, p95": 7,
        "lines per file, max": 7,
        "lines per function, p50": 4,
        "lines per function, p95": 4,
        "lines per function, max": 4,
        "functions over ten paths, %": 0,
        "hidden imports per 1,000 lines": 100,
        "repeated pairs per 1,000 lines": 0,
        "files with a door plate, %": 67,
        "biggest room, %": 70,
        "lines per template, p95": 2,
        "lines per stylesheet, max": 3,
    }


@pytest.mark.parametrize(
    ("now", "accepted", "is_broken"),
    [(89, 80, False), (90, 80, False), (91, 91, False), (91, 95, False), (91, 90, True), (91, None, True)],
)
def test_a_budget_is_broken_past_its_line_and_worse_than_accepted(
    now: float, accepted: float | None, is_broken: bool
) -> None:
    assert Budget("lines per file, p50", 90).broken(now, accepted) is is_broken


def test_fewer_door_plates_break_the_budget() -> None:
    plates = Budget("files with a door plate, %", 100, more_is_better=True)
    assert [plates.broken(now, 99) for now in (100, 99, 98)] == [False, False, True]


def test_a_figure_without_a_line_may_grow_freely() -> None:
    assert not Budget("lines").broken(100_000, 10)


def test_a_broken_budget_is_said_in_a_sentence_and_not_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(tmp_path, day='"""Day."""\n\n\ndef f():\n' + "    x = 1\n" * 90)
    assert house.main(["--root", str(tmp_path), "--accept"]) == 1
    assert "lines per function, max: 91, past the line of 80." in capsys.readouterr().err
    assert not (tmp_path / "house.json").exists()


def test_accepting_writes_the_book_and_the_page(tmp_path: Path) -> None:
    build(tmp_path, day='"""Day."""\n')
    page = tmp_path / "docs" / "house.md"
    page.parent.mkdir()
    page.write_text(f"# The house\n\n{house.PAGE_MARKS[0]}\nold\n{house.PAGE_MARKS[1]}\n\nThe end.\n")
    assert house.main(["--root", str(tmp_path), "--accept"]) == 0
    assert json.loads((tmp_path / "house.json").read_text())["files"] == 1
    text = page.read_text()
    assert text == f"# The house\n\n{house.page_table(house.accepted_figures(tmp_path))}\n\nThe end.\n"
    assert "| files | 1 |  |" in text


def test_signs_of_a_wall_in_the_wrong_place_are_named() -> None:
    modules = [written("x = 1\n" * 100, f"measures/m{n}.py") for n in range(26)]
    modules += [written("x = 1\n" * 4000, "ledger/facts.py")]
    modules += [written("x = 1", f"rooms/room{n}/views.py") for n in range(10)]
    assert walls_to_rebuild(modules) == [
        "measures has 2600 lines (2,500).",
        "ledger has 4000 lines (2,500).",
        "measures has 26 files (25).",
        "ledger is 61 % of the house (30 %).",
        "measures has 26 modules (12).",
        "There are 10 rooms (9).",
    ]


@pytest.mark.slow
def test_the_house_keeps_its_budgets() -> None:
    assert broken(figures(ROOT / "unsung"), house.accepted_figures(ROOT)) == []


def test_the_page_about_the_house_shows_the_accepted_figures() -> None:
    page = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    assert house.page_table(house.accepted_figures(ROOT)) in page
