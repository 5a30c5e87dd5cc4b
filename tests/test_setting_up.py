"""Setting up with `make`: a fresh, an interrupted and a second run, with programs that only pretend."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = """#!/bin/sh
# Pretends to be Python VERSION: makes a "venv" that holds itself, and writes down what pip is asked.
case "$1 $2" in
  "-m venv") mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
  "-m pip") echo "$*" >>pip.log; test ! -e no-network ;;
  "-c import sys"*) test VERSION != 3.9.2 ;;
  "--version ") echo "Python VERSION" ;;
esac
"""
APT = """#!/bin/sh
echo "$*" >>apt.log
case "$*" in *install*) touch bin/chromium && chmod +x bin/chromium ;; esac
"""
CHROMIUM = "sudo apt-get install --no-install-recommends chromium"


def program(folder: Path, name: str, text: str) -> None:
    """A program of our own in the folder's bin/."""
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in the folder, where bin/ is all there is to find programs in."""
    surroundings = {"PATH": str(folder / "bin")}
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the Makefile, the tools, both locks, and the few real programs they call."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "bin").mkdir()
    for name in ("sh", "make", "touch", "rm", "mkdir", "cp", "dirname", "env", "chmod"):
        found = shutil.which(name)
        assert found, f"{name} is needed to set up at all"
        (tmp_path / "bin" / name).symlink_to(found)
    program(tmp_path, "python3", PYTHON.replace("VERSION", "3.11.7"))
    return tmp_path


def pip_calls(checkout: Path) -> list[str]:
    """What pip was asked to install so far."""
    log = checkout / "pip.log"
    return [line.split("check ")[1] for line in log.read_text().splitlines()] if log.exists() else []


RUN = ["--require-hashes -r requirements.lock", "--no-deps --no-build-isolation -e ."]
DEV = ["--require-hashes -r requirements-dev.lock", "--no-deps --no-build-isolation -e ."]


def test_a_fresh_run_installs_the_lock_and_the_project(checkout: Path) -> None:
    assert run(checkout, "make", ".venv/run.ok").returncode == 0
    assert pip_calls(checkout) == RUN


def test_a_second_run_asks_nothing_of_the_network(checkout: Path) -> None:
    run(checkout, "make", ".venv/dev.ok")
    assert pip_calls(checkout) == RUN + DEV
    (checkout / "no-network").touch()
    assert run(checkout, "make", ".venv/dev.ok", ".venv/run.ok").returncode == 0
    assert pip_calls(checkout) == RUN + DEV


@pytest.mark.parametrize("target", [".venv/run.ok", ".venv/dev.ok"])
def test_an_interrupted_run_leaves_nothing_that_counts_as_ready(checkout: Path, target: str) -> None:
    (checkout / "no-network").touch()
    assert run(checkout, "make", target).returncode != 0
    assert not list((checkout / ".venv").glob("*.ok"))
    (checkout / ".venv" / "half-made").touch()
    (checkout / "no-network").unlink()
    assert run(checkout, "make", target).returncode == 0
    assert not (checkout / ".venv" / "half-made").exists()
    assert not (checkout / ".venv" / "unfinished").exists()


def test_tests_that_were_half_installed_spoil_the_run_too(checkout: Path) -> None:
    run(checkout, "make", ".venv/run.ok")
    (checkout / "no-network").touch()
    run(checkout, "make", ".venv/dev.ok")
    assert not (checkout / ".venv" / "run.ok").exists()


def test_a_changed_lock_is_installed_into_the_same_environment(checkout: Path) -> None:
    run(checkout, "make", ".venv/run.ok")
    (checkout / ".venv" / "kept").touch()
    later = (checkout / ".venv" / "run.ok").stat().st_mtime + 10
    os.utime(checkout / "requirements.lock", (later, later))
    run(checkout, "make", ".venv/run.ok")
    assert pip_calls(checkout) == RUN + RUN
    assert (checkout / ".venv" / "kept").exists()


def test_an_old_python_is_named_in_one_sentence(checkout: Path) -> None:
    program(checkout, "python3", PYTHON.replace("VERSION", "3.9.2"))
    answer = run(checkout, "make", ".venv/run.ok")
    assert answer.returncode != 0
    assert answer.stderr.splitlines()[0] == (
        "Unsung needs Python 3.11 or later, and python3 is Python 3.9.2. Name another: make PY=python3.12"
    )
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_not_there_is_named_too(checkout: Path) -> None:
    answer = run(checkout, "make", ".venv/run.ok", "PY=python3.99")
    assert "there is no python3.99 here" in answer.stderr


@pytest.fixture
def debian(checkout: Path) -> Path:
    """The same on Debian, where we are root and no browser is installed."""
    program(checkout, "apt-get", APT)
    program(checkout, "id", "#!/bin/sh\necho 0\n")
    return checkout


def apt_calls(checkout: Path) -> list[str]:
    """What apt-get was asked so far."""
    log = checkout / "apt.log"
    return log.read_text().splitlines() if log.exists() else []


def test_a_part_that_is_there_is_left_alone(debian: Path) -> None:
    program(debian, "chromium", "")
    assert run(debian, "sh", "tools/system_parts.sh", "chromium").returncode == 0
    assert apt_calls(debian) == []


def test_root_on_debian_gets_what_is_missing(debian: Path) -> None:
    answer = run(debian, "sh", "tools/system_parts.sh", "chromium")
    assert (answer.returncode, answer.stdout) == (0, "Installing chromium with apt-get, once.\n")
    assert apt_calls(debian) == ["-qq update", "-qq install -y --no-install-recommends chromium"]


def test_sudo_without_a_password_serves_as_well(debian: Path) -> None:
    program(debian, "id", "#!/bin/sh\necho 1000\n")
    program(debian, "sudo", '#!/bin/sh\nshift\ncase $1 in true) ;; *) "$@" ;; esac\n')
    assert run(debian, "sh", "tools/system_parts.sh", "chromium").returncode == 0
    assert (debian / "bin" / "chromium").exists()


def test_without_rights_it_stops_with_the_line_that_installs(debian: Path) -> None:
    program(debian, "id", "#!/bin/sh\necho 1000\n")
    program(debian, "sudo", "#!/bin/sh\nexit 1\n")
    answer = run(debian, "sh", "tools/system_parts.sh", "chromium")
    assert (answer.returncode, answer.stderr.strip().endswith(CHROMIUM)) == (1, True)
    assert apt_calls(debian) == []


def test_elsewhere_than_debian_it_says_what_is_missing(checkout: Path) -> None:
    answer = run(checkout, "sh", "tools/system_parts.sh", "chromium")
    assert (answer.returncode, answer.stderr.startswith("Missing here: chromium.")) == (1, True)


def test_an_installation_that_brought_nothing_is_said(debian: Path) -> None:
    program(debian, "apt-get", "#!/bin/sh\nexit 100\n")
    answer = run(debian, "sh", "tools/system_parts.sh", "chromium")
    assert (answer.returncode, "apt-get did not bring chromium" in answer.stderr) == (1, True)


def test_make_test_sees_to_the_parts_before_anything_else(checkout: Path) -> None:
    answer = run(checkout, "make", "test")
    assert answer.returncode != 0
    assert answer.stderr.startswith("Missing here: chromium")
    assert pip_calls(checkout) == []
