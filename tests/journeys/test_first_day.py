"""The first day of a desk: from an empty home to a printed review of its own records, at a person's pace."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import faults, visiting
from tests.served import Served, serving

pytestmark = pytest.mark.slow
LONDON = ZoneInfo("Europe/London")
TYPED_S = 60 / (40 * 5)
"""Forty words a minute, five letters a word."""
DECIDED_S = 2.0
ASKS = ("Where is my claim?", "The letter says 400, why?", "Can I pay by the month?", "My roof lets rain in")
MATTERS = ("Claims", "Premium letter", "Payment", "Claims")


class Newcomer:
    """Somebody who has never seen it: each word typed and each thing pressed takes a person's time."""

    def __init__(self, page: Page) -> None:
        self.page, self.pace_s, self.began = page, 0.0, time.monotonic()

    @property
    def spent_s(self) -> float:
        """A person's time for typing and deciding, and whatever the machine took besides."""
        return self.pace_s + time.monotonic() - self.began

    def types(self, label: str, text: str) -> None:
        self.pace_s += DECIDED_S + TYPED_S * len(text)
        self.page.get_by_label(label, exact=True).fill(text)

    def presses(self, name: str) -> None:
        """A button or a link, as it stands on the page."""
        self.pace_s += DECIDED_S
        button = self.page.get_by_role("button", name=name, exact=True)
        (button if button.count() else self.page.get_by_role("link", name=name, exact=True)).first.click()

    def chooses(self, label: str, option: str) -> None:
        self.pace_s += DECIDED_S
        self.page.get_by_label(label, exact=True).select_option(option)

    def picks(self, *files: Path) -> None:
        """Files, one decision each and one for the window they are chosen in."""
        self.pace_s += DECIDED_S * (1 + len(files))
        self.page.locator("input[type=file]").set_input_files(files)

    def reads(self, sentence: str | re.Pattern[str], within_s: float = 30) -> None:
        """Wait until it stands there, and take it in."""
        expect(self.page.get_by_text(sentence).first).to_be_visible(timeout=within_s * 1000)
        self.pace_s += DECIDED_S


def working_days() -> Iterator[datetime]:
    """Nine o'clock on every weekday of September and October 2025."""
    at = datetime(2025, 9, 1, 9, tzinfo=LONDON)
    while at < datetime(2025, 11, 1, tzinfo=LONDON):
        if at.weekday() < 5:
            yield at
        at += timedelta(days=1)


def mailbox() -> tuple[str, int]:
    """The desk's mailbox, three conversations a day, each answered after 50 minutes; how many in October."""
    parts, october = [], 0
    for day in working_days():
        for number in range(3):
            began, of = day + timedelta(hours=number), f"{day:%m%d}-{number}"
            customer = f"customer{number}.{day.day}@x.example"
            ask, october = ASKS[(day.day + number) % 4], october + (day.month == 10)
            parts += [
                _mail(f"{of}@x.example", customer, "help@northgate.example", began, ask),
                _mail(
                    f"{of}-re@northgate.example",
                    "Ines Ito <help@northgate.example>",
                    customer,
                    began + timedelta(minutes=50),
                    f"Re: {ask}",
                    f"In-Reply-To: <{of}@x.example>\n",
                ),
            ]
    return "".join(parts), october


def _mail(of: str, sender: str, to: str, at: datetime, subject: str, more: str = "") -> str:
    return (
        f"From x {at:%a %b %d %H:%M:%S %Y}\nFrom: {sender}\nTo: {to}\nDate: {format_datetime(at)}\n"
        f"Message-ID: <{of}>\n{more}Subject: {subject}\n\nAbout this: {subject}\n\n"
    )


def counter_book() -> tuple[str, int]:
    """The book kept at the counter, with columns called in the house's own way; how many in October."""
    rows, october = ["Lfd;Kam am;Wer;Weswegen;Erledigt"], 0
    for day in working_days():
        for number in range(4):
            came = day + timedelta(hours=number, minutes=10)
            left = came + timedelta(minutes=20)
            rows.append(
                f"B{day:%m%d}{number};{came:%d.%m.%Y %H:%M};Guest {day.day + number};"
                f"{MATTERS[number]};{left:%d.%m.%Y %H:%M}"
            )
            october += day.month == 10
    return "\n".join(rows) + "\n", october


@contextmanager
def empty_home(tmp_path: Path) -> Iterator[tuple[Served, str]]:
    """Unsung served over a home where nothing is yet, and the code it printed."""
    with serving(tmp_path / "home") as served:
        yield served, re.findall(r"with the code  (\S+)", "\n".join(served.said))[0]


def sets_the_desk_up(somebody: Newcomer, code: str) -> None:
    somebody.page.goto("/")
    somebody.types("The code", code)
    somebody.presses("Set the desk up")
    somebody.types("What the desk is called", "Northgate Housing")
    somebody.types("Time zone", "London")
    somebody.presses("Go on to the hours")
    somebody.reads(re.compile("Open 40 h a week"))
    somebody.presses("Go on to the holidays")
    somebody.presses("Go on to the people")
    somebody.types("Your name", "Ines Ito")
    somebody.types("Your mail address", "ines@northgate.example")
    somebody.types("A password", "seven quiet lanterns")
    somebody.types("The same once more", "seven quiet lanterns")
    somebody.presses("Set the desk up")
    somebody.reads("Northgate Housing is set up")


def brings_records(somebody: Newcomer, mails: Path, book: Path) -> None:
    somebody.presses("Bring records in")
    somebody.picks(mails, book)
    somebody.reads("What was understood")
    somebody.presses("Say which column is which")
    for column, header in (("id", "Lfd"), ("opened_at", "Kam am"), ("customer", "Wer")):
        somebody.pace_s += DECIDED_S
        somebody.page.locator(f"#column-{column}").select_option(header)
    somebody.pace_s += 3 * DECIDED_S
    somebody.page.locator("#column-category").select_option("Weswegen")
    somebody.page.locator("#column-resolved_at").select_option("Erledigt")
    somebody.reads(re.compile("Conversation B09010"))
    somebody.presses("Keep it")
    somebody.presses("Bring it in")
    somebody.reads(re.compile("put aside"), within_s=120)
    expect(somebody.page.locator("h1")).to_have_text("Brought in")


def reads_the_review(somebody: Newcomer) -> str:
    """Go to the reviews until October is printed; returns what stands there."""
    somebody.presses("Monthly review")
    october = somebody.page.locator('a[href="/reviews/2025-10/"]')
    while not october.count():
        assert somebody.spent_s < 600, "no review was printed in ten minutes"
        somebody.pace_s += DECIDED_S
        time.sleep(DECIDED_S)
        somebody.page.reload()
    somebody.pace_s += DECIDED_S
    october.first.click()
    expect(somebody.page.locator(".glance")).to_be_visible()
    return somebody.page.locator("main").inner_text()


def test_from_an_empty_home_to_a_printed_review_of_ones_own_records_in_ten_minutes(
    browser: Browser, tmp_path: Path
) -> None:
    (mails, mailed), (book, came) = mailbox(), counter_book()
    (tmp_path / "Inbox.mbox").write_text(mails, "utf-8")
    (tmp_path / "counter.csv").write_text(book, "utf-8")
    with empty_home(tmp_path) as (served, code):
        somebody = Newcomer(visiting(browser, served.address).new_page())
        sets_the_desk_up(somebody, code)
        brings_records(somebody, tmp_path / "Inbox.mbox", tmp_path / "counter.csv")
        review = reads_the_review(somebody)
        took_s = somebody.spent_s
        assert faults(somebody.page) == []
        somebody.page.context.close()
    assert "Northgate Housing" in review
    assert f"{mailed + came} conversations" in review
    assert took_s < 600
    print(f"From the code to the review: {took_s:.0f} s, {somebody.pace_s:.0f} of them typing and deciding.")
