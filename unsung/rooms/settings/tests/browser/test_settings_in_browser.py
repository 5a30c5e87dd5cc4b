"""An empty home set up and settled in a real browser, by keyboard, on every width and in both lights."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import faults, sideways
from tests.ports import free_port

pytestmark = pytest.mark.slow

PASSWORD = "seven quiet lanterns"
SETTINGS = (
    "/settings/",
    "/settings/people/",
    "/settings/people/1/",
    "/settings/desks/",
    "/settings/desks/1/",
    "/settings/desks/hours/1/",
    "/settings/desks/hours/1/week/",
    "/settings/desks/hours/1/place/",
    "/settings/words/",
    "/settings/words/department/add/",
    "/settings/words/kind/add/",
    "/settings/sources/",
    "/settings/changes/",
    "/settings/begun/",
    "/settings/who-can-read-what/",
    "/settings/who-can-read-what/as-your-lead/",
)


@dataclass(frozen=True)
class Served:
    """A running Unsung: its address, and the code it printed."""

    address: str
    code: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`unsung serve` on an empty home and a free port, as its user starts it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("UNSUNG_", "DATABASE_URL", "DJANGO_"))}
    home = str(tmp_path_factory.mktemp("empty"))
    running = subprocess.Popen(
        [sys.executable, "-m", "unsung", "serve", "--port", str(free_port())],
        env={**kept, "UNSUNG_HOME": home, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    said = ""
    for line in running.stdout:
        said += line
        if line.startswith("ready "):
            break
    code = re.findall(r"with the code  (\S+)", said)
    yield Served(said.rpartition("ready ")[2].strip(), code[0])
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=20) == 0
    running.stdout.close()


@pytest.fixture(scope="module")
def strangers() -> list[str]:
    """Every request that went to another host than ours."""
    return []


def opened(
    browser: Browser, served: Served, strangers: list[str], state: object = None, **more: object
) -> BrowserContext:
    """A browser's window, which notes whom it asks."""
    # Without motion: what is measured is what stands there once a colour has changed.
    plain = {
        "base_url": served.address,
        "storage_state": state,
        "locale": "en-GB",
        "reduced_motion": "reduce",
    }
    context = browser.new_context(**{**plain, **more})  # type: ignore[arg-type]
    ours = (served.address, "data:")
    context.on(
        "request", lambda asked: strangers.append(asked.url) if not asked.url.startswith(ours) else None
    )
    return context


def tab_to(page: Page, selector: str) -> None:
    """Go on by Tab until the focus is there; it must be reached, and be seen to have the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{selector} does not show its focus"
            return
    raise AssertionError(f"Tab never came to {selector} at {page.url}")


def fill(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press(page: Page, button: str) -> None:
    """Come to a button or link of this name by Tab, and press Enter."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith(button):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab never came to “{button}” at {page.url}")


def looked_at(page: Page, wrong: list[str]) -> None:
    """Note what is wrong with a page at both widths and in both lights."""
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if found := faults(page):
                wrong.append(f"{page.url} {width} {scheme}: {found}")
        if sideways(page, width):
            wrong.append(f"{page.url} scrolls sideways at {width}")
    page.set_viewport_size({"width": 1440, "height": 900})


@pytest.fixture(scope="module")
def signed_in(browser: Browser, served: Served, strangers: list[str]) -> object:
    """The first person's browser once the desk is set up, all by keyboard."""
    context = opened(browser, served, strangers)
    page = context.new_page()
    wrong: list[str] = []
    page.goto("/")
    assert page.url == f"{served.address}/set-up/"
    looked_at(page, wrong)
    page.keyboard.type(served.code.lower())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    looked_at(page, wrong)
    fill(page, "#id_name", "Larkfield Mutual")
    fill(page, "#id_zone", "london")
    press(page, "Go on to the hours")
    looked_at(page, wrong)
    fill(page, "#id_day0", "9-12.30, 13:30-17:00")
    press(page, "Tuesday to Friday as on Monday")
    assert "Open 35 h a week" in page.locator("#means").inner_text()
    press(page, "Go on to the holidays")
    looked_at(page, wrong)
    assert page.locator("#id_country").input_value() == "GB"
    tab_to(page, "#id_region")
    page.keyboard.type("England")
    press(page, "Go on to the people")
    looked_at(page, wrong)
    fill(page, "#id_name", "Ada Boateng")
    fill(page, "#id_address", "ada@example.org")
    fill(page, "#id_password", PASSWORD)
    fill(page, "#id_again", "something else")
    fill(page, "#id_others", "Ben Carrow, ben@example.org")
    press(page, "Set the desk up")
    assert page.locator(".summary").is_visible()
    fill(page, "#id_password", PASSWORD)
    fill(page, "#id_again", PASSWORD)
    press(page, "Set the desk up")
    assert page.url == f"{served.address}/settings/begun/"
    assert "Larkfield Mutual is set up" in page.locator("h1").inner_text()
    assert wrong == []
    return context.storage_state()


def test_once_set_up_it_is_shut(
    browser: Browser, served: Served, strangers: list[str], signed_in: object
) -> None:
    page = opened(browser, served, strangers).new_page()
    answer = page.goto("/set-up/")
    assert answer is not None
    assert answer.status == 404
    page.goto("/")
    assert "/sign-in/" in page.url


def test_hours_are_changed_by_keyboard_and_what_it_means_is_shown_on_the_way(
    browser: Browser, served: Served, strangers: list[str], signed_in: object
) -> None:
    page = opened(browser, served, strangers, signed_in).new_page()
    page.goto("/settings/desks/")
    press(page, "Hours and holidays")
    press(page, "Hours change from a day on")
    fill(page, "#id_day5", "10-13")
    page.keyboard.press("Tab")
    page.wait_for_selector("#means >> text=Open 38 h a week")
    page.wait_for_selector("#id_day5_long >> text=3 h")
    press(page, "See what it means")
    assert "Open 38 h a week" in page.locator("#means").inner_text()
    tab_to(page, "#id_day5")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Sat 10:00 to 13:00" in page.locator("main").inner_text()
    assert "Ada Boateng" in page.locator(".changes").inner_text()


def test_somebody_is_added_by_keyboard_and_the_link_lets_them_in(
    browser: Browser, served: Served, strangers: list[str], signed_in: object
) -> None:
    page = opened(browser, served, strangers, signed_in).new_page()
    page.goto("/settings/people/")
    press(page, "Add somebody")
    fill(page, "#id_name", "Cay Darko")
    fill(page, "#id_address", "cay@example.org")
    tab_to(page, "input[value='member:1']")
    page.keyboard.press("Space")
    press(page, "Add to the register")
    link = page.locator("#link").input_value()
    assert link.startswith(served.address)
    theirs = opened(browser, served, strangers).new_page()
    theirs.goto(link)
    fill(theirs, "#id_password1", PASSWORD)
    if theirs.locator("#id_password2").count():
        fill(theirs, "#id_password2", PASSWORD)
    press(theirs, "Set the password")
    theirs.goto("/sign-in/")
    fill(theirs, "#id_login", "cay@example.org")
    fill(theirs, "#id_password", PASSWORD)
    with theirs.expect_navigation():
        theirs.keyboard.press("Enter")
    theirs.goto("/settings/who-can-read-what/as-your-lead/")
    press(theirs, "Look as Ada Boateng sees it")
    press(theirs, "Settings: People")
    assert theirs.locator(".looking").is_visible()
    assert theirs.locator(".list strong").all_inner_texts() == ["Cay Darko"]
    wrong: list[str] = []
    looked_at(theirs, wrong)
    assert wrong == []


def test_single_keys_rest_once_they_are_turned_off(
    browser: Browser, served: Served, strangers: list[str], signed_in: object
) -> None:
    page = opened(browser, served, strangers, signed_in).new_page()
    page.goto("/settings/")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, "input[name=keys]")
    page.keyboard.press("Space")
    press(page, "Keep")
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible()


def test_dark_is_kept_whatever_the_system_says(
    browser: Browser, served: Served, strangers: list[str], signed_in: object
) -> None:
    page = opened(browser, served, strangers, signed_in, color_scheme="light").new_page()
    page.goto("/settings/")
    tab_to(page, "input[name=theme]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    press(page, "Keep")
    page.goto("/settings/sources/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(27, 23, 30)"


def test_no_page_of_the_settings_has_a_serious_fault_or_scrolls_sideways(
    browser: Browser, served: Served, strangers: list[str], signed_in: object
) -> None:
    page = opened(browser, served, strangers, signed_in).new_page()
    wrong: list[str] = []
    for path in SETTINGS:
        answer = page.goto(path)
        if answer is None or answer.status != 200:
            wrong.append(f"{path} answers {answer and answer.status}")
        looked_at(page, wrong)
    assert wrong == []


def test_a_name_of_seventy_letters_makes_no_page_wider_than_a_phone(
    browser: Browser, served: Served, strangers: list[str], signed_in: object
) -> None:
    page = opened(browser, served, strangers, signed_in).new_page()
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/settings/desks/1/")
    before = page.get_by_label("Name").input_value()
    for name in ("Beschwerdemanagement" * 4)[:70], before:
        page.goto("/settings/desks/1/")
        page.get_by_label("Name").fill(name)
        page.click("button.pri")
        for path in ("desks/", "people/", "people/1/", "people/add/", "who-can-read-what/", ""):
            page.goto(f"/settings/{path}")
            assert sideways(page, 390) == 0, path


def test_every_form_works_with_scripts_off(
    browser: Browser, served: Served, strangers: list[str], signed_in: object
) -> None:
    page = opened(browser, served, strangers, signed_in, java_script_enabled=False).new_page()
    page.goto("/settings/words/department/add/")
    page.fill("#id_name", "Billing")
    page.click("button.pri")
    expect(page.locator(".list").first).to_contain_text("Billing")
    page.goto("/settings/desks/hours/1/place/")
    page.select_option("#id_country", "DE")
    page.click("text=Show its regions")
    page.select_option("#id_region", "BY")
    page.click("button.pri")
    expect(page.locator("main")).to_contain_text("Germany, Bayern")


def test_nobody_else_was_asked_for_anything(strangers: list[str], signed_in: object) -> None:
    assert strangers == []
