"""What colleagues were asked, and whether they said that it was so."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from unsung.ledger.models import Corroboration, CorroborationAnswer


@dataclass(frozen=True)
class Asked:
    """One asking: by whom and of whom, the words shown, and the answer that holds (empty: none yet)."""

    number: int
    about: UUID
    asker: str
    asked: str
    day: date
    words: str
    asked_at: datetime
    said: str = ""
    said_at: datetime | None = None

    @property
    def yes(self) -> bool:
        """Whether the colleague says that it was so."""
        return self.said == CorroborationAnswer.YES


def asked_of(person: int) -> list[Asked]:
    """What this person is asked, the latest first; what was taken back is not among it."""
    return list(_told(Corroboration.objects.filter(asked=person).order_by("-id")))


def unanswered(person: int) -> int:
    """How many things this person is asked and has not answered."""
    latest = CorroborationAnswer.objects.filter(to=OuterRef("pk")).order_by("-id").values("said")[:1]
    rows = Corroboration.objects.filter(asked=person).exclude(words="").annotate(said=Subquery(latest))
    return rows.filter(Q(said__isnull=True) | Q(said=CorroborationAnswer.TAKEN_BACK)).count()


def asked_by(person: int, about: Collection[UUID]) -> dict[UUID, Asked]:
    """What this person asked about these, by their names; what was taken back is not among it."""
    rows = Corroboration.objects.filter(asker=person)
    parts = list(about)
    found: dict[UUID, Asked] = {}
    for start in range(0, len(parts), 900):
        some = rows.filter(about__in=parts[start : start + 900]).order_by("id")
        found |= {each.about: each for each in _told(some)}
    return found


def _told(rows: "QuerySet[Corroboration]") -> Iterable[Asked]:
    stand = rows.exclude(words="").select_related("asker", "asked").prefetch_related("answers")
    for row in stand:
        last = list(row.answers.all())[-1:]
        holds = [each for each in last if each.said != CorroborationAnswer.TAKEN_BACK]
        said, at = (holds[0].said, holds[0].said_at) if holds else ("", None)
        people = row.asker.name, row.asked.name
        yield Asked(row.pk, row.about, *people, row.day, row.words, row.asked_at, said, at)
