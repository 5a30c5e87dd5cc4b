"""What the pages of reviews ask: the page with its ways on, what lies beside an issue, a figure opened."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from unsung.ground.channels import NAMES
from unsung.ground.figures import Figure
from unsung.ground.periods import parse_month
from unsung.ledger.cards.looking_up import cards_numbered
from unsung.ledger.cards.models import Card
from unsung.ledger.cards.places import number_at
from unsung.ledger.queries.reach import changed_since
from unsung.ledger.queries.standing import moment
from unsung.ledger.queries.zones import desk_zone
from unsung.publishing import words
from unsung.publishing.figures_read import figure_of
from unsung.publishing.models import Issue
from unsung.publishing.publication import Mark, Point, Trend
from unsung.publishing.shelf import places_of, printed, values_until

LEADS_ON = re.compile(r"<!--behind:([a-z0-9_-]+)-->")
SOME = 10
MONTHS = 14
STATEMENTS = {
    "changed": "Changed.",
    "about_the_same": "About the same.",
    "cannot_tell": "Whether it changed cannot be told yet.",
    "small_sample": "Small sample.",
}


def reading_for(issue: Issue, serves: bool) -> SafeString:
    """The printed page with a way on under each definition; ways to cases for the desk alone.

    The page was rendered by the press with everything in it escaped, and is shown as it was printed.
    """

    def leads_on(found: re.Match[str]) -> str:
        id = found[1].replace("-", ".")
        told = issue.values.get(id)
        if told is None or not _may_read(told, serves):
            return ""
        return _ways(issue, id, bool(told["behind"]) and serves)

    return mark_safe(LEADS_ON.sub(leads_on, issue.reading))


def _ways(issue: Issue, id: str, cases: bool) -> str:
    query = f"?version={issue.version}"
    page = reverse("review:figure", args=[issue.month, id]) + query
    behind = format_html('<a href="{}">The cases behind it</a>', cases_behind(issue, id)) if cases else ""
    return format_html('<p class="ways"><a href="{}">This figure by itself</a> {}</p>', page, behind)


def cases_behind(issue: Issue, id: str) -> str:
    """Where the list of the cases behind a figure is."""
    return f"{reverse('cases:list')}?behind={id}&issue={issue.month}&version={issue.version}"


def _may_read(told: dict[str, Any], serves: bool) -> bool:
    return serves or told.get("audience") != "T"


def overtaken(issue: Issue) -> str:
    """What became of the records of its month since an issue was printed; empty where nothing did."""
    if issue.overtaken_at is None:
        return ""
    month = parse_month(issue.month, desk_zone())
    changed = changed_since(issue.newest, moment(month.start_s), moment(month.end_s))
    if changed.went:
        return "Records came in and others were taken back" if changed.came else "Records were taken back"
    return "Records came in" if changed.came else "What is on record of this month changed"


@dataclass(frozen=True)
class Beside:
    """The issues before and after one, as (month, masthead), and the other versions of its month."""

    earlier: tuple[str, str] | None
    later: tuple[str, str] | None
    versions: Sequence[int]


def beside(month: str, version: int) -> Beside:
    """What lies beside the issue of a month."""
    rows = list(
        Issue.objects.filter(state=Issue.State.PRINTED)
        .order_by("month", "version")
        .values_list("month", "masthead", "version")
    )
    before = [(each, name) for each, name, _ in rows if each < month]
    after = [(each, name) for each, name, _ in rows if each > month]
    versions = [each for at, _, each in rows if at == month and each != version]
    return Beside(before[-1] if before else None, after[0] if after else None, versions)


@dataclass(frozen=True)
class Line:
    """A figure of one channel: its name and icon, the value as it is read, its interval, its n, its mark."""

    name: str
    icon: str
    printed: str
    interval: str
    n: str
    mark: Mark | None


@dataclass(frozen=True)
class Opened:
    """One figure opened: everything its page shows; `behind` is how the cases behind it can be had."""

    figure: Figure
    printed: str
    interval: str
    counted: str
    said: str
    before: str
    channels: Sequence[Line]
    definition: Sequence[tuple[str, str]]
    trend: Trend | None
    cards: Sequence[Card]
    many: int
    rows: int
    href: str


def opened(issue: Issue, id: str, serves: bool) -> Opened | None:
    """A figure of an issue opened; None where it has none of that id for this reader."""
    told = issue.values.get(id)
    figure = figure_of(issue.figures, id, told["of"]) if told and _may_read(told, serves) else None
    if told is None or figure is None:
        return None
    places = places_of(issue, told["behind"]) if serves else ()
    return Opened(
        figure=figure,
        printed=printed(figure),
        interval=words.interval(figure, figure.interval),
        counted=words.sentence(f"{words.count(figure.n)} {figure.of}; {figure.clock}") if figure.had else "",
        said=STATEMENTS.get(figure.statement or "", ""),
        before=_before(issue, figure),
        channels=_channels(figure),
        definition=[*told["definition"], ("Method", words.sentence(figure.method))],
        trend=_trend(issue, figure, id),
        cards=cards_numbered([number_at(place) for place in places[:SOME]]),
        many=len(places),
        rows=told["rows"],
        href=cases_behind(issue, id),
    )


def _before(issue: Issue, figure: Figure) -> str:
    """What it was in the month before, with how sure; empty where the records do not cover that month."""
    earlier = figure.previous
    if earlier is None or earlier.value is None:
        return ""
    month = words.month(parse_month(issue.month).before())
    said = words.interval(figure, earlier.interval)
    value = words.amount(figure, earlier.value) + (" in 100" if figure.unit == "share" else "")
    more = ", ".join(part for part in (said, f"from {words.count(earlier.n)}") if part)
    return f"{month}: {value}" + ("" if figure.tier == "count" else f" ({more})")


def _channels(figure: Figure) -> list[Line]:
    had = {name: part for name, part in figure.by["channel"].items() if part.value is not None and part.n}
    most = max((abs(part.value or 0) for part in had.values()), default=0)
    return [
        Line(
            NAMES[name],
            name,
            printed(part),
            words.interval(part, part.interval),
            words.count(part.n),
            _mark(part, most),
        )
        for name, part in had.items()
    ]


def _mark(part: Figure, most: float) -> Mark | None:
    if part.tier == "counts_only" or part.value is None or not most:
        return None
    low, high = part.interval or (None, None)
    if part.unit == "share":
        ends = (None, None) if low is None or high is None else (100 * low, 100 * high)
        return Mark("band", 100 * part.value, low=ends[0], high=ends[1])
    return Mark("bar", 100 * part.value / most) if part.value >= 0 else None


def _trend(issue: Issue, figure: Figure, id: str) -> Trend | None:
    """The same figure in the printed issues up to this one; None where there are fewer than two."""
    points = [
        _point(month, values[id], figure)
        for month, values in values_until(issue.month, MONTHS)
        if id in values and values[id]["value"] is not None
    ]
    if len(points) < 2:
        return None
    finding = f"{figure.name}, {points[0].label} to {points[-1].label}: " + ", ".join(
        point.printed for point in points
    )
    return Trend(finding, tuple(points))


def _point(month: str, told: dict[str, Any], figure: Figure) -> Point:
    """One month of the trend, placed in the unit the figure is printed in."""
    unit = {"share": 100.0, "seconds": 1 / 3600}.get(figure.unit, 1.0)
    low, high = told["interval"] or (None, None)
    ends = (None, None) if low is None or high is None else (low * unit, high * unit)
    label = words.month_of_year(parse_month(month))
    return Point(label, told["value"] * unit, told["printed"], *ends)
