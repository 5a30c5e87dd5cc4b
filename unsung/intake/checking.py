"""What is put aside: rows for rejects, with where they stood, why, and what they said."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from unsung.ground.problems import Problem
from unsung.intake.models import Reject
from unsung.intake.source import Item, Place
from unsung.ledger.actions.differing import Differing, Key, differences
from unsung.ledger.actions.recording import Draft
from unsung.ledger.models import Delivery

QUOTED = re.compile(r"“.*”", re.DOTALL)
"""Whatever may be quoted, from the first mark to the last: words of a record may hold such marks."""
FIELD = re.compile(r", field (.+?): ")
KEPT = 64_000
"""Bytes of a reject that are kept; a mail of many megabytes is known by its beginning."""


def reject(delivery: Delivery, place: Place, problem: Problem, raw: bytes = b"") -> Reject:
    """The row of one reject, not yet saved."""
    return Reject(
        delivery=delivery,
        file=place.file[:400],
        line=place.line,
        field=(place.field or field_in(place, problem))[:120],
        reason=reason_of(place, problem)[:300],
        what=problem.what,
        bare=bare_of(problem),
        means=problem.means,
        do=problem.do,
        raw=raw[:KEPT],
    )


def field_in(place: Place, problem: Problem) -> str:
    """The field that the sentence of a problem names behind its place, empty where it names none."""
    found = FIELD.match(problem.what.removeprefix(str(place)))
    return found[1] if found else ""


def reason_of(place: Place, problem: Problem) -> str:
    """The sentence of a problem without its place and what it quotes, the same for all of its kind."""
    return without_place(place, bare_of(problem))


def bare_of(problem: Problem) -> str:
    """The sentence of a problem without what it quotes, fit for those who may not read the records."""
    return problem.bare or QUOTED.sub("“…”", problem.what)


def without_place(place: Place, what: str) -> str:
    """The sentence of a problem where its place is named beside it: with the field, without file and line."""
    said = what.removeprefix(str(place))
    field, _, rest = said.removeprefix(", field ").partition(": ")
    if said == what or not rest:
        return what.replace(place.file, "The file")
    return f"{field}: {rest}" if said.startswith(", field ") else f"{rest[:1].upper()}{rest[1:]}"


def mark(told: Reject) -> int:
    """What makes a reject the same as one put aside before: file, line, field and reason."""
    return hash((told.file, told.line, told.field, told.what))


def marks_of(delivery: Delivery) -> set[int]:
    """The marks of everything that earlier deliveries of the same source put aside."""
    earlier = Reject.objects.filter(delivery__source=delivery.source_id, delivery__lt=delivery)
    return {hash(told) for told in earlier.values_list("file", "line", "field", "what").iterator()}


def raw_of(item: Item) -> bytes:
    """The item as it lay in the delivery."""
    if isinstance(item.raw, bytes):
        return item.raw
    return json.dumps(item.raw, ensure_ascii=False).encode("utf-8", "surrogateescape")


def disagreements(
    delivery: Delivery, items: Mapping[int, Item], drafts: Sequence[Draft]
) -> dict[int, Problem]:
    """By number of the item, what to say where it tells otherwise than the record, and in what it differs.

    A row is known by the first of its facts that differs, which is its conversation wherever that does.
    """
    how = differences(delivery.source_id, drafts)
    told: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        told[draft.item].append(draft)
    return {n: _disagreement(items[n], some, how) for n, some in told.items()}


def _disagreement(item: Item, drafts: Sequence[Draft], how: Mapping[Key, Differing]) -> Problem:
    draft = drafts[0]
    found = [(one, how[key]) for one in drafts if (key := (one.family, one.external_id)) in how]
    families = [("" if one is draft else f"{one.family}: ", each) for one, each in found if each.told]
    said = _in_brackets(f"{family}{each.told}" for family, each in families)
    bare = _in_brackets(f"{family}{each.names}" for family, each in families)
    return Problem(
        f"{item.place}: the {draft.family} “{draft.external_id}” is on record and differs there{said}.",
        "The record stands as it was; this row is put aside.",
        "If this file is right, bring it in with “unsung import --correct”, or in a review of files name it "
        "first; if it is another system’s, name that: --as NAME.",
        bare=f"{item.place}: the {draft.family} “…” is on record and differs there{bare}.",
    )


def _in_brackets(parts: Iterable[str]) -> str:
    once = dict.fromkeys(parts)
    return f" ({'; '.join(once)})" if once else ""


def nothing_in(name: str) -> Problem:
    """What to say of a file in which there is not one mail or row."""
    return Problem(f"{name} holds no mails and no rows.", "Nothing was taken from it.", "Check the export.")
