"""The summary of what was brought in, as the command line says it."""

from unsung.flow.bringing import Brought
from unsung.web.telling import say_problem, stderr


def say_received(received: Brought) -> None:
    """Say what came of bringing in: the counts, then what was noted, then what was put aside and why."""
    stderr.print(f"{received.new:,} new, {received.known:,} known already, {received.rejected:,} put aside.")
    for sentence in [*received.notes, *(str(problem) for problem in received.problems), *received.rejects]:
        stderr.print(sentence)


def say_nothing_read(received: Brought) -> None:
    """Say why there was nothing that could be read."""
    for problem in received.problems:
        say_problem(problem)
    for sentence in received.rejects:
        stderr.print(sentence)
