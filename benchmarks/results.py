"""The page of results: one section a part, each rewritten alone, under a head that names the machine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import machine

PAGE = Path(__file__).resolve().parent / "RESULTS.md"
HEAD = """# What was measured

`make bench` measures Unsung beside its peers in one run and writes this page; `python -m benchmarks mail`,
`measures`, `road` or `pages` does one part again. Nothing here is a promise: it is what one machine did
on one day. Peak memory is that of the largest process; processor seconds are those of all its processors.
"""
ORDER = ("Mail in", "The month’s measures", "The whole road", "Pages of a full desk")


@dataclass(frozen=True)
class Section:
    """One part of the page: its title and what it says."""

    title: str
    text: str


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table: the first column words, the others numbers."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def stamped(section: Section, load_before: str) -> Section:
    """The section with when and on what it was measured."""
    day = datetime.now(UTC)
    stamp = (
        f"Measured on {day.day} {day:%B %Y}. {machine.described()} {machine.versions()}. "
        f"Load before {load_before}, after {machine.load()}."
    )
    return Section(section.title, f"{section.text}\n\n{stamp}")


def write(sections: Sequence[Section], page: Path = PAGE) -> None:
    """Write the sections into the page; those not measured now stay as they are."""
    held = _held(page) | {section.title: section.text for section in sections}
    parts = [f"## {title}\n\n{held[title]}\n" for title in ORDER if title in held]
    page.write_text("\n".join([HEAD, *parts]), "utf-8")


def _held(page: Path) -> dict[str, str]:
    if not page.exists():
        return {}
    parts = re.split(r"^## (.+)\n", page.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {title: text.strip() for title, text in zip(parts[::2], parts[1::2], strict=True)}
