"""Killed at any moment of an import begun in the browser and started again, it ends as one clean import."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from unsung.intake.pages.tests.browser.serving import Served, entered, served, wait_for
from unsung.intake.pages.tests.records import mails

pytestmark = pytest.mark.slow
MOMENTS = 20
MAILS, ROWS = 300, 1_500


def files(folder: Path) -> list[Path]:
    """A file for each moment: mailboxes and tables in turn, each of other people and numbers."""
    made = []
    for n in range(MOMENTS):
        table = n % 2
        path = folder / (f"tickets {n}.csv" if table else f"inbox {n}.mbox")
        path.write_text(rows(n) if table else mails(MAILS, f"box{n}"), encoding="utf-8")
        made.append(path)
    return made


def rows(n: int) -> str:
    """A table of tickets, every hundredth of which cannot be read."""
    lines = ["id,opened,channel,customer,category,resolved"]
    for row in range(ROWS):
        day = f"2025-09-{1 + row % 28:02}"
        opened = "soon" if row % 100 == 7 else f"{day} 09:{row % 60:02}"
        lines.append(f"T{n}-{row},{opened},mail,customer{row % 300}@x.example,Claims,{day} 18:00")
    return "\n".join(lines) + "\n"


@pytest.mark.xdist_group("killed while bringing")
def test_killed_at_twenty_random_moments_it_ends_as_a_clean_import(browser: Browser, tmp_path: Path) -> None:
    brought = files(tmp_path)
    clean, took = brought_in_clean(Served(tmp_path / "clean"), brought)
    moments, cut_short = random.Random(7), 0
    with served(tmp_path) as desk:
        page = entered(browser, desk, [])
        for path in brought:
            page.goto(f"{desk.address}/bring/")
            page.set_input_files("input[type=file]", path)
            page.wait_for_url("**/bring/*/")
            upload = page.url
            page.get_by_role("button", name="Bring it in").click()
            time.sleep(moments.uniform(0, 1.5 * took + 0.5))
            desk.kill()
            cut_short += running(desk)
            desk.start()
            # What the old page is still asking for by itself must not carry the new one away.
            context, old = page.context, page
            page = context.new_page()
            old.close()
            wait_for("It is on record", page, upload)
        assert desk.digest() == clean
        page.goto(f"{desk.address}/bring/")
        listed = page.locator("tbody tr").all_inner_texts()
        assert len(listed) == MOMENTS, "a delivery was begun twice"
        assert [path for path in (desk.home / "uploads").iterdir() if path.is_file()] == []
    assert cut_short >= MOMENTS // 4, "too few of the moments fell into an import"


def running(desk: Served) -> int:
    """How many jobs a killed tree left undone: read past Django, so that nothing starts."""
    with closing(sqlite3.connect(desk.home / "unsung.sqlite3")) as held:
        (name,) = held.execute("SELECT name FROM sqlite_master WHERE name LIKE '%dbtaskresult'").fetchone()
        left = held.execute(
            f"SELECT count(*) FROM {name} "
            "WHERE status IN ('READY', 'RUNNING') AND task_path NOT LIKE '%.each_day'"
        ).fetchone()
    return int(left[0])


def brought_in_clean(desk: Served, paths: list[Path]) -> tuple[str, float]:
    """The digest after importing these files at the command line, and the seconds that took for each."""
    began = time.monotonic()
    command = [sys.executable, "-m", "unsung", "import", *map(str, paths), "--json"]
    done = subprocess.run(command, env=desk.environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["digest"], (time.monotonic() - began) / len(paths)
