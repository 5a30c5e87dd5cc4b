"""Reviews and cases in a real browser: printed by the worker, read in every width and light, by keyboard."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import faults, sideways
from tests.journeys.conftest import environment
from tests.ports import free_port

pytestmark = pytest.mark.slow
PASSWORD = "seven quiet lanterns"
WHO = "ben@larkfield.example"
SET_UP = f"""
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "unsung.settings"
django.setup()
from unsung.ledger.actions.setting_up import DeskPlan, set_up_desk
from unsung.ledger.models import Person
from unsung.web.accounts import account_of
people = (("Ben Carrow", "{WHO}", "lead"),)
set_up_desk(DeskPlan("Service desk", "Europe/London", "Mon-Fri 09:00-17:00", people=people))
account = account_of(Person.objects.get())
account.set_password("{PASSWORD}")
account.save()
"""
MAIL = """From osei@x.example Mon Oct 13 09:00:00 2025
From: Kwame Osei <osei@x.example>
To: help@larkfield.example
Date: Mon, 13 Oct 2025 09:00:00 +0100
Message-ID: <1@x.example>
Subject: My kitchen is under water

The pipe burst at seven. Who do I call?

From help@larkfield.example Mon Oct 13 10:00:00 2025
From: Ada Boateng <help@larkfield.example>
To: osei@x.example
Date: Mon, 13 Oct 2025 10:00:00 +0100
Message-ID: <2@larkfield.example>
In-Reply-To: <1@x.example>
Subject: Re: My kitchen is under water

A plumber is on the way, Mr Osei.

On Mon, 13 Oct 2025 at 09:00, Kwame Osei <osei@x.example> wrote:
> The pipe burst at seven. Who do I call?

"""
PAGES = (
    "/reviews/",
    "/reviews/2025-10/",
    "/reviews/2025-10/figures/contact_volume/",
    "/cases/",
    "/cases/?q=kitchen",
)
TOUCHED = (
    "/cases/",
    "/journal/",
    "/settings/",
    "/settings/people/",
    "/bring/",
    "/sign-in/devices/",
    "/parts/",
)
LOW = """() => [".btn, input, select, .tabs a, label.opt, summary, .toast button"]
    .flatMap(these => [...document.querySelectorAll(these)])
    .filter(each => each.type !== "hidden" && !(each.closest("label.opt") && each.tagName !== "LABEL"))
    .map(each => [each.tagName, each.className, each.getBoundingClientRect().height])
    .filter(([, , height]) => height > 0 && height < 43.5)"""
"""What stands by itself and is lower than a finger needs, 44 px."""


def visits() -> str:
    """Two months of visits as a table, three a day."""
    rows = ["id,opened_at,channel,customer,category,resolved_at"]
    at = datetime(2025, 9, 1, 9)
    while at < datetime(2025, 11, 1):
        for number, category in enumerate(("Claims", "Billing", "New cover")):
            begin, end = at + timedelta(hours=number), at + timedelta(hours=number + 1)
            who = f"Customer {len(rows) % 40}"
            rows.append(f"V{len(rows)},{begin:%Y-%m-%d %H:%M},walkin,{who},{category},{end:%Y-%m-%d %H:%M}")
        at += timedelta(days=1)
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`unsung serve` over two months of records, once its worker has printed the reviews of both."""
    folder = tmp_path_factory.mktemp("desk")
    home = environment(folder / "home", PYTHONUNBUFFERED="1")
    (folder / "visits.csv").write_text(visits(), "utf-8")
    (folder / "help.mbox").write_text(MAIL, "utf-8")
    unsung = [sys.executable, "-m", "unsung"]
    brought = ["import", "visits.csv", "help.mbox", "--desk", "help@larkfield.example"]
    subprocess.run([*unsung, *brought], env=home, cwd=folder, check=True, capture_output=True)
    subprocess.run([sys.executable, "-c", SET_UP], env=home, check=True, capture_output=True)
    running = subprocess.Popen(
        [*unsung, "serve", "--port", str(free_port())],
        env=home,
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    ready = next(line for line in running.stdout if line.startswith("ready "))
    yield ready.split()[1]
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=30) == 0
    running.stdout.close()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, address: str) -> BrowserContext:
    """A browser in which the lead is signed in, once both months are printed."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/sign-in/")
    page.fill("input[name=login]", WHO)
    page.fill("input[name=password]", PASSWORD)
    page.click("button.pri")
    end = time.monotonic() + 120
    while time.monotonic() < end:
        page.goto(f"{address}/reviews/")
        if page.locator(".shelf > li").count() == 2:
            return context
        time.sleep(1)
    raise AssertionError(
        f"The worker printed no two reviews in two minutes: {page.locator('main').inner_text()}"
    )


def opened(
    browser: Browser, signed_in: BrowserContext, url: str, width: int, scheme: str
) -> tuple[Page, list[str]]:
    """A page in this width and light with everything unfolded, and every address it asked for."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        storage_state=signed_in.storage_state(),
    )
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda fault: pytest.fail(f"{url}: {fault}"))
    page.goto(url)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate("document.fonts.ready")
    return page, asked


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_reads_well_and_asks_nobody_else(
    browser: Browser, signed_in: BrowserContext, address: str, width: int, scheme: str
) -> None:
    first, _ = opened(browser, signed_in, f"{address}/cases/?q=kitchen", width, scheme)
    case = first.locator("[data-rows] a").first.get_attribute("href")
    for path in (*PAGES, f"{case}"):
        page, asked = opened(browser, signed_in, address + path, width, scheme)
        assert page.locator("h1").count() == 1, path
        assert sideways(page, width) == 0, path
        assert {url for url in asked if not url.startswith((f"{address}/", "data:"))} == set()
        assert faults(page) == [], path
        page.context.close()
    first.context.close()


def test_from_the_review_by_a_figure_to_a_case_and_its_conversation(
    signed_in: BrowserContext, address: str
) -> None:
    page = signed_in.new_page()
    page.goto(f"{address}/reviews/")
    page.get_by_role("link", name=re.compile("conversations")).first.click()
    page.wait_for_url("**/reviews/2025-10/")
    page.locator(".glance summary", has_text="Conversations").click()
    page.locator(".glance").get_by_role("link", name="The cases behind it").first.click()
    expect(page.locator("h1")).to_have_text("The cases behind Conversations")
    assert "94 cases, all that it was counted from." in page.locator(".head").inner_text()
    page.goto(f"{address}/cases/?month=2025-10&channel=mail")
    page.get_by_role("link", name="My kitchen is under water").click()
    page.wait_for_url(re.compile(r"/cases/\d+/"))
    assert page.locator(".ev .voice").first.inner_text() == "The pipe burst at seven. Who do I call?"
    assert page.locator(".ev").nth(1).locator("b").inner_text() == "Ada Boateng, by mail"
    page.locator(".ev").nth(1).get_by_text("Quoted").click()
    expect(page.locator(".ev details[open] .voice")).to_be_visible()
    page.close()


def test_cases_are_looked_up_and_opened_by_keyboard(signed_in: BrowserContext, address: str) -> None:
    page = signed_in.new_page()
    page.goto(f"{address}/reviews/")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url(f"{address}/cases/")
    page.keyboard.press("f")
    page.keyboard.type('"burst at seven"')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=%22burst"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/cases/\d+/"))
    expect(page.locator("h1")).to_have_text("My kitchen is under water")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url(f"{address}/reviews/")
    page.close()


def test_the_review_is_set_as_it_was_designed_and_printed_as_paper(
    signed_in: BrowserContext, address: str
) -> None:
    page = signed_in.new_page()
    page.goto(f"{address}/reviews/2025-10/")
    sizes = """each => {
        const style = getComputedStyle(each)
        return [style.fontSize, style.lineHeight, style.fontFamily.split(',')[0]]
    }"""
    assert page.locator("h1").evaluate(sizes) == ["50px", "56px", "Newsreader"]
    assert page.locator(".stand").evaluate(sizes) == ["21px", "32px", "Newsreader"]
    assert page.locator("main h1").bounding_box()["width"] == 660  # type: ignore[index]
    assert page.locator(".glance").bounding_box()["width"] == 960  # type: ignore[index]
    page.emulate_media(media="print")
    assert not page.locator(".rtop .end").is_visible()
    assert page.locator(".print-only").is_visible()
    page.close()


def test_what_a_finger_presses_is_high_enough(
    browser: Browser, signed_in: BrowserContext, address: str
) -> None:
    phone = browser.new_context(
        base_url=address,
        storage_state=signed_in.storage_state(),
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    page = phone.new_page()
    for path in TOUCHED:
        page.goto(path)
        assert page.evaluate(LOW) == [], path
    phone.close()
