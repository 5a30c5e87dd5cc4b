"""Killed at any moment and run again, an import ends in the facts of one clean import."""

import random
import time
from pathlib import Path

import pytest

from tests.journeys.conftest import Unsung, killed_after

MAILS = 2_400
MOMENTS = 20


def mailbox(path: Path) -> Path:
    """Mails of three hundred customers, every third one an answer of the desk."""
    with path.open("w", encoding="utf-8") as box:
        for n in range(MAILS):
            day, second = n // 300, n % 300
            who = f"customer{n % 301}@x.example"
            sender, to = ("desk@y.example", who) if n % 3 == 2 else (who, "desk@y.example")
            answers = f"In-Reply-To: <{n - 1}@x.example>\n" if n % 3 else ""
            box.write(
                f"From {sender} Mon Sep  1 09:00:00 2025\nFrom: {sender}\nTo: {to}\n"
                f"Subject: Matter {n // 3}\n"
                f"Date: {1 + day} Sep 2025 09:{second // 60:02}:{second % 60:02} +0000\n"
                f"Message-ID: <{n}@x.example>\n{answers}\nWhere is my claim number {n}?\n\n"
            )
    return path


@pytest.mark.slow
def test_killed_at_twenty_random_moments_and_run_again(unsung: Unsung, tmp_path: Path) -> None:
    box = mailbox(tmp_path / "box.mbox")
    words = ("import", box, "--desk", "desk@y.example", "--json")
    began = time.monotonic()
    clean = unsung(*words, home=tmp_path / "clean").json()
    took = time.monotonic() - began
    assert (clean["new"], clean["rejected"]) == (MAILS, 0)
    moments = random.Random(20)
    ends, cut_short = [], 0
    for number in range(MOMENTS):
        home = tmp_path / f"killed {number}"
        # Every other home is killed twice: a resumed import must survive it as well.
        for _ in range(1 + number % 2):
            cut_short += killed_after(moments.uniform(0.3, took), home, tmp_path, *words)
        ends.append(unsung(*words, home=home).json()["digest"])
    assert ends == [clean["digest"]] * MOMENTS
    assert cut_short >= MOMENTS
