"""Bringing records in by a browser: dropped, understood, mapped, brought in, put right, taken back."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browsing import faults, sideways
from unsung.intake.pages.tests.browser.serving import Served, entered, served
from unsung.intake.pages.tests.records import STRANGE, TICKETS, mails

pytestmark = pytest.mark.slow
DROP = """([name, text, more, second]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  carried.items.add(new File([second], more));
  const place = document.querySelector("[data-drop]");
  for (const kind of ["dragenter", "dragover", "drop"])
    place.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("desk")) as one:
        yield one


def violations(page: Page) -> list[str]:
    """What axe finds serious on the page with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return faults(page)


def looked_at(page: Page, name: str) -> None:
    """The page at both widths, light and dark: nothing scrolls sideways, and axe finds nothing serious."""
    wrong: dict[str, list[str]] = {}
    for width in (1440, 390):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            # With motion, axe may look while a colour is still on its way to the other scheme.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            by = sideways(page, width)
            if found := violations(page):
                wrong[f"{name} {width} {scheme}"] = found
            if by:
                wrong[f"{name} {width} {scheme} scrolls"] = [f"by {by}"]
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")
    assert wrong == {}


def test_from_dropping_files_to_taking_one_back(browser: Browser, desk: Served) -> None:
    strangers: list[str] = []
    page = entered(browser, desk, strangers)
    page.goto(f"{desk.address}/bring/")
    looked_at(page, "empty list")
    page.evaluate(DROP, ["Support inbox.mbox", mails(60), "meldungen.csv", STRANGE])
    page.wait_for_url(re.compile(r"/bring/\d+/$"))
    expect(page.locator("h1")).to_have_text("What was understood")
    expect(page.get_by_text("60 mails")).to_be_visible()
    expect(page.get_by_role("button", name="Bring it in")).to_have_count(0)
    looked_at(page, "understood")

    page.get_by_role("link", name="Say which column is which").click()
    page.wait_for_url("**/file/**")
    page.locator("#column-id").select_option("Nummer")
    page.locator("#column-opened_at").select_option("Gemeldet am")
    expect(page.locator("#preview")).to_contain_text("Conversation A1 by another way")
    page.locator("#column-channel").select_option("Kanal")
    page.get_by_label("“Telefon”").select_option("a call")
    page.get_by_label("“Schalter”").select_option("a visit")
    expect(page.locator("#preview")).to_contain_text("Conversation A2 at the counter")
    expect(page.locator("#preview")).to_contain_text("1 of the first 3 would be put aside")
    looked_at(page, "mapping")
    page.get_by_role("link", name="As text (TOML)").click()
    looked_at(page, "mapping as text")
    page.go_back()
    page.locator("#column-id").select_option("Nummer")
    page.locator("#column-opened_at").select_option("Gemeldet am")
    page.locator("#column-channel").select_option("Kanal")
    page.get_by_label("“Telefon”").select_option("a call")
    page.get_by_label("“Schalter”").select_option("a visit")
    expect(page.locator("#preview")).to_contain_text("Conversation A2 at the counter")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url(re.compile(r"/bring/\d+/$"))

    # With the worker held still there is time to look at the page that waits.
    os.kill(desk.worker(), signal.SIGSTOP)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator("h1")).to_have_text("Being brought in")
    looked_at(page, "being brought in")
    os.kill(desk.worker(), signal.SIGCONT)
    expect(page.locator("h1")).to_have_text("Brought in", timeout=60_000)
    expect(page.get_by_text("2 new, 0 known already, 1 put aside")).to_be_visible()
    expect(page.get_by_text("60 new, 0 known already, 0 put aside")).to_be_visible()
    looked_at(page, "brought in")
    assert [path for path in (desk.home / "uploads").iterdir() if path.is_file()] == []

    page.get_by_role("link", name="Read what was put aside").click()
    expect(page.locator("h1")).to_have_text("Put aside")
    expect(page.get_by_text("“31.09.2025 09:00” could not be read as a date")).to_be_visible()
    looked_at(page, "put aside")
    page.get_by_role("link", name="Put it right").click()
    looked_at(page, "one put aside")
    page.get_by_label("Gemeldet am").fill("30.09.2025 09:00")
    page.get_by_role("button", name="Read it again").click()
    expect(page.locator("h1")).to_have_text("meldungen.csv")
    expect(page.get_by_text("3 new, 0 known already, 0 put aside")).to_be_visible()
    expect(page.get_by_role("status").get_by_text("Read and on record.")).to_be_visible()
    expect(page.get_by_text("3 conversations")).to_be_visible()
    looked_at(page, "delivery")

    before = desk.digest()
    page.get_by_role("link", name="Take it back").click()
    expect(page.get_by_text("3 conversations")).to_be_visible()
    looked_at(page, "take it back")
    assert desk.digest() == before
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Nothing of it counts any more")).to_be_visible(timeout=30_000)
    looked_at(page, "taken back")
    page.goto(f"{desk.address}/bring/")
    expect(page.get_by_text("taken back")).to_be_visible()
    looked_at(page, "list")
    assert strangers == []
    page.context.close()


def test_without_scripts_every_step_is_a_form(browser: Browser, desk: Served, tmp_path: Path) -> None:
    tickets = tmp_path / "tickets.csv"
    tickets.write_text(TICKETS)
    page = entered(browser, desk, [], java_script_enabled=False)
    page.goto(f"{desk.address}/bring/")
    page.set_input_files("input[type=file]", tickets)
    page.get_by_role("button", name="Look at them").click()
    expect(page.locator("h1")).to_have_text("What was understood")
    page.get_by_role("link", name="Change how it is read").click()
    page.locator("#column-category").select_option("")
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("#preview")).to_contain_text("Conversation T1 by phone from osei@x.example. Opened")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator("h1")).to_have_text("Brought in", timeout=60_000)
    expect(page.get_by_text("3 new, 0 known already, 1 put aside")).to_be_visible()
    page.context.close()


def test_files_chosen_before_the_page_has_wholly_come_are_sent(
    browser: Browser, desk: Served, tmp_path: Path
) -> None:
    tickets = tmp_path / "tickets.csv"
    tickets.write_text(TICKETS)
    page = entered(browser, desk, [])
    held: list[Route] = []
    page.route("**/bring/bring*.js", lambda route: held.append(route))
    with page.expect_request("**/bring/bring*.js"):
        page.goto(f"{desk.address}/bring/", wait_until="commit")
    page.set_input_files("input[type=file]", tickets)
    (script,) = held
    script.continue_()
    expect(page.locator("h1")).to_have_text("What was understood")
    page.context.close()


def test_it_can_be_gone_through_by_keyboard(browser: Browser, desk: Served) -> None:
    page = entered(browser, desk, [])
    page.goto(f"{desk.address}/more/")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/bring/")
    page.wait_for_load_state()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "files":
            break
    assert page.evaluate("document.activeElement.id") == "files"
    # What has the focus is seen to have it, although the field itself lies under a button.
    outline = page.evaluate("getComputedStyle(document.querySelector('label[for=files]')).outlineStyle")
    assert outline == "solid"
    page.context.close()
