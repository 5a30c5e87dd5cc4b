"""figures.json: every figure of an issue for other programs, as docs/figures-json.md describes it."""

import json
from typing import Any

from unsung.ground.figures import CHANNELS, Cases, Earlier, Figure, Interval
from unsung.publishing.publication import Review, SourceLine

FORMAT = 1
NOT_SPLIT = "This figure is not split by channel."

Object = dict[str, Any]


def document(review: Review) -> Object:
    """The whole document; `to` is exclusive, shares run from 0 to 1, times are in seconds."""
    period = review.period
    return {
        "format": FORMAT,
        "period": {"from": period.start.isoformat(), "to": period.end.isoformat(), "timezone": period.zone},
        "sources": [_source(source) for source in review.made.sources],
        "figures": [_with_channels(figure) for figure in review.figures],
    }


def text(review: Review) -> str:
    """The document as it is written; raises ValueError for a number that is none."""
    return json.dumps(document(review), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _source(source: SourceLine) -> Object:
    return {
        "name": source.name,
        "delivery": source.delivery,
        "facts": source.facts,
        "rejects": source.rejects,
        "freshest": source.freshest.isoformat() if source.freshest else None,
    }


def _with_channels(figure: Figure) -> Object:
    split = figure.by.get("channel", {})
    channels = {name: _figure(split[name]) if name in split else _unsplit(figure) for name in CHANNELS}
    return _figure(figure) | {"by": {"channel": channels}, "cases": _cases(figure.cases)}


def _figure(figure: Figure) -> Object:
    return {
        "id": figure.id,
        "name": figure.name,
        "unit": figure.unit,
        "value": figure.value,
        "why_null": figure.why_null if figure.value is None else "",
        "n": figure.n,
        "interval": _interval(figure.interval),
        "method": figure.method,
        "tier": figure.tier,
        "clock": figure.clock,
        "statement": figure.statement,
        "previous": _previous(figure.previous),
        "cases": _cases(figure.cases),
    }


def _unsplit(figure: Figure) -> Object:
    whole = _figure(figure)
    nothing = {"value": None, "why_null": NOT_SPLIT, "n": 0, "interval": None, "tier": "not_had"}
    return whole | nothing | {"statement": None, "previous": None, "cases": None}


def _interval(given: Interval | None) -> list[float | None] | None:
    return None if given is None else list(given)


def _previous(earlier: Earlier | None) -> Object | None:
    if earlier is None:
        return None
    return {"value": earlier.value, "n": earlier.n, "interval": _interval(earlier.interval)}


def _cases(cases: Cases | None) -> Object | None:
    return None if cases is None else {"table": cases.table, "where": cases.where, "count": cases.count}
