"""Sharing a line in a browser: its lead reads it, its writer sees that, and takes it back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import faults, sideways, sign_in, visiting
from tests.served import PASSWORD, Served, know, serving

pytestmark = pytest.mark.slow
ADA = "ada@larkfield.example"
BEN = "ben@larkfield.example"
CAY = "cay@larkfield.example"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk with a writer, a colleague and their lead."""
    home = tmp_path_factory.mktemp("desk") / "home"
    know(home, "Ada Boateng", ADA, "member")
    know(home, "Cay Darko", CAY, "member")
    know(home, "Ben Carrow", BEN, "lead")
    with serving(home) as running:
        yield running


def entered(browser: Browser, served: Served, address: str, width: int = 1440, scheme: str = "light") -> Page:
    """A page of a browser of this person's own, signed in."""
    page = visiting(browser, served.address, width, scheme).new_page()
    sign_in(page, address, PASSWORD)
    page.wait_for_url(lambda there: "/sign-in/" not in there)
    return page


def keep(page: Page, line: str) -> None:
    """Keep a line by the keyboard, and wait until that is said."""
    page.keyboard.press("/")
    page.keyboard.type(line)
    page.keyboard.press("Enter")
    expect(page.locator("[data-capture]")).to_have_value("")


def told(page: Page) -> list[str]:
    """The words of the lines that a reader is told."""
    page.goto("/told/")
    return page.locator(".told .voice").all_inner_texts()


def test_a_line_is_shared_by_the_keyboard_read_and_taken_back(browser: Browser, served: Served) -> None:
    ada, ben, cay = (entered(browser, served, each) for each in (ADA, BEN, CAY))
    ada.goto("/journal/")
    keep(ada, "calmed Mr Ode with @cay ~22m heat:4 :: he smiled")
    expect(ada.locator(".entry")).to_have_count(1)
    ada.keyboard.press("Escape")
    ada.keyboard.press("j")
    ada.keyboard.press("s")
    ada.wait_for_url(re.compile(r"/journal/[0-9a-f-]{36}/#share$"))
    assert (told(ben), told(cay)) == ([], [])
    ada.keyboard.press("s")
    expect(ada.get_by_role("radio", name="Only me")).to_be_focused()
    expect(ada.locator(".preview:visible")).to_have_count(0)
    ada.keyboard.press("ArrowDown")
    expect(ada.get_by_role("radio", name="Ben Carrow")).to_be_checked()
    preview = ada.locator(".preview:visible")
    expect(preview).to_have_count(1)
    expect(preview).to_contain_text("“calmed Mr Ode with a colleague” → he smiled")
    expect(preview).to_contain_text("about 20 min")
    expect(preview).to_contain_text("Ada Boateng")
    ada.keyboard.press("Tab")
    ada.keyboard.press("Space")
    expect(preview).not_to_contain_text("about 20 min", use_inner_text=True)
    ada.keyboard.press("Tab")
    expect(ada.get_by_role("link", name="Keep it private")).to_be_focused()
    ada.keyboard.press("Tab")
    ada.keyboard.press("Enter")
    expect(ada.locator("#share h2")).to_have_text("Ben Carrow can read it. So can Cay Darko, whom you name.")
    assert told(ben) == ["calmed Mr Ode with a colleague → he smiled"]
    assert told(cay) == ["calmed Mr Ode with Cay Darko → he smiled"]
    cay.get_by_role("button", name="That is right").press("Enter")
    expect(cay.locator(".told .named")).to_contain_text("You said that is right.")
    assert told(ben) == ["calmed Mr Ode with Cay Darko → he smiled"]
    ben.get_by_role("button", name="I have read it").press("Enter")
    expect(ben.locator(".told")).to_contain_text("You read it; its writer sees that.")
    ada.reload()
    expect(ada.locator("#share")).to_contain_text("Ben Carrow", use_inner_text=True)
    expect(ada.locator("#share dd").first).to_contain_text("Ben Carrow")
    ada.get_by_role("button", name="Take it back").press("Enter")
    expect(ada.locator("#share h2")).to_have_text("Who may read this entry?")
    assert (told(ben), told(cay)) == ([], [])
    for page in (ada, ben, cay):
        page.context.close()


def test_a_word_in_the_bar_shares_the_line_and_the_toast_takes_it_back(
    browser: Browser, served: Served
) -> None:
    ada, ben = entered(browser, served, ADA), entered(browser, served, BEN)
    ada.goto("/told/")
    ada.keyboard.press("/")
    ada.keyboard.type("told him no, kindly ~5m /sup")
    expect(ada.locator("#understood")).to_contain_text("for your lead")
    expect(ada.locator("#understood")).not_to_contain_text("not sent")
    ada.keyboard.press("Enter")
    toast = ada.locator(".toast").last
    expect(toast).to_contain_text("Kept. Ben Carrow can read it.")
    assert told(ben) == ["told him no, kindly"]
    toast.get_by_role("button", name="Take it back").press("Enter")
    ada.wait_for_url(re.compile(r"/journal/[0-9a-f-]{36}/$"))
    expect(ada.locator(".toast")).to_contain_text("Taken back. Only you can read it.")
    assert told(ben) == []
    for page in (ada, ben):
        page.context.close()


def test_without_scripts_a_line_is_shared_and_taken_back_by_forms(browser: Browser, served: Served) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    cay = context.new_page()
    sign_in(cay, CAY, PASSWORD)
    cay.locator("[data-capture]").fill("moved two chairs")
    cay.get_by_role("button", name="Keep", exact=True).click()
    cay.goto("/journal/")
    cay.get_by_role("link", name="moved two chairs").click()
    cay.get_by_role("radio", name="The team").check()
    cay.get_by_role("button", name="Share it").click()
    expect(cay.locator("#share h2")).to_have_text("The team can read it.")
    ada = entered(browser, served, ADA)
    assert told(ada) == ["moved two chairs"]
    cay.get_by_role("button", name="Take it back").click()
    assert told(ada) == []
    for page in (ada, cay):
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_sharing_read_well(browser: Browser, served: Served, width: int, scheme: str) -> None:
    page = entered(browser, served, BEN, width, scheme)
    page.goto("/journal/")
    page.locator("[data-capture]").fill(
        f"thanked @ada and @cay for {'x' * 90} ~40m for:acme ref:C-1 #cover /team"
    )
    page.locator("[data-capture]").press("Enter")
    expect(page.locator(".toast").last).to_contain_text("The team can read it.")
    page.goto("/journal/?show=shared")
    page.locator(".entry a").first.click()
    page.wait_for_url(re.compile(r"/journal/[0-9a-f-]{36}/$"))
    page.get_by_text("Share it otherwise").click()
    for choice in ("The whole company", "The team", "Only me"):
        page.get_by_role("radio", name=re.compile(choice)).check()
        assert sideways(page, width) == 0, choice
        assert faults(page) == [], choice
    page.goto("/told/")
    assert sideways(page, width) == 0
    assert faults(page) == []
    page.context.close()
    ada = entered(browser, served, ADA, width, scheme)
    ada.goto("/told/")
    expect(ada.get_by_role("button", name="Leave me out").first).to_be_visible()
    assert sideways(ada, width) == 0
    assert faults(ada) == []
    ada.context.close()
