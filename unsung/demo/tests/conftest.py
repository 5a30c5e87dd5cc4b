"""The demo's last two months, written once for all tests, and all fourteen for the slow ones."""

import pathlib

import pytest

from unsung.demo.desk import Demo, write_demo
from unsung.demo.tests.records import Records


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """September and October 2025."""
    return write_demo(tmp_path_factory.mktemp("demo"), until="2025-10", length=2)


@pytest.fixture(scope="session")
def folder(demo: Demo) -> pathlib.Path:
    """Where its files are."""
    return demo.settings_file.parent


@pytest.fixture(scope="session")
def records(folder: pathlib.Path) -> Records:
    """What the files hold, read back without any of the demo's own code."""
    return Records(folder)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """All fourteen months to October 2025, read back."""
    demo = write_demo(tmp_path_factory.mktemp("whole"), until="2025-10")
    return Records(demo.settings_file.parent)
