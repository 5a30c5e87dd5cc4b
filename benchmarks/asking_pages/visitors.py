"""Visitors who each ask for a page every few seconds, for a bounded time; what each answer took."""

import http.client
import json
import random
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

EVERY_S = 5.0
WORDS = (
    "piano",
    "roof letter",
    '"thank sorry"',
    "ada",
    "LM-4711",
    "premium refund",
    "boiler",
    "osei",
    "bicy",
)
FILTERS = (
    "channel=mail",
    "category=category+7",
    "waits=on",
    "state=settled",
    "channel=chat&category=category+3",
)
Kinds = dict[str, Callable[[random.Random], str]]


@dataclass
class Asked:
    """What came of the questions: seconds by kind of page, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)


def kinds(database: Path) -> Kinds:
    """What is asked for, by kind: the list in all its ways, a case, a review and its figures."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as at:
        numbers = [row[0] for row in at.execute("SELECT number FROM cards_card WHERE number % 997 = 1")]
        places = [row[0] for row in at.execute("SELECT place FROM cards_card WHERE number % 997 = 2")]
        months = [row[0] for row in at.execute("SELECT month FROM publishing_issue")]
    return {
        "list of cases": lambda chance: f"/cases/?before={chance.choice(places)}",
        "list, filtered": lambda chance: f"/cases/?{chance.choice(FILTERS)}&before={chance.choice(places)}",
        "list, searched": lambda chance: f"/cases/?q={quote_plus(chance.choice(WORDS))}",
        "list, searched and filtered": lambda chance: (
            f"/cases/?q={quote_plus(chance.choice(WORDS))}&{chance.choice(FILTERS)}"
        ),
        "case": lambda chance: f"/cases/{chance.choice(numbers)}/",
        "review": lambda chance: f"/reviews/{chance.choice(months)}/",
        "list of reviews": lambda chance: "/reviews/",
        "figure": lambda chance: f"/reviews/{chance.choice(months)}/figures/contact_volume/",
        "cases behind a figure": lambda chance: (
            f"/cases/?behind=contact_volume&issue={chance.choice(months)}"
        ),
    }


def visit(address: str, home: Path, seconds: float, kept_to: tuple[str, ...] = ()) -> Asked:
    """Let everybody of the home ask for a page every five seconds; returns what came of it."""
    asked, pages = Asked(), kinds(home / "unsung.sqlite3")
    pages = {name: page for name, page in pages.items() if not kept_to or name in kept_to}
    cookies = json.loads((home / "visitors.json").read_text())
    end = time.monotonic() + seconds
    visitors = [
        threading.Thread(target=_one, args=(address, cookie, pages, random.Random(number), end, asked))
        for number, cookie in enumerate(cookies)
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return asked


def _one(address: str, cookie: str, pages: Kinds, chance: random.Random, end: float, asked: Asked) -> None:
    place = urlsplit(address)
    there = http.client.HTTPConnection(place.hostname or "127.0.0.1", place.port, timeout=30)
    time.sleep(chance.random() * EVERY_S)
    for kind in _turns(pages, chance):
        start = time.monotonic()
        if start >= end:
            break
        path = pages[kind](chance)
        try:
            there.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
            answer = there.getresponse()
            answer.read()
            said = "" if answer.status == 200 else f"{answer.status} for {path}"
        except OSError as fault:
            said = f"{fault!r} for {path}"
            there.close()
        asked.took[kind].append(time.monotonic() - start)
        asked.wrong += [said] if said else []
        time.sleep(max(0.0, EVERY_S - (time.monotonic() - start)))
    there.close()


def _turns(pages: Kinds, chance: random.Random) -> Iterator[str]:
    """The kinds one after the other, for each visitor from another one on."""
    order = list(pages)
    at = chance.randrange(len(order))
    while True:
        yield order[at % len(order)]
        at += 1
