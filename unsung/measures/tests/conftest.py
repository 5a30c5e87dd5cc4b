"""What all tests of the measures share: the engine behind tables in memory is closed when they are done."""

from collections.abc import Iterator

import ibis
import pytest


@pytest.fixture(scope="session", autouse=True)
def closed_engine() -> Iterator[None]:
    """Close the engine that Ibis opened by itself, which DuckDB would otherwise complain about at the end."""
    yield
    ibis.get_backend().disconnect()
    ibis.options.default_backend = None
