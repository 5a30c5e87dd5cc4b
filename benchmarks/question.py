"""The question both sides of the measures' race answer: which period, and the one before it."""

from dataclasses import dataclass

CASES = {"month": "the last month beside the one before", "all": "all 24 months as one period"}


@dataclass(frozen=True)
class Question:
    """Moments in seconds since 1970 UTC; a period runs from its start up to, not with, its end.

    `first_month` and `last_month` name the partitions of both periods ("2025-11"); `days` are working
    days; `call_s` and `chat_s` the seconds within which an answer is promised.
    """

    start_s: int
    end_s: int
    before_s: int
    first_month: str
    last_month: str
    known_until_s: int
    days: int
    days_before: int
    call_s: int
    chat_s: int
