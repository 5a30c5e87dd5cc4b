"""Who takes part in the race of the mails, with the command of each and what it needs beforehand."""

import shutil
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from benchmarks import machine
from benchmarks.archive import Archive
from benchmarks.rounds import Contestant, calling, run

OURS = "unsung import, a new home"
PREPARED = "unsung import, a home made before"
ALONE = "unsung, the bringing in alone"
NOTMUCH = "notmuch new"
NOTMUCH_CONFIG = """[database]
path={place}/notmuch
mail_root={maildir}
[user]
name=Bench
primary_email=bench@example.org
[new]
tags=
[maildir]
synchronize_flags=false
"""


def contestants(archive: Archive, folder: Path) -> list[Contestant]:
    """Ours, and the peers that are installed; `folder` is for what all rounds share."""
    prepared = partial(_made_before, folder)
    ours = [
        Contestant(OURS, partial(_import, archive), _home),
        Contestant(PREPARED, partial(_import, archive), _home, prepared),
        Contestant(ALONE, partial(_alone, archive), _home, prepared),
    ]
    peers = [
        Contestant(f"standard library, {policy}", partial(_standard, archive, policy))
        for policy in ("compat32", "default")
    ]
    if machine.notmuch_version():
        peers.insert(0, Contestant(NOTMUCH, _notmuch, _config, partial(_configured, archive)))
    return ours + peers


def _import(archive: Archive, folder: Path) -> list[str]:
    return [sys.executable, "-m", "unsung", "import", str(archive.folder), "--json"]


def _alone(archive: Archive, folder: Path) -> list[str]:
    return calling("benchmarks.bringing_in", str(archive.folder))


def _standard(archive: Archive, policy: str, folder: Path) -> list[str]:
    return calling("benchmarks.standard_parser", str(archive.folder), policy)


def _home(folder: Path) -> Mapping[str, str]:
    return {"UNSUNG_HOME": str(folder / "home"), "DATABASE_URL": ""}


def _made_before(made: Path, folder: Path) -> None:
    """Put a home into the folder whose database has its shape and holds nothing."""
    if not (made / "home").exists():
        run([sys.executable, "-m", "benchmarks.empty_home"], _home(made))
    shutil.copytree(made / "home", folder / "home")


def _notmuch(folder: Path) -> list[str]:
    return ["notmuch", "new"]


def _config(folder: Path) -> Mapping[str, str]:
    return {"NOTMUCH_CONFIG": str(folder / "config")}


def _configured(archive: Archive, folder: Path) -> None:
    (folder / "notmuch").mkdir()
    said = NOTMUCH_CONFIG.format(place=folder, maildir=archive.folder)
    (folder / "config").write_text(said, "utf-8")
