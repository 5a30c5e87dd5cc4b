"""A day in a browser: a round of the desk checked off, and the day closed by the keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browsing import faults, sideways, sign_in, visiting
from tests.served import PASSWORD, Served, know, serving

pytestmark = pytest.mark.slow
ADA = "ada@larkfield.example"
BEN = "ben@larkfield.example"
FRIDAY = {"UNSUNG_TEST": "1", "UNSUNG_NOW": "2093-09-18T15:50:00+00:00"}
WELL, HELPED = "Mr Osei ended it asking after my mother", "A script two weeks ago"
PAGES = ("/evening/", "/evening/check-in/", "/evening/hard-days/", "/journal/", "/week/", "/rounds/")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk on a Friday afternoon, with a writer and her lead."""
    home = tmp_path_factory.mktemp("desk") / "home"
    know(home, "Ada Boateng", ADA, "member")
    know(home, "Ben Carrow", BEN, "lead")
    with serving(home, **FRIDAY) as running:
        yield running


def entered(browser: Browser, served: Served, address: str, width: int = 1440, scheme: str = "light") -> Page:
    """A page of a browser of this person's own, signed in."""
    page = visiting(browser, served.address, width, scheme).new_page()
    sign_in(page, address, PASSWORD)
    page.wait_for_url(lambda there: "/sign-in/" not in there)
    return page


def keep(page: Page, line: str) -> None:
    """Keep a line by the keyboard, and wait until that is said."""
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type(line)
    page.keyboard.press("Enter")
    expect(page.locator("[data-capture]")).to_have_value("")


def test_the_day_is_closed_by_the_keyboard(browser: Browser, served: Served) -> None:
    ada = entered(browser, served, ADA)
    ada.goto("/journal/")
    for line in ("14:10: Mr Osei shouted ~20m heat:4", "14:40: and again ~5m heat:3", "15:00 tidied ~10m"):
        keep(ada, line)
    ada.keyboard.press("Escape")
    ada.goto("/week/")
    offer = ada.get_by_role("link", name="Close the day")
    offer.focus()
    ada.keyboard.press("Enter")
    ada.wait_for_url(re.compile("/evening/$"))
    ada.get_by_label("What went well?").focus()
    ada.keyboard.type(WELL)
    ada.keyboard.press("Tab")
    ada.keyboard.type(HELPED)
    ada.keyboard.press("Tab")
    ada.keyboard.press("Enter")  # unfolds what the day took
    ada.keyboard.press("Tab")
    expect(ada.get_by_role("radio", name="0", exact=True)).to_be_focused()
    for _ in range(6):
        ada.keyboard.press("ArrowRight")
    expect(ada.get_by_role("radio", name="6", exact=True)).to_be_checked()
    ada.get_by_role("button", name="Keep it").focus()
    ada.keyboard.press("Enter")
    expect(ada.locator("main, #toasts")).to_contain_text(["Close the day", "Kept for you alone."])
    ada.goto("/journal/")
    expect(ada.locator(".entry").filter(has_text="Reflection")).to_have_count(3)
    expect(ada.locator("main")).not_to_contain_text("The day is nearly over")
    ada.goto("/evening/hard-days/")
    row = ada.locator("tbody tr").filter(has_text="Fri 18")
    expect(row).to_contain_text("4 and 3")
    expect(row).to_contain_text("2 of them one after another")
    expect(row).to_contain_text("The day took 6 of 10 out of me.")
    expect(row).to_contain_text(WELL)


def item(page: Page, words: str) -> Locator:
    """An item of a round by its words."""
    return page.locator(".round > li").filter(has_text=words)


def test_a_round_is_written_by_its_lead_and_checked_off(browser: Browser, served: Served) -> None:
    ben = entered(browser, served, BEN)
    ben.goto("/rounds/")
    ben.get_by_role("link", name="its page").first.click()
    ben.get_by_role("button", name="Keep the items").click()
    expect(ben.locator("li.open")).to_have_count(5)
    ada = entered(browser, served, ADA)
    # With her first line her journal begins, and what she checks off stands there too.
    ada.locator("[data-capture]").fill("opened the front desk")
    ada.keyboard.press("Enter")
    expect(ada.locator("[data-capture]")).to_have_value("")
    ada.goto("/rounds/")
    item(ada, "switched the board").get_by_role("button", name=re.compile("^Done")).press("Enter")
    expect(ada.locator("li.done")).to_contain_text("Done by Ada Boateng")
    expect(ada.locator("#toasts")).to_contain_text("Done. It stands in your journal.")
    item(ada, "opened the post").locator("summary").click()
    item(ada, "opened the post").get_by_label("Why").fill("None came today")
    item(ada, "opened the post").get_by_role("button", name="Skip it").click()
    expect(ada.locator("li.skipped")).to_contain_text("Skipped by Ada Boateng: None came today")
    ben.goto("/rounds/")
    expect(ben.locator("li.done")).to_contain_text("16:50")
    expect(ben.get_by_role("button", name="Undo")).to_have_count(0)
    item(ada, "opened the post").get_by_role("button", name=re.compile("^Undo")).click()
    expect(ada.locator("li.skipped")).to_have_count(0)
    ada.goto("/journal/")
    expect(ada.locator(".entry").filter(has_text="morning round: switched the board")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_the_day_read_well(browser: Browser, served: Served, width: int, scheme: str) -> None:
    for address in (ADA, BEN):
        page = entered(browser, served, address, width, scheme)
        desk = "/rounds/1/closing/items/"
        for path in (*PAGES, *([desk] if address == BEN else [])):
            page.goto(path)
            assert faults(page) == [], path
            assert sideways(page, width) == 0, path
        page.context.close()
