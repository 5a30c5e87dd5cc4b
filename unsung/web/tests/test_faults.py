"""Faults of the database in plain words: a disk that failed for want of room is said to be full."""

import pytest
from django.db import OperationalError

from unsung.web import faults


@pytest.mark.parametrize(("room", "said"), [(False, "is full"), (True, "could not be used: disk I/O error")])
def test_a_disk_without_a_byte_left_is_said_to_be_full(
    room: bool, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "ROOM", 0 if room else 1 << 62)
    assert said in faults.of_the_database(OperationalError("disk I/O error")).what
