"""What was asked and what came back: of one person, of everybody at a desk, or one ask by its name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from unsung.ledger.models import Answer, Ask

A_WEEK = timedelta(days=7)
LOOKED_BACK = 12 * A_WEEK
"""How long an ask that was answered is still listed."""


@dataclass(frozen=True)
class Reply:
    """What came back: yes, no or later, with a day and words where there were any."""

    kind: str
    until: date | None
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Asked:
    """One ask. `needed` is the day by which it is needed, `reply` the latest answer; either may be None."""

    ref: UUID
    author: int
    of: int
    of_name: str
    author_name: str
    words: str
    needed: date | None
    at: datetime
    reply: Reply | None

    def open_on(self, day: date) -> bool:
        """Whether it waits for an answer: there is none, or one that put it off until a day that is over."""
        later = self.reply is not None and self.reply.kind == Answer.LATER
        return self.reply is None or bool(later and (self.reply.until or day) < day)

    def weeks(self, now: datetime) -> int:
        """How many whole weeks ago it was asked."""
        return (now - self.at) // A_WEEK


def asks_by(author: int, since: datetime) -> list[Asked]:
    """What a person asked and still needs, the earliest first; answered ones only where they were since."""
    return _since(Ask.objects.filter(author=author), since)


def asks_of(person: int, since: datetime) -> list[Asked]:
    """What a person was asked for, in the same way."""
    return _since(Ask.objects.filter(of=person), since)


def asks_of_desks(desks: Collection[int], since: datetime) -> list[Asked]:
    """What was asked at these desks, in the same way."""
    return _since(Ask.objects.filter(desk__in=desks), since)


def asked(ref: UUID) -> Asked | None:
    """The ask of this name; None where there is none, or it is no longer needed."""
    return next(iter(_read(Ask.objects.filter(ref=ref))), None)


def _since(asks: "QuerySet[Ask]", since: datetime) -> list[Asked]:
    return [each for each in _read(asks) if each.reply is None or each.reply.at >= since or _put_off(each)]


def _put_off(of: Asked) -> bool:
    return of.reply is not None and of.reply.kind == Answer.LATER


def _read(asks: "QuerySet[Ask]") -> Iterable[Asked]:
    held = asks.filter(withdrawn_at=None).select_related("of", "author").order_by("asked_at", "id")
    for each in held.prefetch_related("answers__by"):
        replies = [
            Reply(one.kind, one.until, one.words, one.by.name, one.answered_at) for one in each.answers.all()
        ]
        reply = replies[-1] if replies else None
        yield Asked(
            each.ref, each.author_id, each.of_id, each.of.name, each.author.name, each.words,
            each.needed_by, each.asked_at, reply,
        )  # fmt: skip
