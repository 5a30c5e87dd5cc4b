"""Every test of bringing records begins without files in its home."""

import shutil
from collections.abc import Iterator

import pytest

from unsung.ground.home import home


@pytest.fixture(autouse=True)
def no_files() -> Iterator[None]:
    """Nothing is left of another test's files."""
    shutil.rmtree(home().uploads, ignore_errors=True)
    yield
    shutil.rmtree(home().uploads, ignore_errors=True)
