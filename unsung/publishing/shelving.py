"""Shelving: a printed review is put on the shelf as the next issue of its month, with what lies behind it."""

import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from unsung.publishing.shelf import printed

KEPT = ("review.html", "figures.xlsx")


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


def _packed(places: Sequence[int]) -> bytes:
    return zlib.compress(array("q", places).tobytes(), 1)
