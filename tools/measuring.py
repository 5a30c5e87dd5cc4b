"""What a package looks like in figures: sizes, branching, hidden imports and repeats; it judges nothing.

Tests, migrations and empty files are left out.
"""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.comprehension,
    ast.match_case,
)
MANY_PATHS = 10
ALIKE = 6
"""So many code lines must be alike before they count as a repeat."""
NAMED_EXCEPTION = Path("__main__.py")
"""The one module that may import the house inside a function: Ctrl-C has to be heard first."""


@dataclass(frozen=True)
class Module:
    """One Python file of the house, by its path inside the package."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text)

    @cached_property
    def functions(self) -> list[Function]:
        """Every function and method, inner ones too."""
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]

    @property
    def size(self) -> int:
        """Lines, blank ones and comments too."""
        return len(self.text.splitlines())

    @property
    def room(self) -> str:
        """The package it lies in, below rooms/ the room; the files at the top make a room of their own."""
        depth = 2 if self.path.parts[0] == "rooms" else 1
        return "/".join(self.path.parts[:-1][:depth]) or "(top)"


@dataclass(frozen=True)
class Place:
    """Where a run of alike lines begins: `nth` counts code lines only, from 0; `line` from 1."""

    path: Path
    line: int
    nth: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"

    def overlaps(self, other: "Place") -> bool:
        """Whether two runs share lines of one file."""
        return self.path == other.path and abs(self.nth - other.nth) < ALIKE


def percentile(values: Iterable[int], share: float) -> int:
    """The value that `share` (0 to 1) of them do not reach; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def per(count: int, whole: int, of: int, digits: int) -> float:
    """`count` of `whole` as so many of a hundred or a thousand; 0 of nothing is 0."""
    return round(of * count / whole, digits) if whole else 0.0


def is_test(path: Path) -> bool:
    """Whether a file belongs to the tests rather than to the product."""
    return "tests" in path.parts or path.name.startswith("test_") or path.name == "conftest.py"


def modules(package: Path, *, tests: bool = False) -> list[Module]:
    """The Python files of a package (of its tests, if asked) that hold anything, without migrations."""
    paths = sorted(path.relative_to(package) for path in package.rglob("*.py"))
    wanted = [path for path in paths if is_test(path) == tests and "migrations" not in path.parts]
    read = (Module(path, (package / path).read_text(encoding="utf-8").strip()) for path in wanted)
    return [module for module in read if module.text]


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """What stands in a function itself, without the insides of inner functions, lambdas and classes."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function | ast.ClassDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def length(function: Function) -> int:
    """Lines from `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def paths_through(function: Function) -> int:
    """Cyclomatic complexity: one, and one more for each branch and each further and/or."""
    nodes = list(own_nodes(function))
    branches = sum(isinstance(node, BRANCHES) for node in nodes)
    return 1 + branches + sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))


def imports_house(node: ast.AST, package: str) -> bool:
    """Whether a statement imports one of the house's own modules."""
    if isinstance(node, ast.ImportFrom):
        return node.level > 0 or (node.module or "").split(".")[0] == package
    return isinstance(node, ast.Import) and any(name.name.split(".")[0] == package for name in node.names)


def hidden_imports(module: Module, package: str) -> int:
    """Imports of the house's own modules inside functions: mostly a circle, hidden."""
    if module.path == NAMED_EXCEPTION:
        return 0
    return sum(imports_house(node, package) for function in module.functions for node in own_nodes(function))


def runs(module: Module) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Every run of ALIKE code lines; blanks, comments, imports and lone brackets do not count."""
    numbered = ((number, " ".join(line.split())) for number, line in enumerate(module.text.splitlines(), 1))
    code = [
        (n, line) for n, line in numbered if len(line) > 3 and not line.startswith(("#", "import ", "from "))
    ]
    for nth in range(len(code) - ALIKE + 1):
        run = code[nth : nth + ALIKE]
        yield Place(module.path, run[0][0], nth), tuple(line for _, line in run)


def repeats(house: Sequence[Module]) -> list[tuple[Place, Place]]:
    """Pairs of files (or a file with itself) that share a run of lines, each with its first places."""
    first_seen: dict[tuple[str, ...], Place] = {}
    pairs: dict[tuple[Path, Path], tuple[Place, Place]] = {}
    for module in house:
        for place, run in runs(module):
            there = first_seen.setdefault(run, place)
            if not there.overlaps(place):
                pairs.setdefault((there.path, place.path), (there, place))
    return list(pairs.values())


def file_sizes(package: Path, pattern: str) -> list[int]:
    """Lines of each file of a kind, e.g. "*.css"."""
    return [len(path.read_text(encoding="utf-8").splitlines()) for path in package.rglob(pattern)]


def room_sizes(house: Iterable[Module]) -> Counter[str]:
    """Lines of each room."""
    sizes: Counter[str] = Counter()
    for module in house:
        sizes[module.room] += module.size
    return sizes


def figures(package: Path, *, tests: bool = False) -> dict[str, float]:
    """Every figure of a package by its name: lines are counted, shares are in per cent."""
    house = modules(package, tests=tests)
    sizes = [module.size for module in house]
    functions = [function for module in house for function in module.functions]
    lengths = [length(function) for function in functions]
    lines = sum(sizes)
    winding = sum(paths_through(function) > MANY_PATHS for function in functions)
    hidden = sum(hidden_imports(module, package.name) for module in house)
    plates = sum(ast.get_docstring(module.tree) is not None for module in house)
    return {
        "files": len(house),
        "lines": lines,
        "lines per file, p50": percentile(sizes, 0.5),
        "lines per file, p95": percentile(sizes, 0.95),
        "lines per file, max": max(sizes, default=0),
        "lines per function, p50": percentile(lengths, 0.5),
        "lines per function, p95": percentile(lengths, 0.95),
        "lines per function, max": max(lengths, default=0),
        "functions over ten paths, %": per(winding, len(functions), 100, 1),
        "hidden imports per 1,000 lines": per(hidden, lines, 1000, 2),
        "repeated pairs per 1,000 lines": per(len(repeats(house)), lines, 1000, 2),
        "files with a door plate, %": per(plates, len(house), 100, 0),
        "biggest room, %": per(max(room_sizes(house).values(), default=0), lines, 100, 0),
        "lines per template, p95": percentile(file_sizes(package, "templates/**/*.*"), 0.95),
        "lines per stylesheet, max": max(file_sizes(package, "*.css"), default=0),
    }


def walls_to_rebuild(house: Sequence[Module]) -> list[str]:
    """The signs that a wall stands in the wrong place, each in a sentence."""
    lines = room_sizes(house)
    files = Counter(module.room for module in house)
    signs = [f"{room} has {lines[room]} lines (2,500)." for room in lines if lines[room] > 2500]
    signs += [f"{room} has {files[room]} files (25)." for room in files if files[room] > 25]
    if lines["ledger"] > 0.3 * lines.total():
        signs.append(f"ledger is {100 * lines['ledger'] / lines.total():.0f} % of the house (30 %).")
    if files["measures"] > 12:
        signs.append(f"measures has {files['measures']} modules (12).")
    if (rooms := sum(room.startswith("rooms/") for room in files)) > 9:
        signs.append(f"There are {rooms} rooms (9).")
    return signs


def notes(house: Sequence[Module]) -> Iterator[str]:
    """Where to look first: the longest files and functions, the winding functions, the repeats."""
    functions = [(module, function) for module in house for function in module.functions]
    for module in sorted(house, key=lambda module: -module.size)[:3]:
        yield f"long file       {module.size:5}  {module.path}"
    for module, function in sorted(functions, key=lambda pair: -length(pair[1]))[:3]:
        yield f"long function   {length(function):5}  {module.path}:{function.lineno} {function.name}"
    for module, function in functions:
        if (paths := paths_through(function)) > MANY_PATHS:
            yield f"many paths      {paths:5}  {module.path}:{function.lineno} {function.name}"
    yield from (f"repeat                 {there} and {here}" for there, here in repeats(house)[:5])
    yield from (f"wall to rebuild        {sign}" for sign in walls_to_rebuild(house))
