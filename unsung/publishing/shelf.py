"""The shelf of printed issues: taken down to be read; what is put there, `shelving` puts."""

import re
import zlib
from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from unsung.ground import clock
from unsung.ground.figures import Figure
from unsung.publishing import words
from unsung.publishing.models import Behind, Issue, PrintedFile

VERSION = re.compile(r"[0-9]{1,8}\Z")
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


def printed(figure: Figure) -> str:
    """The value as it is read by itself: "83 in 100", "4 h 50", "not had"."""
    rate = figure.had and figure.unit == "share" and figure.tier != "counts_only"
    return f"{words.value(figure)} in 100" if rate else words.value(figure)


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


def issue_of(month: str, version: str = "") -> Issue | None:
    """The issue of a month: this version, else the latest; None where there is none."""
    if version and not VERSION.match(version):
        return None
    rows = Issue.objects.filter(month=month, state=Issue.State.PRINTED)
    found = rows.filter(version=int(version)) if version else rows.order_by("-version")
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


def ask_again(issue: Issue) -> bool:
    """Note that an issue is to be printed again; False where somebody asked for it a moment before."""
    unasked = Issue.objects.filter(pk=issue.pk, asked_again_at=None)
    return unasked.update(asked_again_at=clock.now()) == 1


def overtake(issue: Issue, at: datetime) -> None:
    """Note that facts of its month came in after it was printed."""
    Issue.objects.filter(pk=issue.pk, overtaken_at__isnull=True).update(overtaken_at=at)
