"""What a page of reflection sends: answers of no more than a line's length, and what the day took."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.http import QueryDict

from unsung.ground.problems import Problem
from unsung.rooms.journal.capture import LONGEST
from unsung.rooms.journal.reflections import BACK, MOST_TOOK, TOOK, Cost, reflection
from unsung.rooms.journal.written import Version


def answers_in(asked: QueryDict, questions: Sequence[str], day: date) -> list[Version]:
    """The answers sent, those left empty left out; raises Problem where one is too long."""
    return list(_answers(asked, questions, day))


def _answers(asked: QueryDict, questions: Sequence[str], day: date) -> Iterator[Version]:
    for question in questions:
        cost = _cost(asked) if question == TOOK else None
        words = cost.words if cost else _words(asked.get(question, ""))
        if words:
            yield reflection(question, words, day, cost)


def _words(text: str) -> str:
    said = " ".join(text.replace("\x00", "").split())
    if len(said) > LONGEST:
        raise Problem(
            f"“{said[:40]}…” has {len(said):,} letters.",
            "Nothing was kept.",
            f"An answer has {LONGEST:,} at most. Go back, and your words are still there.",
        )
    return said


def _cost(asked: QueryDict) -> Cost:
    took, back = asked.get("took", ""), asked.get("back", "")
    whole = int(took) if took.isascii() and took.isdigit() and len(took) < 3 else None
    return Cost(whole if whole is not None and whole <= MOST_TOOK else None, back if back in BACK else "")
