"""The shelf of printed issues: a review is put there once printed, and taken down to be read."""

import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from unsung.ground import clock
from unsung.ground.figures import Figure
from unsung.publishing import figures_json, plain, words
from unsung.publishing.models import Behind, Issue, PrintedFile
from unsung.publishing.press import reading
from unsung.publishing.publication import Review
from unsung.publishing.publications.monthly import DEFINITIONS
from unsung.publishing.sections.definitions import elsewhere

KEPT = ("review.html", "figures.xlsx")
LIGHT = (
    "month",
    "version",
    "printed_at",
    "desk_name",
    "masthead",
    "headline",
    "glance",
    "newest",
    "overtaken_at",
)


@dataclass(frozen=True)
class Lies:
    """What lies behind a figure: the rows it was counted from and the places of the cases, latest first."""

    rows: int
    places: Sequence[int]


@transaction.atomic
def put(
    review: Review, files: Sequence[Path], newest: Mapping[str, int], behind: Mapping[str, Lies]
) -> Issue:
    """Put a printed review on the shelf, as the next version of its month; `behind` by figure."""
    month = review.period.label
    earlier = Issue.objects.filter(month=month).aggregate(last=Max("version"))["last"] or 0
    packed = {id: _packed(each.places) for id, each in behind.items()}
    keys = {id: blake2b(content, digest_size=12).hexdigest() for id, content in packed.items()}
    issue = Issue.objects.create(
        month=month,
        version=earlier + 1,
        state=Issue.State.PRINTED,
        printed_at=clock.now(),
        desk_name=review.desk_name,
        masthead=review.masthead,
        headline=review.headline.text,
        reading=reading(review),
        text=plain.text(review),
        figures=figures_json.text(review),
        glance=[[each.name, each.value, each.unit] for each in review.glance],
        values={figure.id: _value(figure, behind.get(figure.id), keys) for figure in review.figures},
        colophon=review.how_made.colophon,
        newest=dict(newest),
    )
    PrintedFile.objects.bulk_create(
        PrintedFile(issue=issue, name=file.name, content=file.read_bytes())
        for file in files
        if file.name in KEPT
    )
    held = {keys[id]: content for id, content in packed.items()}
    Behind.objects.bulk_create(Behind(issue=issue, key=key, places=content) for key, content in held.items())
    return issue


def _value(figure: Figure, lies: Lies | None, keys: Mapping[str, str]) -> dict[str, Any]:
    """A figure as trends and pages show it, with its definition and what lies behind it."""
    definition = DEFINITIONS.get(figure.id)
    about = ((definition.name, words.sentence(definition.definition)),) if definition else ()
    return {
        "value": figure.value,
        "interval": figure.interval,
        "n": figure.n,
        "tier": figure.tier,
        "printed": printed(figure),
        "of": figure.of,
        "definition": [*about, *(elsewhere(definition) if definition else ())],
        "audience": definition.audience if definition else "C",
        "behind": keys.get(figure.id, ""),
        "rows": lies.rows if lies else 0,
    }


def printed(figure: Figure) -> str:
    """The value as it is read by itself: "83 in 100", "4 h 50", "not had"."""
    rate = figure.had and figure.unit == "share" and figure.tier != "counts_only"
    return f"{words.value(figure)} in 100" if rate else words.value(figure)


def _packed(places: Sequence[int]) -> bytes:
    return zlib.compress(array("q", places).tobytes(), 1)


def places_of(issue: Issue, key: str) -> Sequence[int]:
    """The places of the cases behind a figure, the latest first; none where they were not told."""
    held = (
        Behind.objects.filter(issue=issue, key=key).values_list("places", flat=True).first() if key else None
    )
    places = array("q")
    if held is not None:
        places.frombytes(zlib.decompress(bytes(held)))
    return places


def months_printed() -> set[str]:
    """Every month that has a printed issue."""
    return set(Issue.objects.filter(state=Issue.State.PRINTED).values_list("month", flat=True))


def issues() -> list[Issue]:
    """The latest printed version of every month, the latest month first, without pages and figures."""
    rows = Issue.objects.filter(state=Issue.State.PRINTED).only(*LIGHT).order_by("-month", "version")
    return list({issue.month: issue for issue in rows}.values())


def issue_of(month: str, version: int = 0) -> Issue | None:
    """The issue of a month: this version, else the latest; None where there is none."""
    rows = Issue.objects.filter(month=month, state=Issue.State.PRINTED)
    found = rows.filter(version=version) if version else rows.order_by("-version")
    return found.first()


def file_of(issue: Issue, name: str) -> bytes | None:
    """A file of an issue as it was printed; None where it has none of that name."""
    texts = {"review.txt": issue.text, "figures.json": issue.figures}
    if name in texts:
        return texts[name].encode()
    held = PrintedFile.objects.filter(issue=issue, name=name).values_list("content", flat=True).first()
    return None if held is None else bytes(held)


def values_until(month: str, most: int) -> list[tuple[str, dict[str, Any]]]:
    """The figures of the printed issues up to this month, the earliest first: (month, values)."""
    rows = Issue.objects.filter(state=Issue.State.PRINTED, month__lte=month).order_by("-month", "version")
    latest = dict(rows.values_list("month", "values")[: 3 * most])
    return sorted(latest.items())[-most:]


def ask_again(issue: Issue) -> None:
    """Note that an issue was asked to be printed again, so that it is not asked for twice."""
    Issue.objects.filter(pk=issue.pk).update(asked_again_at=clock.now())


def overtake(issue: Issue, at: datetime) -> None:
    """Note that facts of its month came in after it was printed."""
    Issue.objects.filter(pk=issue.pk, overtaken_at__isnull=True).update(overtaken_at=at)
