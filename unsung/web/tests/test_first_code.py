"""The code of a start: one while nobody is there, none afterwards."""

from pathlib import Path

import pytest

from unsung.ground.home import home
from unsung.ground.setup_code import new_code, use_code
from unsung.ledger.models import Person
from unsung.web.commands.serve import code_for_the_first


@pytest.mark.django_db
def test_a_start_makes_a_code_only_while_nobody_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSUNG_HOME", str(tmp_path))
    earlier, code = new_code(), code_for_the_first()
    assert (use_code(earlier), home().setup_code.exists()) == ("wrong", True)
    Person.objects.create(name="Ada", address="ada@example.org")
    assert code_for_the_first() == ""
    assert use_code(code) == "gone"
