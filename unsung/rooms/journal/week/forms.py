"""The draft of a summary as a form: what was ticked, worded and asked comes back as a draft."""

from datetime import date
from uuid import UUID, uuid4

from django.http import QueryDict

from unsung.ground.problems import Problem
from unsung.publishing.publications.weekly import MOST_ASKS
from unsung.rooms.journal.week.drafts import Draft, DraftAsk, Words
from unsung.rooms.journal.week.lines import WeekLine, by_itself

LONGEST = 300
LONGEST_WORDS = 600
FREE = ("met", "quote", "cover", "joy")


def draft_from(asked: QueryDict, lines: list[WeekLine], to: int) -> Draft:
    """The draft that a form holds; raises Problem for a text that is too long or a day that is none."""
    goes_in = set(asked.getlist("in"))
    return Draft(
        taken=tuple(line.id for line in lines if line.id in goes_in and not by_itself(line.written)),
        left=tuple(line.id for line in lines if line.id not in goes_in and by_itself(line.written)),
        nameless=tuple(line.id for line in lines if line.id in asked.getlist("nameless")),
        told={line.id: said for line in lines if (said := _told(asked, line))},
        asks=tuple(_asks(asked)),
        to=to,
        hours_of_all="hours_of_all" in asked,
        seen="seen" in asked,
        **{name: _held(asked.get(name, ""), LONGEST) for name in FREE},
    )


def _told(asked: QueryDict, line: WeekLine) -> Words | None:
    """Other words for a line; None where they are those it has anyway."""
    words = _held(asked.get(f"words-{line.id}", ""), LONGEST_WORDS)
    outcome = _held(asked.get(f"outcome-{line.id}", ""), LONGEST_WORDS)
    if not words or (words, outcome) == (line.plain, line.came):
        return None
    return words, outcome


def _asks(asked: QueryDict) -> list[DraftAsk]:
    rows = zip(asked.getlist("ask-ref"), asked.getlist("ask"), asked.getlist("ask-by"), strict=False)
    found = [DraftAsk(_ref(ref), _held(words, LONGEST), _day(by)) for ref, words, by in rows if words.strip()]
    return found[:MOST_ASKS]


def _ref(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return str(uuid4())


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as fault:
        raise Problem(
            f"“{text}” is no day.", "The draft was not kept.", "Write a day like 2026-09-25, or leave it out."
        ) from fault


def _held(text: str, longest: int) -> str:
    said = " ".join(text.split())
    if len(said) > longest:
        raise Problem(
            f"“{said[:40]}…” has {len(said):,} letters.",
            "The draft was not kept.",
            f"A part of a summary has {longest:,} at most.",
        )
    return said
