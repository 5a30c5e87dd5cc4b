"""Which machine it was, and which versions ran on it."""

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path


def described() -> str:
    """The machine in a sentence: its kind, its processors, its memory."""
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors{_processor()}, "
        f"{_memory_gb():.0f} GB of memory."
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", told.read_text("utf-8", "replace")) if told.exists() else None
    return f" ({found[1].strip()})" if found else ""


def _memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def versions() -> str:
    """Python and the libraries that do the counting."""
    libraries = {"DuckDB": "duckdb", "Ibis": "ibis-framework", "PyArrow": "pyarrow", "Django": "Django"}
    told = [f"{name} {version(package)}" for name, package in libraries.items()]
    return ", ".join([f"Python {platform.python_version()}", *told])


def load() -> str:
    """How busy the machine is: the mean number of processes that ran or waited over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def notmuch_version() -> str | None:
    """The version of notmuch, None where it is not installed."""
    program = shutil.which("notmuch")
    if program is None:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return said.split()[1]
