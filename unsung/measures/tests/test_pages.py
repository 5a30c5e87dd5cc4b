"""The page of each measure: written from its entry, and the one that lies in docs is that one."""

import pathlib
import re

import pytest

from unsung.measures.measure import Measure
from unsung.measures.pages import EVERY, describe, index, write_pages

DOCS = pathlib.Path(__file__).resolve().parents[3] / "docs" / "measures"


@pytest.mark.parametrize("measure", EVERY, ids=lambda measure: measure.id)
def test_the_page_in_docs_is_what_the_measure_says(measure: Measure) -> None:
    page = (DOCS / f"{measure.id}.md").read_text(encoding="utf-8")
    assert page == describe(measure), "write the pages again: unsung measures --write docs/measures"


def test_docs_hold_the_pages_of_these_measures_and_no_other() -> None:
    assert {page.name for page in DOCS.iterdir()} == {
        "README.md",
        *(f"{measure.id}.md" for measure in EVERY),
    }
    assert (DOCS / "README.md").read_text(encoding="utf-8") == index()


def test_pages_are_written_where_they_are_asked_for(tmp_path: pathlib.Path) -> None:
    written = write_pages(tmp_path / "pages")
    assert len(written) == len(EVERY) + 1
    assert written[0].read_text(encoding="utf-8").startswith("# Conversations\n")


@pytest.mark.parametrize("measure", EVERY, ids=lambda measure: measure.id)
def test_every_measure_says_all_that_is_printed_beside_its_number(measure: Measure) -> None:
    said = (measure.definition, measure.formula, measure.differs, measure.source, measure.example)
    assert all(len(words) > 6 for words in said)
    assert measure.definition.endswith(".")
    assert not re.search("[!\u2014]|\\bplease\\b", " ".join(said))
    for given in measure.gives:
        assert given.method.endswith(".")
        assert given.name
        assert given.of
        assert given.clock
        assert given.sheet in {"Conversations", "Messages", "Ratings", "Waiting", "Settled", "Journals"}
