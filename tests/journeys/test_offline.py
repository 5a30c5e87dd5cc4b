"""Capturing without an answer: lines wait in the browser, arrive once each, and only for who typed them."""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browsing import faults, sideways, sign_in, visiting
from tests.ports import free_port
from tests.served import PASSWORD, Served, know, serving, serving_at

pytestmark = pytest.mark.slow
ADA, BEN = "ada@larkfield.example", "ben@larkfield.example"
NOT_SAVED = "Not saved yet. Your line is kept in this browser and will be sent when Unsung answers."
CONTROLLED = """new Promise((well) => {
  if (navigator.serviceWorker.controller) well(true);
  else navigator.serviceWorker.addEventListener("controllerchange", () => well(true));
})"""
STORED = """new Promise((well) => {
  const asked = indexedDB.open("unsung");
  asked.onsuccess = () => {
    const deed = asked.result.transaction(["keys", "lines"]);
    const keys = deed.objectStore("keys").getAll();
    const lines = deed.objectStore("lines").getAll();
    const text = (bytes) => new TextDecoder("latin1").decode(bytes);
    deed.oncomplete = () => {
      const rows = lines.result.map((row) => ({ ...row, sealed: text(row.sealed), iv: text(row.iv) }));
      well({ writers: keys.result.map((each) => each.writer), rows: JSON.stringify(rows) });
    };
  };
})"""
FULL = """const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (row) {
  if (this.name === "lines") throw new DOMException("", "QuotaExceededError");
  return put.call(this, row);
};"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a writer and her lead."""
    home = tmp_path_factory.mktemp("desk") / "home"
    know(home, "Ada Boateng", ADA, "member")
    know(home, "Ben Carrow", BEN, "lead")
    return home


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    with serving(home) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A browser of its own, on which Unsung is installed."""
    context = visiting(browser, served.address, 390, installed=True)
    yield context
    context.close()


def came_in(context: BrowserContext, address: str = ADA) -> Page:
    """The journal of this person, with the service worker in charge."""
    page = context.new_page()
    sign_in(page, address, PASSWORD)
    page.wait_for_url(lambda there: "/sign-in/" not in there)
    page.goto("/journal/")
    assert page.evaluate(CONTROLLED)
    page.evaluate("waiting.ready")  # by then the browser has the key to hold a line under
    return page


def typed(page: Page, line: str) -> None:
    """Type a line and press Enter, where nobody answers."""
    page.locator("[data-capture]").fill(line)
    page.keyboard.press("Enter")
    expect(page.locator(".toast").last).to_have_text(NOT_SAVED)
    expect(page.locator("[data-capture]")).to_have_value("")
    expect(page.locator("#waiting")).to_contain_text(line)


def back(page: Page) -> None:
    """The network is back: the browser says so to its pages."""
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")


@contextmanager
def nobody_asks(context: BrowserContext) -> Iterator[None]:
    """Lines that wait are not asked after meanwhile, as on a network that comes and goes."""
    context.route("**/journal/waiting/", lambda route: route.abort())
    yield
    context.unroute("**/journal/waiting/")


def test_lines_typed_while_unsung_is_stopped_arrive_once_each_and_in_order(
    browser: Browser, home: Path
) -> None:
    port = free_port()
    context = visiting(browser, f"http://127.0.0.1:{port}", 390, installed=True)
    with serving_at(port, home):
        page = came_in(context)
    typed(page, "first: told him no")
    page.reload()
    expect(page.get_by_role("heading", name="Unsung gives no answer")).to_be_visible()
    expect(page.locator("#waiting")).to_contain_text("1 line is kept in this browser, not saved yet.")
    typed(page, "second: calmed Mr Ode ~20m")
    page.close()
    page = context.new_page()
    page.goto("/")
    typed(page, "third: chased a claim")
    expect(page.locator("#waiting li p")).to_have_text(
        ["first: told him no", "second: calmed Mr Ode ~20m", "third: chased a claim"]
    )
    assert sideways(page, 390) == 0
    assert faults(page) == []
    with serving_at(port, home):
        back(page)
        expect(page.locator(".toast").last).to_contain_text("Kept: 3 lines that waited in this browser.")
        expect(page.locator("#waiting")).to_be_hidden()
        expect(page.locator("#told-once")).to_contain_text("Your recovery code")
        page.get_by_role("link", name="Try this page again").click()
        page.wait_for_url("**/cases/")
        told = page.evaluate("fetch('/journal/take-along/').then((answer) => answer.json())")
        assert len(told["lines"]) == 3
        page.goto("/journal/")
        for line in ("first:", "second:", "third:"):
            expect(page.locator(".entry", has_text=line)).to_have_count(1)
        page.reload()
        expect(page.locator("#waiting")).to_be_hidden()
    context.close()


def test_an_answer_that_is_lost_on_its_way_doubles_nothing(visit: BrowserContext) -> None:
    page = came_in(visit)
    answered: list[int] = []

    def lost(route: Route) -> None:
        answered.append(route.fetch().status)
        route.abort()

    page.route("**/journal/keep/", lost, times=1)
    page.locator("[data-capture]").fill("sat with her after the call")
    page.keyboard.press("Enter")
    expect(page.locator(".entry", has_text="sat with her after the call")).to_have_count(1)
    expect(page.locator("#waiting")).to_be_hidden()
    expect(page.locator("[data-capture]")).to_have_value("")
    assert answered == [200]
    page.reload()
    expect(page.locator(".entry", has_text="sat with her after the call")).to_have_count(1)


def test_a_server_that_is_killed_before_its_answer_is_out_doubles_nothing(
    browser: Browser, home: Path
) -> None:
    port = free_port()
    context = visiting(browser, f"http://127.0.0.1:{port}", 390, installed=True)
    with serving_at(port, home) as running:
        page = came_in(context)

        def killed(route: Route) -> None:
            assert route.fetch().headers["unsung-kept"]
            for pid in running.family():
                os.kill(pid, signal.SIGKILL)
            route.abort()

        page.route("**/journal/keep/", killed, times=1)
        typed(page, "covered the phone")
    with serving_at(port, home):
        back(page)
        expect(page.locator("#waiting")).to_be_hidden()
        page.reload()
        expect(page.locator(".entry", has_text="covered the phone")).to_have_count(1)
    context.close()


def test_a_line_on_its_way_outlives_its_page(visit: BrowserContext) -> None:
    page = came_in(visit)
    asked: list[Route] = []
    with page.expect_request("**/journal/keep/"):
        page.route("**/journal/keep/", lambda route: asked.append(route))
        page.locator("[data-capture]").fill("opened the window for her")
        page.keyboard.press("Enter")
    while "sealed" not in page.evaluate(STORED)["rows"]:
        assert asked
    page.close()
    page = visit.new_page()
    page.goto("/journal/")
    expect(page.locator(".entry", has_text="opened the window for her")).to_have_count(1)
    expect(page.locator("#waiting")).to_be_hidden()


def test_of_several_pages_one_sends_a_line_and_all_see_it_gone(visit: BrowserContext) -> None:
    page, beside = came_in(visit), visit.new_page()
    beside.goto("/journal/")
    visit.set_offline(True)
    typed(page, "held the door in the storm")
    expect(beside.locator("#waiting")).to_contain_text("held the door in the storm")
    posts: list[str] = []
    visit.on("request", lambda asked: posts.append(asked.url) if asked.method == "POST" else None)
    visit.set_offline(False)
    for each in (page, beside):
        each.evaluate("window.dispatchEvent(new Event('online'))")
    for each in (page, beside):
        expect(each.locator("#waiting")).to_be_hidden()
    page.reload()
    expect(page.locator(".entry", has_text="held the door in the storm")).to_have_count(1)
    assert len([url for url in posts if url.endswith("/journal/keep/")]) == 1


def test_somebody_else_in_this_browser_neither_sees_nor_sends_what_waits(visit: BrowserContext) -> None:
    page = came_in(visit)
    with nobody_asks(visit):
        visit.set_offline(True)
        typed(page, "wept in the storeroom /me")
        visit.set_offline(False)
        page.goto("/more/")
        page.locator("main").get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in/")
        expect(page.locator("body")).not_to_contain_text("storeroom")
    page.close()
    page = came_in(visit, BEN)
    page.wait_for_load_state("networkidle")
    expect(page.locator("#waiting")).to_be_hidden()
    assert "storeroom" not in page.content()
    stored = page.evaluate(STORED)
    assert len(stored["writers"]) == 1, "the key of who was here before is forgotten"
    assert len(json.loads(stored["rows"])) == 1
    assert "storeroom" not in stored["rows"]
    page.reload()
    expect(page.locator("main")).not_to_contain_text("storeroom")
    page.goto("/more/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
    page.close()
    page = came_in(visit)
    expect(page.locator(".entry", has_text="wept in the storeroom")).to_have_count(1)
    expect(page.locator("#waiting")).to_be_hidden()


def test_a_line_of_one_whose_session_ended_waits_for_that_person(visit: BrowserContext) -> None:
    page = came_in(visit)
    visit.clear_cookies(name="sessionid")
    page.locator("[data-capture]").fill("walked her to the bus")
    page.keyboard.press("Enter")
    waiting = page.locator("#waiting")
    expect(waiting).to_contain_text("You are signed out. Sign in again as yourself, and what")
    expect(waiting).to_contain_text("walked her to the bus")
    expect(page.locator("[data-capture]")).to_have_value("")
    waiting.get_by_role("link", name="Sign in").click()
    page.close()
    page = came_in(visit)
    expect(page.locator(".entry", has_text="walked her to the bus")).to_have_count(1)
    expect(page.locator("#waiting")).to_be_hidden()


def test_a_page_that_stood_open_while_one_signed_in_anew_keeps_its_line(visit: BrowserContext) -> None:
    page = came_in(visit)
    visit.clear_cookies(name="csrftoken")
    page.locator("[data-capture]").fill("found his umbrella")
    page.keyboard.press("Enter")
    expect(page.locator(".entry", has_text="found his umbrella")).to_have_count(1)
    expect(page.locator("#waiting")).to_be_hidden()


def test_a_line_that_waits_can_be_dropped_and_brought_back(visit: BrowserContext) -> None:
    page = came_in(visit)
    visit.set_offline(True)
    typed(page, "one too many")
    page.get_by_role("button", name="Drop “one too many”").click()
    expect(page.locator("#waiting")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#waiting")).to_contain_text("one too many")
    page.get_by_role("button", name="Drop “one too many”").click()
    expect(page.locator("#waiting")).to_be_hidden()
    back(page)
    page.reload()
    expect(page.locator("main")).not_to_contain_text("one too many")


def test_where_the_browser_has_no_room_the_line_stays_in_the_bar(visit: BrowserContext) -> None:
    visit.add_init_script(FULL)
    page = came_in(visit)
    visit.set_offline(True)
    page.locator("[data-capture]").fill("too much to hold")
    page.keyboard.press("Enter")
    expect(page.locator(".toast").last).to_contain_text("This browser has no room left to keep it.")
    expect(page.locator("[data-capture]")).to_have_value("too much to hold")
    visit.set_offline(False)
    page.locator("[data-capture]").press("Enter")
    expect(page.locator(".entry", has_text="too much to hold")).to_have_count(1)


SHARES = """(told) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: "/share/" });
  for (const [name, value] of Object.entries(told)) {
    form.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  document.body.append(form);
  form.submit();
}"""


@pytest.mark.parametrize("away", [False, True], ids=["with an answer", "without one"])
def test_what_another_app_shares_lands_in_the_bar_and_is_not_kept_by_itself(
    visit: BrowserContext, away: bool
) -> None:
    page = came_in(visit)
    visit.set_offline(away)
    words = f"moved the queue {'away' if away else 'here'} ~15m"
    page.evaluate(
        SHARES, {"title": "", "text": words.replace(" the", "\nthe"), "url": "https://larkfield.example/q"}
    )
    page.wait_for_url("**/share/")
    bar = page.locator("[data-capture]")
    expect(bar).to_have_value(f"{words} https://larkfield.example/q")
    if not away:
        expect(page.locator("#understood")).to_contain_text("15 min")
    assert faults(page) == []
    assert sideways(page, 390) == 0
    visit.set_offline(False)
    page.goto("/journal/")
    expect(page.locator("main")).not_to_contain_text(words)


def test_unsung_can_be_installed_and_keeps_nobodys_pages(visit: BrowserContext) -> None:
    asked: list[str] = []
    visit.on("request", lambda request: asked.append(request.url))
    page = came_in(visit)
    for path in ("/cases/", "/week/", "/journal/"):
        page.goto(path)
    told = visit.new_cdp_session(page).send("Page.getInstallabilityErrors")
    found = {fault["errorId"] for fault in told["installabilityErrors"]}
    assert found <= {"in-incognito"}, "each visit of a test is one that leaves no trace"
    stored = page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)"
        ".then((store) => store.keys())))).then((some) => some.flat().map((one) => new URL(one.url)"
        ".pathname))"
    )
    assert "/offline/" in stored
    assert all(path == "/offline/" or path.startswith("/static/") for path in stored)
    here = page.evaluate("location.origin")
    assert [url for url in asked if not url.startswith((here, "data:", "blob:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_lines_that_wait_read_well(browser: Browser, served: Served, width: int, scheme: str) -> None:
    context = visiting(browser, served.address, width, scheme, installed=True)
    page = came_in(context)
    context.set_offline(True)
    typed(page, f"wrote one page on {'x' * 90}")
    typed(page, "told him no, kindly :: he laughed")
    for _ in range(2):
        assert sideways(page, width) == 0
        assert faults(page) == []
        page.reload()
        expect(page.locator("#waiting li")).to_have_count(2)
    context.close()
