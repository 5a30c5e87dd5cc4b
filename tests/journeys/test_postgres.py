"""The same records on PostgreSQL: a server started by the test ends in the facts that SQLite has."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.journeys.conftest import Unsung

pytestmark = pytest.mark.slow
HOUSE = Path(__file__).resolve().parent.parent.parent
ROWS = """id,opened_at,channel,customer,category,resolved_at
V1,2025-10-06 09:00,walkin,Mrs Darko,Claims,2025-10-06 09:20
V2,2025-10-06 10:00,walkin,Mr Osei,Billing,
V3,2025-10-07 11:00,call,Ms Lind,Billing,2025-10-08 11:00
"""


def test_the_facts_on_postgresql_are_those_on_sqlite(unsung: Unsung, tmp_path: Path, postgres: str) -> None:
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    on_sqlite = unsung("import", "v.csv", "--json").json()
    on_postgres = unsung("import", "v.csv", "--json", home=tmp_path / "other", DATABASE_URL=postgres).json()
    assert on_postgres == on_sqlite
    again = unsung("import", "v.csv", "--json", home=tmp_path / "other", DATABASE_URL=postgres).json()
    assert (again["new"], again["known"]) == (0, 3)


def test_a_review_of_the_ledger_on_postgresql_prints_the_same_figures(
    unsung: Unsung, tmp_path: Path, postgres: str
) -> None:
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    other = {"home": tmp_path / "other", "DATABASE_URL": postgres}
    for more in ({}, other):
        unsung("import", "v.csv", **more)
    assert unsung("review", "--month", "2025-10", "--out", "here").code == 0
    assert unsung("review", "--month", "2025-10", "--out", "there", **other).code == 0
    assert (tmp_path / "here" / "figures.json").read_text() == (
        tmp_path / "there" / "figures.json"
    ).read_text()


def test_the_tests_of_ledger_intake_and_shell_pass_on_postgresql(postgres: str) -> None:
    parts = [f"unsung/{part}" for part in ("ledger", "intake", "web")]
    quick = ["-m", "not slow", "-p", "no:cacheprovider", "--reuse-db"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *parts, *quick],
        env=os.environ | {"DATABASE_URL": postgres},
        cwd=HOUSE,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    # The database they were tried on is left there, with the tables of the house: it was this one.
    server, _, name = postgres.rpartition("/")
    with psycopg.connect(f"{server}/test_{name}") as at:
        assert at.execute("SELECT to_regclass('ledger_contact') IS NOT NULL").fetchone() == (True,)
