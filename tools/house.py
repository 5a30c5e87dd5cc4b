"""How the house stands: sizes, branching, hidden imports and repeats, held to the lines it keeps to.

    python -m tools.house             show today's figures; exit 1 when one broke its budget
    python -m tools.house --tests     show the figures of the tests instead (no budget)
    python -m tools.house --accept    take today's figures as the accepted ones (house.json, docs/house.md)

A budget is a ratchet: it is broken by a figure that is past its line and worse than the accepted one.
Tests, migrations and empty files are left out.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.measuring import figures, modules, notes

PAGE_MARKS = ("<!-- figures: python -m tools.house --accept -->", "<!-- end of figures -->")


@dataclass(frozen=True)
class Budget:
    """A figure's name and the line it keeps to; with `line` None it is only shown."""

    figure: str
    line: float | None = None
    more_is_better: bool = False

    def worse(self, now: float, than: float) -> bool:
        """Whether `now` is worse than the other figure."""
        return now < than if self.more_is_better else now > than

    def broken(self, now: float, accepted: float | None) -> bool:
        """Whether the figure is past its line and worse than what was accepted."""
        if self.line is None or not self.worse(now, self.line):
            return False
        return accepted is None or self.worse(now, accepted)


BUDGETS = (
    Budget("files"),
    Budget("lines"),
    Budget("lines per file, p50", 90),
    Budget("lines per file, p95", 300),
    Budget("lines per file, max", 500),
    Budget("lines per function, p50", 8),
    Budget("lines per function, p95", 40),
    Budget("lines per function, max", 80),
    Budget("functions over ten paths, %", 1),
    Budget("hidden imports per 1,000 lines", 0),
    Budget("repeated pairs per 1,000 lines", 0.8),
    Budget("files with a door plate, %", 100, more_is_better=True),
    Budget("biggest room, %"),
    Budget("lines per template, p95", 120),
    Budget("lines per stylesheet, max", 200),
)


def broken(now: dict[str, float], accepted: dict[str, float]) -> list[str]:
    """The figures that are past their line and worse than accepted, each in a sentence."""
    return [
        f"{budget.figure}: {now[budget.figure]:g}, past the line of {budget.line:g}"
        + (f" and worse than the accepted {accepted[budget.figure]:g}." if budget.figure in accepted else ".")
        for budget in BUDGETS
        if budget.broken(now[budget.figure], accepted.get(budget.figure))
    ]


def table(now: dict[str, float], accepted: dict[str, float]) -> str:
    """The figures for a terminal: today's, the accepted one, the line."""
    rows = [f"{'':34}{'today':>8}{'accepted':>10}{'line':>7}"]
    for budget in BUDGETS:
        was = f"{accepted[budget.figure]:g}" if budget.figure in accepted else ""
        line = f"{budget.line:g}" if budget.line is not None else ""
        rows.append(f"{budget.figure:34}{now[budget.figure]:8g}{was:>10}{line:>7}")
    return "\n".join(rows)


def page_table(accepted: dict[str, float]) -> str:
    """The accepted figures as the table of docs/house.md, with its marks."""
    rows = [PAGE_MARKS[0], "| figure | accepted | line |", "| --- | ---: | ---: |"]
    for budget in BUDGETS:
        line = f"{budget.line:g}" if budget.line is not None else ""
        rows.append(f"| {budget.figure} | {accepted[budget.figure]:g} | {line} |")
    return "\n".join([*rows, PAGE_MARKS[1]])


def accept(root: Path, now: dict[str, float]) -> None:
    """Writes the figures to house.json and into the page that shows them."""
    (root / "house.json").write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    page = root / "docs" / "house.md"
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(PAGE_MARKS[0])
    _, _, after = rest.partition(PAGE_MARKS[1])
    page.write_text(before + page_table(now) + after, encoding="utf-8")


def accepted_figures(root: Path) -> dict[str, float]:
    """The figures of house.json; none where there is no such file."""
    book = root / "house.json"
    return dict(json.loads(book.read_text(encoding="utf-8"))) if book.exists() else {}


def main(arguments: Sequence[str] | None = None) -> int:
    """Shows the figures; 1 when a budget is broken, which `--accept` refuses to write down."""
    parser = argparse.ArgumentParser(description="How the house stands, against the lines it keeps to.")
    parser.add_argument(
        "--root", type=Path, default=Path(__file__).resolve().parent.parent, help="the checkout"
    )
    wish = parser.add_mutually_exclusive_group()
    wish.add_argument("--tests", action="store_true", help="measure the tests instead; held to no line")
    wish.add_argument("--accept", action="store_true", help="take today's figures as the accepted ones")
    asked = parser.parse_args(arguments)
    package, accepted = asked.root / "unsung", accepted_figures(asked.root)
    now = figures(package, tests=asked.tests)
    print(table(now, {} if asked.tests else accepted), *notes(modules(package, tests=asked.tests)), sep="\n")
    faults = [] if asked.tests else broken(now, accepted)
    for fault in faults:
        print(fault, file=sys.stderr)
    if asked.accept and not faults:
        accept(asked.root, now)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
