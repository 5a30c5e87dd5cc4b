"""Asking a colleague about a line: the words its writer chooses are handed over, and can be taken back."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from unsung.ledger.actions import corroborations
from unsung.ledger.queries.corroborations import Asked, asked_by
from unsung.rooms.journal.drawer import Open


def ask(mine: Open, line: str, whom: int, day: date, words: str) -> None:
    """Show these words about a line to a colleague."""
    corroborations.ask(mine.row.person_id, whom, _about(mine, line), day, words)


def take_back(mine: Open, line: str) -> None:
    """Take back what was asked about a line, also once the line is erased."""
    corroborations.take_back(mine.row.person_id, _about(mine, line))


def asked_about(mine: Open, lines: Iterable[str]) -> dict[str, Asked]:
    """What was asked about these lines, by their ids."""
    names = {_about(mine, line): line for line in lines}
    return {names[about]: each for about, each in asked_by(mine.row.person_id, names).items()}


def _about(mine: Open, line: str) -> UUID:
    # Made with the writer's key, so that nobody else can tell which line a question is about.
    return mine.key.name(f"asked {line}")
