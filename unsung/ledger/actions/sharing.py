"""Sharing a line of a journal: a copy for its readers, taken back by its writer, ticked and answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from unsung.ground import clock
from unsung.ledger.models import Mention, SharedLine, Tombstone

FAMILY = "shared_line"
TAKEN_BACK = "Its writer took it back."


@dataclass(frozen=True)
class Leaving:
    """What leaves a journal: words with a sign for each colleague named, who these are, and both days.

    `minutes` are rounded to 5; None: not told.
    """

    words: str
    outcome: str
    kinds: Sequence[str]
    minutes: int | None
    happened: date
    written: date
    named: Sequence[int] = ()


@dataclass(frozen=True)
class Readers:
    """For whom: at which desk, the audience, the leads meant, and by whom; None: without the name."""

    desk: int
    audience: str
    to: Sequence[int] = ()
    by: int | None = None


@transaction.atomic
def share(leaving: Leaving, readers: Readers, declined: Collection[int] = ()) -> int:
    """Share a line; returns the number of the copy, which only its writer keeps beside the line.

    `declined` are those who would not be named in an earlier copy: they are not asked again.
    """
    line = SharedLine.objects.create(
        desk_id=readers.desk,
        by_id=readers.by,
        audience=readers.audience,
        happened=leaving.happened,
        written=leaving.written,
        words=leaving.words,
        outcome=leaving.outcome,
        kinds=list(leaving.kinds),
        minutes=leaving.minutes,
    )
    line.to.set(readers.to)
    Mention.objects.bulk_create(
        Mention(line=line, person_id=person, place=place, answer="no" if person in declined else "")
        for place, person in enumerate(leaving.named)
    )
    return line.number


@transaction.atomic
def take_back(number: int) -> set[int]:
    """Take a shared line back: nothing of it is left but that it was there, and since when it is gone.

    Taken back twice, nothing changes. Returns who would not be named in it.
    """
    line = SharedLine.objects.select_for_update().exclude(words="").filter(number=number).first()
    if line is None:
        return set()
    declined = set(line.mentions.filter(answer="no").values_list("person_id", flat=True))
    line.mentions.all().delete()
    line.to.clear()
    line.read_by.clear()
    line.by, line.words, line.outcome, line.kinds, line.minutes = None, "", "", [], None
    line.save()
    Tombstone.objects.create(family=FAMILY, fact_id=number, erased_at=clock.now(), ground=TAKEN_BACK)
    return declined


def tick_read(number: int, person: int) -> None:
    """Note that this person read a line; its writer sees the name. Ticked twice, it stands once."""
    line = SharedLine.objects.exclude(words="").filter(number=number).exclude(audience="all").first()
    if line is not None and line.by_id != person:
        line.read_by.add(person)


def answer_mention(number: int, person: int, agrees: bool) -> bool:
    """Whether somebody named in a line agrees to it; False where the line names nobody of that number."""
    mine = Mention.objects.filter(line=number, person=person)
    return mine.update(answer="yes" if agrees else "no") > 0
