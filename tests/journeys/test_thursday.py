"""The "you're not working" Thursday: eleven lines, one mail by a real server, an ask answered with Later."""

import re
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import faults, sideways, sign_in, visiting
from tests.mail_server import MailServer, mail_server
from tests.served import PASSWORD, Served, know, serving

pytestmark = pytest.mark.slow
ADA, BEN = "ada@larkfield.example", "ben@larkfield.example"
FRIDAY = {"UNSUNG_TEST": "1", "UNSUNG_NOW": "2093-09-18T14:10:00+00:00"}
"""Far ahead: jobs that are due later than now by this clock are not due by that of the queue either."""
PATIENCE_S = 40
LINES = (
    "mon 9:10-9:35: calmed Mr Osei about his lapsed policy #calm :: he stays with us *",
    "mon: wrote one page on the wrong letters ~40m #write-down *",
    "tue: chased Billing about the refund of Mrs Darko with @ben ~25m #chase",
    "tue: moved two chairs beside the stairs for Mrs Lindgren ~15m #house",
    "wed: read every certificate before it left ~1h10 #prevent :: 3 with last year’s excess caught *",
    "wed: explained the new fee we did not decide ~20m #bad-news heat:4",
    "thu: got legal and billing onto one answer ~20m #articulate",
    "kudos: @ben stayed on the line until the tow truck came",
    "todo: ring Mrs Darko about her refund due:mon",
    "thu: sat with the new starter ~50m #onboard",
    "cleaned the customer list ~12m #record",
)


@pytest.fixture(scope="module")
def post() -> Iterator[MailServer]:
    """A mail server that takes everything."""
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, post: MailServer) -> Iterator[Served]:
    """A desk on a Friday afternoon, with a writer and her lead."""
    home = tmp_path_factory.mktemp("desk") / "home"
    know(home, "Ada Boateng", ADA, "member")
    know(home, "Ben Carrow", BEN, "lead")
    office = {"UNSUNG_SMTP": f"smtp://127.0.0.1:{post.port}", "UNSUNG_MAIL_FROM": "unsung@larkfield.example"}
    with serving(home, **office, **FRIDAY) as running:
        yield running


def until(there: Callable[[], bool]) -> bool:
    """Whether it comes to be within the patience of the test."""
    end = time.monotonic() + PATIENCE_S
    while not there():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def came_in(browser: Browser, served: Served, address: str) -> Page:
    """A page of a browser of one's own, signed in."""
    page = visiting(browser, served.address).new_page()
    sign_in(page, address, PASSWORD)
    page.wait_for_url(lambda there: "/sign-in/" not in there)
    return page


def keep(page: Page, line: str) -> None:
    """Keep a line by the keyboard."""
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type(line)
    page.keyboard.press("Enter")
    expect(page.locator("[data-capture]")).to_have_value("")


def parts(mail: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML of a mail."""
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


def test_eleven_lines_become_a_mail_whose_ask_is_answered_with_later(
    browser: Browser, served: Served, post: MailServer
) -> None:
    ada = came_in(browser, served, ADA)
    for line in LINES:
        keep(ada, line)
    ada.keyboard.press("Escape")
    ada.goto("/week/")
    expect(ada.locator("main")).to_contain_text("You wrote down 4 h 37 that no system knows of.")
    ada.get_by_role("link", name="Look it over and send it").click()
    preview = ada.locator("#preview")
    expect(preview).to_contain_text("Three things worth knowing")
    expect(preview).not_to_contain_text("explained the new fee")
    ada.get_by_label("explained the new fee we did not decide").check()
    expect(preview).to_contain_text("Calm and recover")
    expect(preview).to_contain_text("explained the new fee we did not decide")
    ada.get_by_label("Ask 1").fill("A word from Billing on the day a letter goes wrong")
    expect(preview).to_contain_text("A word from Billing on the day a letter goes wrong")
    ada.get_by_role("button", name="Send to Ben Carrow").click()
    expect(ada.locator("main")).to_contain_text("You sent it to Ben Carrow on Friday 18 September.")

    assert until(lambda: len(post.letters) == 2)
    (to_ben,) = (each for each in post.letters if each["To"] == BEN)
    (copy,) = (each for each in post.letters if each["To"] == ADA)
    text, html = parts(to_ben)
    assert to_ben["Subject"] == "Service desk, week 38 of 2093: 3 things, 1 ask (Ada Boateng)"
    assert to_ben["Reply-To"] == f"Ada Boateng <{ADA}>"
    assert re.search(r"^Seal of 2093-09-17: [0-9a-f]{64}\r?$", text, re.M)
    assert "/letters/ask/" not in parts(copy)[0] + parts(copy)[1]
    for private in ("heat", "chairs", "new starter", "customer list"):
        assert private not in text + html

    later = re.findall(r"Later: (http://\S+)", text)[0]
    by_mail = visiting(browser, served.address).new_page()
    for _ in range(2):
        by_mail.goto(later)
    expect(by_mail.get_by_label("Later", exact=True)).to_be_checked()
    expect(by_mail.locator("main")).to_contain_text("You answer as Ben Carrow")
    by_mail.get_by_label("Later: until which day").fill("2093-10-02")
    by_mail.get_by_label("A word beside it").fill("Carol is away until then.")
    by_mail.get_by_role("button", name="Answer").click()
    expect(by_mail.locator("main")).to_contain_text("Later on Friday 2 October: Carol is away until then.")
    ada.goto("/letters/")
    expect(ada.locator("main")).to_contain_text("Later on Friday 2 October: Carol is away until then.")
    assert len(post.letters) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_the_week_and_the_letters_read_well(
    browser: Browser, served: Served, width: int, scheme: str
) -> None:
    for address, paths in (
        (ADA, ("/week/", "/week/2093-09-07/summary/", "/letters/")),
        (BEN, ("/letters/",)),
    ):
        page = visiting(browser, served.address, width, scheme).new_page()
        sign_in(page, address, PASSWORD)
        page.wait_for_url(lambda there: "/sign-in/" not in there)
        for path in paths:
            page.goto(path)
            assert faults(page) == []
            assert sideways(page, width) == 0
        page.context.close()


def test_a_mail_is_small_has_no_picture_and_nothing_from_elsewhere(post: MailServer) -> None:
    assert post.letters
    for mail in post.letters:
        _, html = parts(mail)
        assert len(html.encode()) <= 60_000
        assert not re.search(r"<img|<svg|data:|<script|src=|@import|url\(", html)


def test_the_journal_is_nowhere_in_what_the_server_wrote(served: Served) -> None:
    assert not [line for line in served.said if "Osei" in line or "/journal/" in line]
    assert Path(served.home).exists()
