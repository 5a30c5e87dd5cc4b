"""Signing in: by password, with a second step, by passkey, by a code or a link that comes by mail."""

import base64
import email
import hmac
import re
import time
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import faults, sign_in, visiting
from tests.served import PASSWORD, Served, know, serving

pytestmark = pytest.mark.slow
ADA = "ada@larkfield.example"
BEN = "ben@larkfield.example"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk with two people who can sign in."""
    home = tmp_path_factory.mktemp("desk") / "home"
    know(home, "Ada Boateng", ADA, "member")
    know(home, "Ben Carrow", BEN, "lead")
    with serving(home) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A browser of its own for each test."""
    context = visiting(browser, served.address)
    yield context
    context.close()


def came_in(page: Page, name: str = "Ada Boateng") -> None:
    """This person is signed in on this page."""
    expect(page.locator(".side .me")).to_contain_text(name)


def letters(served: Served) -> list[EmailMessage]:
    """The mails laid into the outbox, since no mail server is named; the latest last."""
    files = sorted((served.home / "outbox").glob("*"), key=lambda file: file.stat().st_mtime)
    parts = [
        part for file in files for part in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n") if part.strip()
    ]
    return [email.message_from_bytes(part, policy=policy.default) for part in parts]


def latest(served: Served, before: int) -> str:
    """The text of the mail that came after the first `before`."""
    end = time.monotonic() + 20
    while len(found := letters(served)) <= before and time.monotonic() < end:
        time.sleep(0.1)
    body = found[-1].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_the_right_password_lets_in_and_a_wrong_one_says_so(visit: BrowserContext) -> None:
    page = visit.new_page()
    sign_in(page, ADA, "something else entirely")
    expect(page.get_by_role("alert")).to_contain_text("This address and this password do not go together.")
    assert faults(page) == []
    sign_in(page, ADA, PASSWORD)
    came_in(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_page_that_was_asked_for_is_shown_after_signing_in(visit: BrowserContext, served: Served) -> None:
    page = visit.new_page()
    page.goto("/parts/")
    page.get_by_label("E-mail").fill(ADA)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.address}/parts/")
    came_in(page)


def test_a_forgotten_password_is_set_anew_by_a_link_in_a_mail(visit: BrowserContext, served: Served) -> None:
    page = visit.new_page()
    before = len(letters(served))
    page.goto("/sign-in/")
    page.get_by_role("link", name="Forgotten password").click()
    page.get_by_label("E-mail").fill(ADA)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    (link,) = re.findall(r"http://\S+/password/new/\S+", latest(served, before))
    page.goto(link)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("heading", name="Your password is set")).to_be_visible()
    sign_in(page, ADA, PASSWORD)
    came_in(page)


def test_nobody_learns_from_the_forgotten_password_who_is_known(visit: BrowserContext) -> None:
    page = visit.new_page()
    page.goto("/sign-in/password/forgotten/")
    page.get_by_label("E-mail").fill("nobody@elsewhere.example")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()


def test_a_code_that_comes_by_mail_lets_in(visit: BrowserContext, served: Served) -> None:
    page = visit.new_page()
    before = len(letters(served))
    page.goto("/sign-in/")
    page.get_by_role("link", name="Have a code sent").click()
    page.get_by_label("E-mail").fill(ADA)
    page.get_by_role("button", name="Send the code").click()
    expect(page.get_by_role("heading", name="The code from your mail")).to_be_visible()
    (code,) = re.findall(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", latest(served, before), re.M)
    page.get_by_label("Code").fill(code)
    page.keyboard.press("Enter")
    came_in(page)


def test_an_app_gives_the_second_step(visit: BrowserContext) -> None:
    page = visit.new_page()
    sign_in(page, ADA, PASSWORD)
    came_in(page)
    page.goto("/sign-in/second-step/app/activate/")
    show_it_is_you(page)
    secret = page.locator("#authenticator_secret").input_value()
    assert faults(page) == []
    page.locator("input[name=code]").fill(code_now(secret))
    page.get_by_role("button", name="Use this app").click()
    expect(page.get_by_text("are left. Keep them")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, ADA, PASSWORD)
    expect(page.locator("input[name=code]")).to_be_visible()
    expect(page.get_by_role("button", name="Use a security key")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Give the code your app shows now, or one of your recovery")
    time.sleep(30 - time.time() % 30)  # a code is taken once, so wait for the next
    page.locator("input[name=code]").fill(code_now(secret))
    page.keyboard.press("Enter")
    came_in(page)
    page.goto("/sign-in/second-step/app/deactivate/")
    show_it_is_you(page)
    page.get_by_role("button", name="Stop using the app").click()
    expect(page.get_by_text("Not in use.")).to_be_visible()


def show_it_is_you(page: Page) -> None:
    """Give the password again where it is asked for once more."""
    if page.get_by_role("heading", name="Is it you?").is_visible():
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/second-step/**")


def code_now(secret: str) -> str:
    """The six digits an app shows now (RFC 6238)."""
    moment = int(time.time() // 30).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(secret), moment, "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def test_a_passkey_lets_in_without_a_password(visit: BrowserContext, served: Served) -> None:
    page = visit.new_page()
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    key.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    # A passkey is bound to a name, so the site is visited by its name and not by its number.
    by_name = served.address.replace("127.0.0.1", "localhost")
    page.context.unroute_all()
    page.goto(f"{by_name}/sign-in/")
    page.get_by_label("E-mail").fill(BEN)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    came_in(page, "Ben Carrow")
    page.goto(f"{by_name}/sign-in/second-step/keys/add/")
    show_it_is_you(page)
    page.get_by_label("Name").fill("Laptop")
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("are left. Keep them")).to_be_visible()
    page.goto(f"{by_name}/sign-in/second-step/keys/")
    expect(page.locator("main")).to_contain_text("Laptop")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    came_in(page, "Ben Carrow")


def test_devices_are_listed_and_the_others_signed_out(
    visit: BrowserContext, browser: Browser, served: Served
) -> None:
    other = visiting(browser, served.address).new_page()
    sign_in(other, ADA, PASSWORD)
    came_in(other)
    page = visit.new_page()
    sign_in(page, ADA, PASSWORD)
    came_in(page)
    page.goto("/sign-in/devices/")
    expect(page.locator("main .list li").first).to_contain_text("Chrome on Linux")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == []
    expect(page.locator("main")).to_contain_text("this one")
    others = page.locator("main .list li").filter(has_not_text="this one")
    before = others.count()
    others.last.get_by_role("button").click()  # they stand in the order of signing in
    expect(others).to_have_count(before - 1)
    other.goto("/parts/")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(other, ADA, PASSWORD)
    came_in(other)
    page.reload()
    page.get_by_role("button", name="Sign out everywhere else").click()
    other.goto("/parts/")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    other.context.close()


def test_without_scripts_nothing_is_offered_that_needs_them(browser: Browser, served: Served) -> None:
    plain = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/sign-in/")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    plain.close()
