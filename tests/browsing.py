"""A real browser for the tests: the system's Chromium, kept to the server under test."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SETTLED_S = 2
SERIOUS = {"serious", "critical"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the slow tests, those in a browser run one after another, others beside them file by file.

    Two browsers at a time would make a page wait for the other's on a machine of two cores. A test that
    mostly waits for what it started may stand in a group of its own.
    """
    for item in items:
        if item.get_closest_marker("slow") and not item.get_closest_marker("xdist_group"):
            seen = "browser" in getattr(item, "fixturenames", ())
            item.add_marker(pytest.mark.xdist_group("browser" if seen else item.nodeid.partition("::")[0]))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; a machine without it fails these tests, since they prove what readers see."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def visiting(
    browser: Browser, address: str, width: int = 1440, scheme: str = "light", installed: bool = False
) -> BrowserContext:
    """A visit that may ask nothing of any host but this one; anything else fails the page that asked.

    Only where Unsung is `installed` has it a service worker, which then asks for the pages itself.
    """
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        service_workers="allow" if installed else "block",
        reduced_motion="reduce",  # or axe may look while a colour is still on its way
    )
    strangers: list[str] = []

    def gate(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    context.on("close", lambda _: _nobody(strangers))
    return context


def _nobody(strangers: list[str]) -> None:
    assert strangers == [], "a page asked something of another host"


def sign_in(page: Page, address: str, password: str) -> None:
    """Sign in with a password, as one does."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sideways(page: Page, width: int) -> int:
    """By how much a page is wider than it should be, once its faces are there and it has settled."""
    page.wait_for_load_state()
    end = time.monotonic() + SETTLED_S
    while (by := int(page.evaluate("document.documentElement.scrollWidth")) - width) > 0:
        if time.monotonic() > end:
            return by
        page.wait_for_timeout(50)
    return 0


def faults(page: Page) -> list[str]:
    """What axe finds serious on a page."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found if each["impact"] in SERIOUS]
