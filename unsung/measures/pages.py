"""The page of each measure, written from its own entry: one Markdown file a measure."""

from pathlib import Path

from unsung.measures.catalogue import MEASURES
from unsung.measures.journals import OF_JOURNALS
from unsung.measures.measure import Measure

EVERY = (*MEASURES, *OF_JOURNALS)
"""Those of the reviews, and the two that come from journals."""
AUDIENCES = {"T": "the team alone", "C": "the company"}


def describe(measure: Measure) -> str:
    """The page of a measure in Markdown."""
    figures = "\n".join(
        f"| `{given.id}` | {given.name} | {given.unit} | {given.of} | {given.clock} | {given.method} |"
        for given in measure.gives
    )
    return f"""# {measure.name}

`{measure.id}` · may be read by {AUDIENCES[measure.audience]}

{measure.definition}

**Formula.** {measure.formula}

**Example.** {measure.example}

**How others count it.** {measure.differs}

**Least n.** {measure.min_n}

**Interval.** {measure.interval}

**Source.** {measure.source}

| figure | name | unit | n counts | clock | method |
| --- | --- | --- | --- | --- | --- |
{figures}
"""


def index() -> str:
    """The page that lists all measures."""
    rows = "\n".join(f"| [{measure.name}]({measure.id}.md) | `{measure.id}` |" for measure in EVERY)
    return f"""# The measures

Every number Unsung prints comes from one of these. The pages are written from the measures themselves, by
`unsung measures --write docs/measures`.

| measure | id |
| --- | --- |
{rows}
"""


def write_pages(folder: Path) -> list[Path]:
    """Write one page a measure and the index into `folder`; gives the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {f"{measure.id}.md": describe(measure) for measure in EVERY} | {"README.md": index()}
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in pages]
