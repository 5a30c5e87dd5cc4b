"""The review as plain text: the same sentences, 76 columns, complete."""

import pytest

from unsung.publishing import plain
from unsung.publishing.press import page
from unsung.publishing.publication import Made
from unsung.publishing.tests import october
from unsung.publishing.tests.october import review
from unsung.publishing.tests.reading import Page
from unsung.publishing.tests.reading import plain as on_one_line

PROSE = ("h1", "p", "li", "b", "small", "dd")
NOT_PROSE = {"Skip to the page", "Monthly review"}


@pytest.mark.parametrize("from_files", [True, False])
@pytest.mark.parametrize("full", [True, False])
def test_every_sentence_of_the_page_is_in_the_text(from_files: bool, full: bool) -> None:
    figures, beside = (None, None) if full else (october.nothing(), october.empty())
    issue = review(figures, beside, from_files=from_files)
    text = on_one_line(plain.text(issue))
    said = [each for each in Page(page(issue, "")).texts(*PROSE) if each not in NOT_PROSE]
    sentences = {part.rstrip(".") for each in said for part in each.split(". ")}
    assert len(sentences) > 20
    assert [each for each in sorted(sentences) if each not in text] == []


def test_every_row_of_every_table_is_in_the_text() -> None:
    issue = review()
    text = on_one_line(plain.text(issue))
    body = [each for each in Page(page(issue, "")).elements if each.tag == "td" and "tbody" in each.inside]
    cells = [said for each in body if (said := on_one_line(each.text))]
    assert len(cells) > 80
    assert [each for each in cells if each not in text] == []


def test_no_line_is_longer_than_76_columns() -> None:
    long = [f"{'x' * 60} {'y' * 30}", "z" * 70]
    issue = review(made=Made(notes=tuple(long)), name="A desk with a very long name " * 4)
    assert max(len(line) for line in plain.text(issue).splitlines()) <= 76


def test_a_value_stands_at_the_end_of_its_line() -> None:
    lines = plain.text(review()).splitlines()
    (calls,) = [line for line in lines if line.startswith("  Calls ....")]
    assert calls.endswith("1,196   −0.2")
    assert len(calls) == 76


def test_a_guess_is_marked_before_it_and_not_after_its_full_stop() -> None:
    text = plain.text(review())
    assert "- ? We took desk@larkfield.example" in text
    assert ". ?" not in on_one_line(text)


def test_the_text_ends_with_how_it_was_counted() -> None:
    text = on_one_line(plain.text(review()))
    assert text.endswith("Nobody’s work is ranked here or anywhere in Unsung.")
