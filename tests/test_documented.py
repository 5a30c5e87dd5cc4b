"""What must be documented is, and what is documented is there: measures, ways in, commands, links."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from unsung.intake.register import SOURCES
from unsung.measures.pages import EVERY, write_pages
from unsung.web.cli import assembled

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
COMMAND = re.compile(r"(?<![\w/-])(?:\.venv/bin/)?unsung ([a-z]+)([^#`”\n]*)")
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")


def read(folder: Path) -> dict[str, str]:
    """The Markdown pages of a folder by their names."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


def test_every_measure_has_the_page_written_from_it(tmp_path: Path) -> None:
    write_pages(tmp_path)
    written = read(tmp_path)
    assert len(written) == len(EVERY) + 1
    assert read(DOCS / "measures") == written, (
        "Write them anew: .venv/bin/unsung measures --write docs/measures"
    )


def test_every_way_in_has_its_page() -> None:
    pages = read(DOCS / "sources")
    pages.pop("README.md", None)
    assert sorted(pages) == sorted(f"{source.name}.md" for source in SOURCES)
    assert [name for name, text in pages.items() if not text.startswith("# ")] == []


def links(page: Path) -> Iterator[Path]:
    """The files of the checkout that a page links to."""
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in link and not link.startswith("mailto:"):
            yield (page.parent / link).resolve()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert [str(link.relative_to(ROOT)) for link in links(page) if not link.exists()] == []


def test_every_page_can_be_reached_from_the_index() -> None:
    reached, waiting = set[Path](), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md" and page.exists():
            reached.add(page)
            waiting.extend(links(page))
    assert [str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md") if page not in reached] == []


def options() -> dict[str, set[str]]:
    """The commands of the command line, each with its options."""
    commands = getattr(get_command(assembled()), "commands", {})
    return {name: {o for p in command.params for o in p.opts} for name, command in commands.items()}


def unknown(text: str, commands: dict[str, set[str]]) -> list[str]:
    """Commands and options that a page names and the command line does not have."""
    wrong = []
    for command, rest in COMMAND.findall(text):
        known = commands.get(command)
        named = re.findall(r"(?<!\S)--[a-z-]+", rest)
        wrong += [f"unsung {command}"] if known is None else [o for o in named if o not in known | {"--help"}]
    return wrong


def test_a_command_or_option_that_is_not_there_is_seen() -> None:
    page = "`unsung print --out x`, `.venv/bin/unsung review a.csv --out x --fast`, `unsung review # --slow`"
    assert unknown(page, {"review": {"--out"}}) == ["unsung print", "--fast"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_commands_that_are_there(page: Path) -> None:
    assert unknown(page.read_text(encoding="utf-8"), options()) == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(options()) >= 5
    assert [name for name in options() if f"unsung {name}" not in readme] == []


def test_every_target_of_make_that_is_named_is_there() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = {
        target
        for page in PAGES
        for target in re.findall(r"(?:`|^)make ([a-z]+)", page.read_text("utf-8"), re.M)
    }
    assert {"run", "test"} <= named <= set(targets)
