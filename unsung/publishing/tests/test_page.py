"""The printed page: what it holds, that it is whole, and that nothing in the records can break it."""

import re
from dataclasses import replace

import pytest

from unsung.measures.breakdowns import Breakdown, Counted
from unsung.publishing.press import in_style, page
from unsung.publishing.publication import Made
from unsung.publishing.tests import october
from unsung.publishing.tests.october import breakdowns, review
from unsung.publishing.tests.reading import Page


@pytest.fixture(scope="module")
def html() -> str:
    """October's page, printed once."""
    return page(review(), "")


@pytest.fixture(scope="module")
def printed(html: str) -> Page:
    """The same, taken apart."""
    return Page(html)


def test_the_page_has_one_headline_and_its_landmarks(printed: Page) -> None:
    assert len(printed.of("h1")) == 1
    assert len(printed.of("main")) == 1
    assert len(printed.of("footer")) == 1
    assert printed.of("html")[0].attributes["lang"] == "en-GB"
    assert printed.of("a", "skip")[0].attributes["href"] == "#main"


def test_the_page_asks_nothing_of_anywhere(html: str, printed: Page) -> None:
    assert "script" not in {each.tag for each in printed.elements}
    sources = [
        each.attributes[name]
        for each in printed.elements
        for name in ("src", "href")
        if name in each.attributes
    ]
    assert all(source.startswith(("#", "data:")) for source in sources)
    assert re.findall(r"url\((?!data:)[^)]*\)", html) == []
    assert "default-src 'none'" in html


def test_every_table_has_a_caption_and_every_row_a_head(printed: Page) -> None:
    assert len(printed.of("caption")) == len(printed.of("table")) > 5
    rows = [each for each in printed.of("th") if "tbody" in each.inside]
    assert all(each.attributes.get("scope") == "row" for each in rows)


def test_dates_that_stand_alone_can_be_read_by_a_program(printed: Page) -> None:
    told = [(each.attributes["datetime"], each.text) for each in printed.of("time")]
    assert told[0] == ("2025-10", "October 2025")
    assert ("2025-10-01", "Wednesday 1 October") in told
    assert ("2025-08-03", "3 August 2025") in told
    assert ("2025-10-31T17:03:00+00:00", "31 October 2025, 17:03") in told


def test_every_figure_at_a_glance_is_a_details_element(printed: Page) -> None:
    assert [each.attributes.get("name") for each in printed.of("details", "fi")] == ["glance"] * 4


def test_every_drawing_is_hidden_or_says_what_it_shows(printed: Page) -> None:
    drawings = printed.of("svg")
    assert drawings
    for drawing in drawings:
        hidden = drawing.attributes.get("aria-hidden") == "true"
        assert hidden or (drawing.attributes["role"] == "img" and drawing.attributes["aria-label"])


def test_the_four_figures_are_on_the_page(printed: Page) -> None:
    values = [" ".join(each.text.split()) for each in printed.of("span", "v")]
    assert values == ["83 in 100", "2,614", "not had", "not had"]


def test_a_figure_that_was_not_had_is_no_nought_on_the_page() -> None:
    printed = Page(page(review(october.nothing(), october.empty(), Made()), ""))
    assert [each.text for each in printed.of("span", "v")] == ["not had"] * 4
    assert "0" not in printed.texts("td", "b", "small")


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=1+1", "{{ x }}"]
)
def test_what_the_records_say_is_text_and_never_markup(hostile: str) -> None:
    rows = Breakdown([Counted(hostile, 900, 300), Counted("Claims", 500, 500)], 3, True)
    made = Made(notes=(f"{hostile} was read: our guess",), missing=(hostile,), rejects_explained=(hostile,))
    printed = Page(page(review(beside=replace(breakdowns(), categories=rows), made=made, name=hostile), ""))
    assert not {"script", "img"} & {each.tag for each in printed.elements}
    assert hostile in printed.texts("b")
    assert any(hostile in said for said in printed.texts("th"))


def test_the_running_foot_names_desk_and_month_whatever_they_are_called() -> None:
    assert 'content: "At the desk\\2c  October 2025"' in page(review(), "")
    assert in_style('</style>"\\') == '"\\3c \\2f style\\3e \\22 \\5c "'


def test_a_guess_is_dashed_and_a_known_thing_is_not(printed: Page) -> None:
    assert [each.text for each in printed.of("li", "guess")] == [
        "We took desk@larkfield.example for the desk’s address: our guess."
    ]


def test_the_page_stays_small(html: str) -> None:
    assert len(html.encode()) < 200_000
