"""The printed review in a real browser: wide, narrow, light, dark and on paper."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import faults, sideways
from unsung.measures.breakdowns import Breakdown, Counted
from unsung.publishing.press import print_review
from unsung.publishing.publication import Made
from unsung.publishing.tests.october import breakdowns, review

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """October's review as a desk's own, and as one of files alone."""
    folder = tmp_path_factory.mktemp("review")
    return {
        "desk": print_review(review(), folder / "desk")[0],
        "files": print_review(review(from_files=True), folder / "files")[0],
    }


def opened(browser: Browser, path: Path, width: int = 1440, scheme: str = "light") -> tuple[Page, list[str]]:
    """The page, and every address it asked for; nothing but the file itself is let through."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    asked: list[str] = []

    def gate(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_() if route.request.url == path.as_uri() else route.abort()

    context.route("**/*", gate)
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    return page, asked


@pytest.mark.parametrize("shape", ["desk", "files"])
@pytest.mark.parametrize("width", [1440, 900, 390, 320])
def test_nothing_scrolls_sideways(browser: Browser, files: dict[str, Path], shape: str, width: int) -> None:
    page, _ = opened(browser, files[shape], width)
    assert sideways(page, width) == 0
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert sideways(page, width) == 0


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_words_that_never_end_are_broken(browser: Browser, tmp_path: Path, width: int) -> None:
    endless = f"Incident/Request/{'x' * 180}"
    rows = Breakdown([Counted(endless, 900, 300), Counted("y" * 90, 500, 500)], 3, True)
    beside = replace(breakdowns(), categories=rows, kinds=rows)
    path = print_review(review(beside=beside, made=Made(notes=(endless,)), name=endless), tmp_path)[0]
    page, _ = opened(browser, path, width)
    assert sideways(page, width) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(browser: Browser, files: dict[str, Path], width: int, scheme: str) -> None:
    page, _ = opened(browser, files["desk"], width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert faults(page) == []


def test_the_page_asks_for_nothing_but_itself(browser: Browser, files: dict[str, Path]) -> None:
    _, asked = opened(browser, files["desk"])
    assert asked == [files["desk"].as_uri()]


def test_both_faces_are_the_pages_own(browser: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(browser, files["desk"])
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert sorted(loaded) == ["Figtree", "Newsreader"]


def test_a_figure_opens_and_closes_by_keyboard(browser: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(browser, files["desk"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    figure = page.locator(".glance details").first
    while not page.evaluate("document.activeElement.closest('.glance details') !== null"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(figure.locator("dl")).to_be_visible()
    assert figure.evaluate("each => each.open")
    page.keyboard.press("Space")
    expect(figure.locator("dl")).not_to_be_visible()
    assert not figure.evaluate("each => each.open")


def test_the_skip_link_leads_to_the_page(browser: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(browser, files["desk"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    assert page.evaluate("document.querySelector(':target').id") == "main"


@pytest.mark.parametrize(
    ("scheme", "paper", "ink"),
    [("light", "rgb(255, 255, 255)", "rgb(34, 27, 39)"), ("dark", "rgb(27, 23, 30)", "rgb(241, 237, 244)")],
)
def test_the_page_follows_the_readers_light(
    browser: Browser, files: dict[str, Path], scheme: str, paper: str, ink: str
) -> None:
    page, _ = opened(browser, files["desk"], scheme=scheme)
    style = page.evaluate(
        "(({backgroundColor, color}) => [backgroundColor, color])(getComputedStyle(document.body))"
    )
    assert style == [paper, ink]


def test_headline_and_opening_are_set_as_designed(browser: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(browser, files["desk"])
    sizes = """each => {
        const style = getComputedStyle(each)
        return [style.fontSize, style.lineHeight, style.fontFamily.split(',')[0]]
    }"""
    assert page.locator("h1").evaluate(sizes) == ["50px", "56px", "Newsreader"]
    assert page.locator(".stand").evaluate(sizes) == ["21px", "32px", "Newsreader"]
    assert page.locator("main h1").bounding_box()["width"] == 660  # type: ignore[index]
    assert page.locator(".glance").bounding_box()["width"] == 960  # type: ignore[index]


def test_paper_is_light_even_at_night_and_prints_every_definition(
    browser: Browser, files: dict[str, Path], tmp_path: Path
) -> None:
    page, _ = opened(browser, files["desk"], scheme="dark")
    paper = page.pdf(path=tmp_path / "review.pdf", prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type ?/Page\b", paper)) > 3
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert "A conversation is what a customer opened once" in page.locator(".print-only").inner_text()
    assert not page.locator(".more").first.is_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_sizes_of_touch_targets_are_enough(browser: Browser, files: dict[str, Path], width: int) -> None:
    page, _ = opened(browser, files["desk"], width)
    heights = page.evaluate(
        "[...document.querySelectorAll('summary')].map(each => each.getBoundingClientRect().height)"
    )
    assert len(heights) > 10
    assert min(heights) >= 24
