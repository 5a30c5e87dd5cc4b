"""The "you're not working" Thursday: eleven lines, a mail by a real server, Later as an answer, proof."""

import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import faults, sideways, sign_in, visiting
from tests.journeys.conftest import environment
from tests.mail_server import MailServer, mail_server
from tests.served import PASSWORD, Served, know, serving
from unsung.rooms.journal.tests.packing import verified

pytestmark = pytest.mark.slow
ADA, BEN = "ada@larkfield.example", "ben@larkfield.example"
FRIDAY = {"UNSUNG_TEST": "1", "UNSUNG_NOW": "2093-09-18T14:10:00+00:00"}
"""Far ahead: jobs that are due later than now by this clock are not due by that of the queue either."""
LATER = {"UNSUNG_TEST": "1", "UNSUNG_NOW": "2093-09-22T09:00:00+00:00"}
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
BEHIND = (
    "calmed Mr Osei",
    "wrote one page",
    "chased Billing",
    "moved two chairs",
    "read every certificate",
    "explained the new fee",
    "got legal and billing",
    "sat with the new starter",
    "cleaned the customer list",
)
"""A line behind each of the nine claims."""


@pytest.fixture(scope="module")
def post() -> Iterator[MailServer]:
    """A mail server that takes everything."""
    with mail_server() as server:
        yield server


def office(post: MailServer) -> dict[str, str]:
    """How the desk sends its mail."""
    return {"UNSUNG_SMTP": f"smtp://127.0.0.1:{post.port}", "UNSUNG_MAIL_FROM": "unsung@larkfield.example"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a writer and her lead."""
    home = tmp_path_factory.mktemp("desk") / "home"
    know(home, "Ada Boateng", ADA, "member")
    know(home, "Ben Carrow", BEN, "lead")
    return home


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


def test_eleven_lines_become_a_mail_an_answer_and_at_the_review_proof(
    browser: Browser, home: Path, post: MailServer, tmp_path: Path
) -> None:
    with serving(home, **office(post), **FRIDAY) as served:
        the_mail_and_its_answer(browser, served, post)
        pages_read_well(browser, served)
        assert not [line for line in served.said if "Osei" in line or "/journal/" in line]
    the_nights_work(home)
    with serving(home, **office(post), **LATER) as served:
        bundle = the_pack(browser, served)
    mail = {"friday.eml": next(raw for raw in post.raw if b"To: " + BEN.encode() in raw)}
    code, said = verified(tmp_path / "elsewhere", {**bundle, **mail}, "friday.eml")
    assert (code, len(re.findall(r"^Claim \d", said, re.M)), said.count("\nverified        E")) == (0, 9, 9)
    assert re.search("friday.eml: the head of 2093-09-17 stands", said)
    altered = bundle["pack.json"].replace(b"Billing", b"billing", 1)
    assert altered != bundle["pack.json"]
    assert verified(tmp_path / "altered", {**bundle, "pack.json": altered})[0] == 1


def the_mail_and_its_answer(browser: Browser, served: Served, post: MailServer) -> None:
    """Eleven lines, the summary chosen from them and sent, and its ask answered by the link of the mail."""
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
    small_and_by_itself(to_ben)
    small_and_by_itself(copy)
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


def pages_read_well(browser: Browser, served: Served) -> None:
    """The pages of the week and the letters on a wide screen and a phone, light and dark."""
    mine = ("/week/", "/week/2093-09-07/summary/", "/letters/")
    for width, scheme in ((1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")):
        for address, paths in ((ADA, mine), (BEN, ("/letters/",))):
            page = visiting(browser, served.address, width, scheme).new_page()
            sign_in(page, address, PASSWORD)
            page.wait_for_url(lambda there: "/sign-in/" not in there)
            for path in paths:
                page.goto(path)
                assert (faults(page), sideways(page, width)) == ([], 0), path
            page.context.close()


def the_nights_work(home: Path) -> None:
    """What the job of the day does for journals at night."""
    work = "import django; django.setup(); from unsung.rooms.journal.nightly import close_days; close_days()"
    told = environment(home, DJANGO_SETTINGS_MODULE="unsung.settings", **LATER)
    subprocess.run([sys.executable, "-c", work], env=told, check=True)


def the_pack(browser: Browser, served: Served) -> dict[str, bytes]:
    """Nine claims, a line behind each: the files of the ZIP with their proofs."""
    page = came_in(browser, served, ADA)
    page.goto("/journal/evidence/")
    page.get_by_label("What it is for").fill("the review of the year")
    page.get_by_role("button", name="Begin it").click()
    for number, line in enumerate(BEHIND, 1):
        page.get_by_role("link", name="Add a claim").first.click()
        page.get_by_label("The claim, in one sentence").fill(f"Claim number {number}")
        page.get_by_label(line).first.check()
        page.get_by_role("button", name="Keep the claim").click()
        expect(page.get_by_role("link", name=f"Claim number {number}")).to_be_visible()
    with page.expect_download() as zipped:
        page.get_by_role("link", name="With proofs (ZIP)").click()
    with zipfile.ZipFile(zipped.value.path()) as files:
        return {name: files.read(name) for name in files.namelist()}


def small_and_by_itself(mail: EmailMessage) -> None:
    """See that a mail is small, has no picture and brings nothing from elsewhere."""
    _, html = parts(mail)
    assert len(html.encode()) <= 60_000
    assert not re.search(r"<img|<svg|data:|<script|src=|@import|url\(", html)
