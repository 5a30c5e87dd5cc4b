"""In what a saying differs from the fact that stands: which fields, and how where anybody may read it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from unsung.ledger.actions.recording import Draft, current
from unsung.ledger.facts.fact import Fact
from unsung.ledger.models import FAMILIES, facts

TOLD = {"channel", "category", "team", "state", "standing", "started_by", "desk_name", "question"}
"""Fields of words whose words are told; of others (subjects, people) only that they differ."""
MOST = 3
LONGEST = 40
Key = tuple[str, str]
"""Family and external id of a fact."""


@dataclass(frozen=True)
class Differing:
    """In what a saying differs: as `told` with the words of either side, and by the `names` of its fields."""

    told: str
    names: str


def differences(source: int, drafts: Iterable[Draft]) -> dict[Key, Differing]:
    """What differs, as in “channel “call”, here “mail””, of each saying whose fact stands in the source."""
    told: dict[str, dict[str, Draft]] = defaultdict(dict)
    for draft in drafts:
        told[draft.family][draft.external_id] = draft
    return {
        (family, fact.external_id): _said(fact, some[fact.external_id])
        for family, some in told.items()
        for fact in _standing(family, source, some)
    }


def _standing(family: str, source: int, some: Iterable[str]) -> Iterable[Fact]:
    rows = [stands.row for stands in current(family, source, some).values() if stands.row]
    for start in range(0, len(rows), 900):
        yield from facts(family).filter(id__in=rows[start : start + 900])


def _said(fact: Fact, draft: Draft) -> Differing:
    kind = FAMILIES[draft.family]
    fields = [name for name in kind.CONTENT if name not in kind.WORKED_OUT]
    parts = [_part(name, getattr(fact, name), draft.says.get(name)) for name in fields]
    moment = "opened" if draft.family == "contact" else "time"
    parts.append(_part(moment, _minute(fact.happened_at), _minute(draft.happened_at), told=True))
    known = [part for part in parts if part]
    more = f"; and {len(known) - MOST} more" if len(known) > MOST else ""
    return Differing(
        "; ".join(part.told for part in known[:MOST]) + more,
        "; ".join(part.names for part in known[:MOST]) + more,
    )


def _part(name: str, on_record: object, here: object, told: bool = False) -> Differing | None:
    if on_record == here or {on_record, here} == {None, ""}:
        return None
    called = name.removesuffix("_ref").removesuffix("_key").replace("_", " ")
    if not (told or name in TOLD or isinstance(on_record if on_record is not None else here, int | float)):
        return Differing(called, called)
    return Differing(f"{called} {_quoted(on_record)}, here {_quoted(here)}", called)


def _minute(at: datetime) -> str:
    utc = at.astimezone(UTC)
    return f"{utc:%Y-%m-%d %H:%M}{f':{utc:%S}' if utc.second else ''} UTC"


def _quoted(value: object) -> str:
    text = "" if value is None else str(value)
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return f"“{short}”" if short else "empty"
