"""A PostgreSQL server of the tests' own: on loopback, in a folder of its own, gone when they are done."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.ports import free_port


def programs() -> Path:
    """Where the newest PostgreSQL on this machine keeps its programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    assert found or on_path, "PostgreSQL is not installed; `sh tools/system_parts.sh postgresql` installs it"
    return found[-1].parent if found else Path(str(on_path)).parent


def as_nobody_special(words: list[str]) -> list[str]:
    """The words run as `postgres` where we are root: the server refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words


@dataclass(frozen=True)
class Server:
    """A server that runs: its address without the name of a database, and how it is told what to do."""

    address: str
    control: list[str]
    place: Path

    def tell(self, *words: str) -> None:
        """Start it, or end it whoever is connected, and wait until that is done."""
        words_to_it = as_nobody_special([*self.control, *words])
        subprocess.run(words_to_it, check=True, capture_output=True, cwd=self.place)


@contextmanager
def running() -> Iterator[str]:
    """A server; gives its address without the name of a database, as "postgres://postgres@127.0.0.1:5555"."""
    with own() as server:
        yield server.address


@contextmanager
def own() -> Iterator[Server]:
    """A server that may be stopped and started meanwhile; it has to run at the end."""
    # Not under pytest's own folder, which only its owner may enter.
    place = Path(tempfile.mkdtemp(prefix="unsung-postgres-"))
    place.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(place, "postgres", "postgres")
    port, bin_dir, data = free_port(), programs(), str(place / "data")
    # Texts sort as people sort them, as on most servers, and not by their bytes, as in SQLite.
    sorting = ["-E", "UTF8", "--locale-provider=icu", "--icu-locale=en"]
    set_up = [str(bin_dir / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", *sorting]
    subprocess.run(as_nobody_special(set_up), check=True, capture_output=True, cwd=place)
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={place} -c fsync=off"
    control = [str(bin_dir / "pg_ctl"), "-w", "-D", data, "-l", str(place / "log"), "-o", options]
    server = Server(f"postgres://postgres@127.0.0.1:{port}", control, place)
    server.tell("start")
    try:
        yield server
    finally:
        server.tell("-m", "fast", "stop")
        shutil.rmtree(place)


def new_database(server: str, name: str) -> str:
    """The address of an empty database on a server."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as at:
        at.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{server}/{name}"
