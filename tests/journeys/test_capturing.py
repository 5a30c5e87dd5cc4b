"""Capturing: a line kept from any page by the keyboard, understood while it is typed, in a real browser."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browsing import faults, sideways, sign_in, visiting
from tests.served import PASSWORD, Served, know, serving

pytestmark = pytest.mark.slow
ADA = "ada@larkfield.example"
BEN = "ben@larkfield.example"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk with a writer and her lead."""
    home = tmp_path_factory.mktemp("desk") / "home"
    know(home, "Ada Boateng", ADA, "member")
    know(home, "Ben Carrow", BEN, "lead")
    with serving(home) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A browser of its own for each test."""
    context = visiting(browser, served.address)
    yield context
    context.close()


def came_in(context: BrowserContext, address: str = ADA) -> Page:
    """A page with this person signed in."""
    page = context.new_page()
    sign_in(page, address, PASSWORD)
    page.wait_for_url(lambda there: "/sign-in/" not in there)
    return page


def kept(page: Page, line: str) -> None:
    """Keep a line from wherever one is, by the keyboard alone."""
    page.keyboard.press("/")
    expect(page.locator("[data-capture]")).to_be_focused()
    page.keyboard.type(line)
    page.keyboard.press("Enter")
    expect(page.locator(".toast").last).to_contain_text("Kept. Only you can read it.")
    expect(page.locator("[data-capture]")).to_have_value("")


def test_a_line_is_kept_from_any_page_and_understood_while_it_is_typed(visit: BrowserContext) -> None:
    page = came_in(visit)
    page.goto("/cases/")
    page.keyboard.press("/")
    page.keyboard.type("20m queue at the desk, calmed Mr Ode ~5m #complaint :: he smiled")
    understood = page.locator("#understood")
    for chip in ("Calmed", "20 min", "#complaint", "only you"):
        expect(understood).to_contain_text(chip)
    assert faults(page) == []
    page.get_by_role("button", name=re.compile("Calmed")).click()
    expect(understood.locator(".chip:not(.guess)", has_text="Calmed")).to_be_visible()
    page.get_by_role("button", name="Leave “20m” as words").click()
    expect(understood).to_contain_text("5 min")
    expect(understood).not_to_contain_text("20 min")
    page.keyboard.press("Enter")
    expect(page.locator("#told-once")).to_contain_text(re.compile(r"Your recovery code\s*([A-Z0-9]{4}-){4}"))
    expect(page.locator("[data-capture]")).to_have_value("")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("j")
    page.wait_for_url("**/journal/")
    entry = page.locator(".entry").first
    expect(entry).to_contain_text("20m queue at the desk, calmed Mr Ode → he smiled")
    expect(entry).to_contain_text("Calm and recover")
    expect(entry).to_contain_text("5 min")
    assert "Your recovery code" not in page.content()


def test_on_the_journal_itself_the_line_is_there_at_once(visit: BrowserContext) -> None:
    page = came_in(visit)
    page.goto("/journal/")
    kept(page, "told him no, kindly")
    expect(page.locator(".entry").first).to_contain_text("told him no, kindly")
    kept(page, "and sat with him a while ~10m")
    expect(page.locator(".entry", has_text="and sat with him a while")).to_be_visible()


def test_escape_clears_the_line_and_keeps_nothing(visit: BrowserContext) -> None:
    page = came_in(visit)
    page.goto("/journal/")
    page.keyboard.press("/")
    page.keyboard.type("never mind ~5m")
    expect(page.locator("#understood")).to_contain_text("5 min")
    page.keyboard.press("Escape")
    expect(page.locator("[data-capture]")).to_have_value("")
    expect(page.locator("#understood")).to_be_empty()
    page.reload()
    expect(page.locator("main")).not_to_contain_text("never mind")


def slowly(route: Route) -> None:
    """An answer that comes late, as from a busy machine."""
    time.sleep(0.4)
    route.continue_()


def test_a_line_typed_while_the_one_before_is_on_its_way_takes_nothing_from_it(visit: BrowserContext) -> None:
    page = came_in(visit)
    page.goto("/journal/")
    page.route("**/journal/keep/", slowly)
    page.keyboard.press("/")
    page.keyboard.type("let her finish shouting #calm")
    page.keyboard.press("Enter")
    page.keyboard.type("then watered the plants ~5m")
    expect(page.locator(".toast").last).to_contain_text("Kept.")
    expect(page.locator("[data-capture]")).to_have_value("then watered the plants ~5m")
    page.keyboard.press("Enter")
    plants = page.locator(".entry", has_text="then watered the plants")
    expect(plants).to_contain_text("5 min")
    expect(plants).not_to_contain_text("Calm and recover")
    expect(page.locator(".entry", has_text="let her finish shouting")).to_have_count(1)


def test_a_line_sent_while_the_one_before_is_on_its_way_goes_after_it(visit: BrowserContext) -> None:
    page = came_in(visit)
    page.goto("/journal/")
    page.route("**/journal/keep/", slowly)
    page.keyboard.press("/")
    for line in ("carried her boxes", "and her chair ~5m"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    expect(page.locator(".entry", has_text="carried her boxes")).to_have_count(1)
    chair = page.locator(".entry", has_text="and her chair")
    expect(chair).to_have_count(1)
    expect(chair).not_to_contain_text("carried her boxes")
    expect(page.locator("[data-capture]")).to_have_value("")


def test_chips_of_a_line_that_is_kept_already_are_shown_no_more(visit: BrowserContext) -> None:
    page = came_in(visit)
    page.goto("/journal/")
    page.route("**/journal/keep/", slowly)
    page.keyboard.press("/")
    page.keyboard.type("sat with him after the call #calm")
    with page.expect_response("**/journal/understood/"):
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-capture]")).to_have_value("")
    expect(page.locator("#understood")).to_be_empty()


def test_where_no_answer_comes_the_line_waits_and_is_then_kept_once(visit: BrowserContext) -> None:
    page = came_in(visit)
    page.goto("/journal/")
    page.keyboard.press("/")
    page.keyboard.type("in the lift, no network")
    visit.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator(".toast").last).to_have_text(
        "Not saved yet. Your line is kept in this browser and will be sent when Unsung answers."
    )
    expect(page.locator("[data-capture]")).to_have_value("")
    expect(page.locator("#waiting")).to_contain_text("in the lift, no network")
    visit.set_offline(False)
    expect(page.locator(".entry", has_text="in the lift, no network")).to_have_count(1)
    expect(page.locator("#waiting")).to_be_hidden()


def test_where_nothing_can_be_held_in_the_browser_the_line_stays_and_is_then_kept_once(
    visit: BrowserContext,
) -> None:
    visit.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    page = came_in(visit)
    page.goto("/journal/")
    page.keyboard.press("/")
    page.keyboard.type("in the cellar, no network")
    visit.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator(".toast").last).to_contain_text("Not kept. There was no answer.")
    expect(page.locator("[data-capture]")).to_have_value("in the cellar, no network")
    visit.set_offline(False)
    page.locator("[data-capture]").press("Enter")
    expect(page.locator(".entry", has_text="in the cellar, no network")).to_have_count(1)


def test_with_scripts_off_a_line_is_kept_and_shown_as_it_was_understood(
    browser: Browser, served: Served
) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = came_in(context, BEN)
    page.goto("/more/")
    page.locator("[data-capture]").fill("covered the phone ~30m #cover")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("h1")).to_have_text("Your recovery code")
    page.locator("[data-capture]").fill("yesterday: stayed late ~15m")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("main")).to_contain_text("stayed late")
    expect(page.locator("main")).to_contain_text("15 min")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_the_journal_reads_well(
    browser: Browser, served: Served, width: int, scheme: str
) -> None:
    context = visiting(browser, served.address, width, scheme)
    page = came_in(context)
    page.goto("/journal/")
    page.locator("[data-capture]").fill(f"* wrote one page on {'x' * 90} ~40m @nobody #write-down for:acme")
    expect(page.locator("#understood")).to_contain_text("40 min")
    for path in ("", "/journal/old/", "/journal/?q=wrote", "/journal/"):
        if path:
            page.goto(path)
        assert sideways(page, width) == 0, path
        assert faults(page) == [], path
    if page.locator(".entry a").count():
        page.locator(".entry a").first.click()
        page.wait_for_url(re.compile(r"/journal/[0-9a-f-]{36}/$"))
        page.locator("details.kinds summary").click()
        assert sideways(page, width) == 0
        assert faults(page) == []
    context.close()


def test_an_old_log_is_taken_over_from_a_file_that_is_not_sent(visit: BrowserContext, tmp_path: Path) -> None:
    file = tmp_path / "old.md"
    file.write_text(
        "2026-01-07\n- calmed Mr Ode ~20m\n- chased a claim\n\n8 January 2026: lobby full\n", "utf-8"
    )
    page = came_in(visit)
    page.goto("/journal/")
    page.get_by_role("link", name="Take one over").click()
    page.get_by_label("A file of yours").set_input_files(file)
    expect(page.get_by_label("The log")).to_have_value(re.compile("calmed Mr Ode"))
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="3 lines understood")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Take 3 lines over").click()
    expect(page.locator("body")).to_contain_text(re.compile("3 lines taken over, for you alone."))
    page.goto("/journal/?month=2026-01")
    expect(page.locator("#days")).to_contain_text("lobby full")


def test_a_file_chosen_before_the_script_has_come_is_read_once_it_has(
    visit: BrowserContext, tmp_path: Path
) -> None:
    file = tmp_path / "old.md"
    file.write_text("2026-01-07\n- calmed Mr Ode ~20m\n")
    page = came_in(visit)
    held: list[Route] = []
    page.route("**/journal/old*.js", lambda route: held.append(route))
    with page.expect_request("**/journal/old*.js"):
        page.goto("/journal/old/", wait_until="commit")
    page.get_by_label("A file of yours").set_input_files(file)
    (late,) = held
    late.continue_()
    expect(page.get_by_label("The log")).to_have_value(re.compile("calmed Mr Ode"))
