"""Where an issue's figures come from: its sources, how fresh, what is missing and what was put aside."""

from collections.abc import Iterable
from datetime import datetime

from unsung.ledger.queries.sources import SourceState, noted, sources
from unsung.publishing.publication import Made, SourceLine


def made_of(rejects: Iterable[str] = (), notes: Iterable[str] = ()) -> Made:
    """How an issue from the present ledger is made; `rejects` are sentences on what was put aside."""
    known = sources()
    return Made(
        sources=tuple(
            SourceLine(source.name, source.delivery, source.facts, source.rejects, source.freshest)
            for source in known
        ),
        notes=tuple(dict.fromkeys([*noted(), *notes])),
        missing=tuple(_missing(known)),
        rejects_explained=tuple(rejects),
    )


def _missing(sources: list[SourceState]) -> Iterable[str]:
    newest = max((source.freshest for source in sources if source.freshest), default=None)
    for source in sources:
        if source.tells_states and source.first:
            yield (
                f"{source.name} begins on {_day(source.first)}: what was opened before and was still open "
                "then is missing from what is waiting."
            )
        if newest and source.freshest and (newest - source.freshest).days > 3:
            yield f"{source.name} ends on {_day(source.freshest)}, before the other sources do."


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
