"""Starting: a command loads what it needs and nothing of the others."""

import subprocess
import sys

import pytest

HEAVY = ("scipy", "ibis", "duckdb", "fontTools", "xlsxwriter", "unsung.demo", "unsung.publishing.press")
LOOK = (
    "import sys; sys.argv = ['unsung', {command!r}, '--help']\n"
    "from unsung.__main__ import main\n"
    "try: main()\n"
    "except SystemExit: pass\n"
    "print('loaded', *[name for name in {heavy!r} if name in sys.modules])"
)


def loaded(command: str) -> set[str]:
    """Which heavy parts are loaded by the time a command's help is printed."""
    look = LOOK.format(command=command, heavy=HEAVY)
    answer = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    return set(answer.stdout.splitlines()[-1].split()[1:])


@pytest.mark.slow
def test_bringing_records_in_loads_neither_measures_nor_press() -> None:
    assert loaded("import") == set()


@pytest.mark.slow
def test_printing_a_review_loads_both_and_not_the_demo() -> None:
    assert loaded("review") == set(HEAVY) - {"unsung.demo"}
