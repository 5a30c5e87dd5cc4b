"""The code of the set-up: kept as a hash, listened to so often, used once."""

import stat
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from unsung.ground import clock
from unsung.ground.home import home
from unsung.ground.setup_code import MOST, WINDOW_S, forget_code, new_code, use_code


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_HOME", str(tmp_path))


def test_the_code_lets_in_once_however_it_is_typed() -> None:
    code = new_code()
    assert use_code(f" {code.lower().replace('-', ' ')} ") == "right"
    assert not home().setup_code.exists()
    assert use_code(code) == "gone"


def test_a_new_start_makes_the_earlier_code_worthless() -> None:
    first, second = new_code(), new_code()
    assert (use_code(first), use_code(second)) == ("wrong", "right")


def test_only_its_owner_can_read_the_file_and_the_code_is_not_in_it() -> None:
    code = new_code()
    assert stat.S_IMODE(home().setup_code.stat().st_mode) == 0o600
    assert code not in home().setup_code.read_text()
    assert code.replace("-", "") not in home().setup_code.read_text()


def test_a_file_that_others_could_read_is_shut_again() -> None:
    home().setup_code.touch(0o644)
    new_code()
    assert stat.S_IMODE(home().setup_code.stat().st_mode) == 0o600


def test_after_so_many_wrong_ones_not_even_the_right_one_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    code = new_code()
    assert {use_code("XXXX") for _ in range(MOST)} == {"wrong"}
    assert use_code(code) == "too_many"
    later = clock.now() + timedelta(seconds=WINDOW_S + 1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert use_code(code) == "right"


def test_attempts_are_counted_together_whichever_process_they_come_to() -> None:
    code = new_code()
    with ProcessPoolExecutor(2) as processes:
        answers = list(processes.map(use_code, ["XXXX"] * (MOST + 6)))
    assert (answers.count("wrong"), answers.count("too_many")) == (MOST, 6)
    assert use_code(code) == "too_many"


def test_a_file_cut_off_counts_as_none() -> None:
    new_code()
    home().setup_code.write_text('{"salt": "ab')
    assert use_code("XXXX") == "gone"
    forget_code()
    forget_code()


def test_the_moment_is_that_of_the_one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    new_code()
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat("2026-01-05T09:00:00+00:00"))
    use_code("XXXX")
    assert "1767603600" in home().setup_code.read_text()
