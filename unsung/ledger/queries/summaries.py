"""Weekly summaries as they were sent: a writer's own, and of a desk who sent one for which week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from unsung.ledger.models import Person, RoleName, Summary


@dataclass(frozen=True)
class OfWeek:
    """A member of a desk and the summary that came for a week; None where none did."""

    name: str
    summary: Summary | None


def summary_of(author: int, monday: date) -> Summary | None:
    """The summary a writer sent for the week that begins on this day."""
    return Summary.objects.select_related("to").filter(author=author, monday=monday).first()


def summary_for(reader: int, ref: UUID) -> Summary | None:
    """A summary by its name, for who wrote it or received it; None for anybody else."""
    mine = Summary.objects.filter(Q(author=reader) | Q(to=reader), ref=ref)
    return mine.select_related("author", "to", "desk").first()


def message_ids_of(author: int) -> list[str]:
    """The names of the mails with this writer's heads, the earliest first."""
    sent = Summary.objects.filter(author=author).exclude(message_id="").order_by("monday")
    return list(sent.values_list("message_id", flat=True))


def weeks_to(reader: int, desks: Iterable[int], mondays: list[date]) -> dict[date, list[OfWeek]]:
    """By week, every member of the desks that a reader leads, by name, with the summary that was sent."""
    members = Person.objects.filter(roles__role=RoleName.MEMBER, roles__desk__in=list(desks))
    people = list(members.exclude(pk=reader).distinct().order_by("name", "pk"))
    sent = Summary.objects.filter(to=reader, monday__in=mondays).defer("text", "letter")
    known = {(each.monday, each.author_id): each for each in sent}
    return {
        monday: [OfWeek(each.name, known.get((monday, each.pk))) for each in people] for monday in mondays
    }
