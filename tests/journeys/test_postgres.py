"""The same records on PostgreSQL: a server started by the test ends in the facts that SQLite has."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.conftest import Unsung

pytestmark = pytest.mark.slow
ROWS = """id,opened_at,channel,customer,category,resolved_at
V1,2025-10-06 09:00,walkin,Mrs Darko,Claims,2025-10-06 09:20
V2,2025-10-06 10:00,walkin,Mr Osei,Billing,
V3,2025-10-07 11:00,call,Ms Lind,Billing,2025-10-08 11:00
"""


def programs() -> Path:
    """Where the newest PostgreSQL on this machine keeps its programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    assert found or on_path, "PostgreSQL is not installed; `sh tools/system_parts.sh postgresql` installs it"
    return found[-1].parent if found else Path(str(on_path)).parent


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def as_nobody_special(words: list[str]) -> list[str]:
    """The words run as `postgres` where we are root: the server refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a database on a server of the test's own, on loopback."""
    # Not under pytest's own folder, which only its owner may enter.
    place = Path(tempfile.mkdtemp(prefix="unsung-postgres-"))
    place.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(place, "postgres", "postgres")
    port, bin_dir, data = free_port(), programs(), str(place / "data")
    set_up = [str(bin_dir / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8"]
    subprocess.run(as_nobody_special(set_up), check=True, capture_output=True, cwd=place)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place} -c fsync=off"
    control = [str(bin_dir / "pg_ctl"), "-w", "-D", data, "-l", str(place / "log"), "-o", options]
    subprocess.run(as_nobody_special([*control, "start"]), check=True, capture_output=True, cwd=place)
    try:
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        stop = [*control, "-m", "fast", "stop"]
        subprocess.run(as_nobody_special(stop), check=True, capture_output=True, cwd=place)
        shutil.rmtree(place)


def test_the_facts_on_postgresql_are_those_on_sqlite(unsung: Unsung, tmp_path: Path, server: str) -> None:
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    on_sqlite = unsung("import", "v.csv", "--json").json()
    on_postgres = unsung("import", "v.csv", "--json", home=tmp_path / "other", DATABASE_URL=server).json()
    assert on_postgres == on_sqlite
    again = unsung("import", "v.csv", "--json", home=tmp_path / "other", DATABASE_URL=server).json()
    assert (again["new"], again["known"]) == (0, 3)


def test_a_review_of_the_ledger_on_postgresql_prints_the_same_figures(
    unsung: Unsung, tmp_path: Path, server: str
) -> None:
    (tmp_path / "v.csv").write_text(ROWS, "utf-8")
    other = {"home": tmp_path / "other", "DATABASE_URL": server}
    for more in ({}, other):
        unsung("import", "v.csv", **more)
    assert unsung("review", "--month", "2025-10", "--out", "here").code == 0
    assert unsung("review", "--month", "2025-10", "--out", "there", **other).code == 0
    assert (tmp_path / "here" / "figures.json").read_text() == (
        tmp_path / "there" / "figures.json"
    ).read_text()
