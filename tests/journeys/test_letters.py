"""Letters of the sign-in go out through a real mail server, and wait while it cannot be had."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import visiting
from tests.journeys.conftest import environment
from tests.mail_server import MailServer, mail_server
from tests.ports import free_port
from tests.served import know, serving

pytestmark = pytest.mark.slow
ADA = "ada@example.org"
PATIENCE_S = 40


def until(there: Callable[[], bool]) -> bool:
    """Whether it comes to be within the patience of the test."""
    end = time.monotonic() + PATIENCE_S
    while not there():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def test_a_link_for_a_new_password_comes_by_mail_even_if_the_server_was_away(
    browser: Browser, tmp_path: Path
) -> None:
    home, port = tmp_path / "home", free_port()
    know(home, "Ada Boateng", ADA, "member")
    office = {"UNSUNG_SMTP": f"smtp://127.0.0.1:{port}", "UNSUNG_MAIL_FROM": "unsung@example.org"}
    with serving(home, **office) as served:
        context = visiting(browser, served.address)
        page = context.new_page()
        for somebody in ("nobody@elsewhere.example", ADA):
            page.goto("/sign-in/password/forgotten/")
            page.get_by_label("E-mail").fill(somebody)
            page.get_by_role("button", name="Send the link").click()
            expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()

        def doctor() -> str:
            command = [sys.executable, "-m", "unsung", "doctor"]
            told = subprocess.run(command, env=environment(home, **office), capture_output=True, text=True)
            return told.stdout

        assert until(lambda: "1 letter waits for the mail server, which last said" in doctor())
        with mail_server(port) as server:
            assert until(lambda: len(server.letters) > 0)
            came_once(server)
            page.goto(re.findall(r"http://\S+/password/new/\S+", str(server.letters[0].get_content()))[0])
            expect(page.get_by_role("button", name="Set the password")).to_be_visible()
        context.close()
        assert (home / "outbox").exists() is False


def came_once(server: MailServer) -> None:
    """One letter came, to the one who has an account, complete and from whom it should be."""
    (letter,) = server.letters
    assert (letter["To"], letter["From"]) == (ADA, "unsung@example.org")
    assert letter["Subject"] == "Set a new password for Unsung"
    assert b"\r\n" in server.raw[0]
