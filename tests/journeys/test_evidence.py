"""Evidence in a real browser: claims from lines, a colleague's yes, a link that opens and is taken back."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import faults, sideways, sign_in, visiting
from tests.served import PASSWORD, Served, know, serving
from unsung.rooms.journal.tests.packing import verified

pytestmark = pytest.mark.slow
ADA = "ada@larkfield.example"
OMAR = "omar@larkfield.example"
LINES = (
    "* calmed Mr Ode ~20m :: he stayed",
    "2026-01-05: checked every certificate ~1h10",
    "opened the front desk",
    "kudos: Mrs Darko: you stayed on the line",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk with a writer and a colleague."""
    home = tmp_path_factory.mktemp("desk") / "home"
    know(home, "Ada Boateng", ADA, "member")
    know(home, "Omar Aziz", OMAR, "answerer")
    with serving(home) as running:
        yield running


def came_in(context: BrowserContext, address: str) -> Page:
    """A page with this person signed in."""
    page = context.new_page()
    sign_in(page, address, PASSWORD)
    page.wait_for_url(lambda there: "/sign-in/" not in there)
    return page


def claim(page: Page, says: str, *lines: str) -> None:
    """Write a claim and tick the lines behind it."""
    page.get_by_role("link", name="Add a claim").first.click()
    page.get_by_label("The claim, in one sentence").fill(says)
    for line in lines:
        page.get_by_label(line).first.check()
    page.get_by_role("button", name="Keep the claim").click()
    expect(page.get_by_role("link", name=says)).to_be_visible()


def kept_pack(page: Page) -> str:
    """Keep the lines and begin a pack with three claims; its address."""
    for line in LINES:
        page.goto("/journal/")
        page.locator("[data-capture]").fill(line)
        page.keyboard.press("Enter")
        expect(page.locator("[data-capture]")).to_have_value("")
    page.goto("/journal/evidence/")
    page.get_by_label("From").fill("2026-01-01")
    page.get_by_label("What it is for").fill("a review")
    page.get_by_role("button", name="Begin it").click()
    claim(page, "I calmed customers", "calmed Mr Ode")
    claim(page, "I stopped trouble early", "checked every certificate")
    claim(page, "I looked after the place", "opened the front desk")
    page.get_by_role("link", name="Choose lines").click()
    page.get_by_label("Mrs Darko").check()
    page.get_by_role("button", name="Keep these").click()
    return page.url


def test_a_pack_is_made_confirmed_published_opened_and_taken_back(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    mine = visiting(browser, served.address)
    page = came_in(mine, ADA)
    pack = kept_pack(page)
    entry = page.locator(".behind li", has_text="checked every certificate")
    entry.get_by_role("link", name="Ask a colleague").click()
    page.get_by_label("Whom you ask").select_option(label="Omar Aziz")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(entry).to_contain_text("Omar Aziz is asked")

    theirs = visiting(browser, served.address, width=390)
    asked = came_in(theirs, OMAR)
    asked.goto("/asked/")
    expect(asked.locator("main")).to_contain_text("Ada Boateng writes of Monday 5 January 2026")
    assert (faults(asked), sideways(asked, 390)) == ([], 0)
    asked.get_by_role("button", name="Yes, that’s how it was").click()
    expect(asked.get_by_role("button", name="Take it back")).to_be_visible()
    theirs.close()

    page.goto(pack)
    expect(entry).to_contain_text("Omar Aziz said yes")
    expect(entry.locator(".tag")).to_have_text("B")
    page.get_by_role("link", name="Look at it").click()
    expect(page.locator("h1")).to_have_text("Ada Boateng, Service desk")
    expect(page.locator(".claims")).to_contain_text("Omar Aziz confirmed E1 on")

    with page.expect_download() as pdf:
        page.get_by_role("link", name="Save as PDF").click()
    assert Path(pdf.value.path()).read_bytes().startswith(b"%PDF-")
    page.goto(pack)
    with page.expect_download() as zipped:
        page.get_by_role("link", name="With proofs (ZIP)").click()
    with zipfile.ZipFile(zipped.value.path()) as files:
        there = {name: files.read(name) for name in files.namelist()}
    code, said = verified(tmp_path / "pack", there)
    assert (code, "not sealed yet  E1" in said, "changed" in said) == (1, True, False)
    opened_and_taken_back(browser, served, page)
    mine.close()


def opened_and_taken_back(browser: Browser, served: Served, page: Page) -> None:
    """Publish the pack, open its link as somebody unknown, and take it back."""
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("The link").input_value()
    assert re.fullmatch(rf"{served.address}/evidence/[\w-]{{22}}/#[\w-]{{32}}", link)
    unknown = visiting(browser, served.address)
    reader = unknown.new_page()
    reader.goto(link)
    expect(reader.locator("h1")).to_have_text("Ada Boateng, Service desk")
    expect(reader.locator(".claims")).to_contain_text("I stopped trouble early")
    assert faults(reader) == []
    assert link.partition("#")[2] not in reader.url
    page.get_by_role("link", name="Back to the pack").click()
    page.get_by_role("button", name="Take this link back").click()
    expect(page.locator(".toast").last).to_contain_text("this link opens nothing any more")
    reader.goto("about:blank")
    reader.goto(link)
    expect(reader.locator("[role=alert]")).to_contain_text("This opens nothing.")
    unknown.close()
    assert link.partition("#")[2] not in "\n".join(served.said)


def test_without_scripts_the_secret_is_pasted(browser: Browser, served: Served) -> None:
    mine = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = came_in(mine, ADA)
    page.goto("/journal/evidence/")
    if not page.locator(".list a").count():
        page.locator("[data-capture]").fill("opened the front desk")
        page.get_by_role("button", name="Keep").click()
        page.goto("/journal/evidence/")
        page.get_by_role("button", name="Begin it").click()
    else:
        page.locator(".list a").first.click()
    page.get_by_role("button", name="Make a link").click()
    link, _, secret = page.get_by_label("The link").input_value().partition("#")
    page.goto(link)
    page.get_by_label("The secret").fill(secret)
    page.get_by_role("button", name="Open the page").click()
    expect(page.locator("h1")).to_have_text("Ada Boateng, Service desk")
    mine.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_evidence_reads_well(browser: Browser, served: Served, width: int, scheme: str) -> None:
    context = visiting(browser, served.address, width, scheme)
    page = came_in(context, ADA)
    page.goto("/journal/")
    page.locator("[data-capture]").fill(f"* kept {'x' * 90} for the review ~40m")
    page.keyboard.press("Enter")
    expect(page.locator("[data-capture]")).to_have_value("")
    page.goto("/journal/evidence/")
    page.get_by_label("What it is for").fill("y" * 110)
    page.get_by_role("button", name="Begin it").click()
    claim(page, "z" * 180, "for the review")
    pack = page.url
    for path in ("", "claims/", "front/", "thanks/", "look/"):
        page.goto(f"{pack}{path}")
        assert sideways(page, width) == 0, path
        assert faults(page) == [], path
    page.goto("/journal/evidence/")
    assert (sideways(page, width), faults(page)) == (0, [])
    page.goto("/evidence/none/")
    assert (sideways(page, width), faults(page)) == (0, [])
    context.close()
