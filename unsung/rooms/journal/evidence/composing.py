"""Composing: a pack with the lines of its drawer becomes what is printed, and the data that proves it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from unsung.ground.kinds import KINDS
from unsung.ground.seal import canonical
from unsung.ledger.queries.corroborations import Asked
from unsung.publishing.publications import evidence as printed
from unsung.rooms.journal.asking import asked_about
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.evidence.grading import gap, grade, standing
from unsung.rooms.journal.evidence.packs import Claim, Pack
from unsung.rooms.journal.evidence.proving import Sealed, sealed
from unsung.rooms.journal.verifying import seal_line
from unsung.rooms.journal.written import Written

Told = dict[str, Any]


@dataclass(frozen=True)
class Teller:
    """Who puts the pack together: the writer's name, the desk's, its zone, and the day it is made."""

    name: str
    desk: str
    zone: str
    today: date


@dataclass(frozen=True)
class Composed:
    """A pack made: what is printed, and its data (pack.json) with the mark over all of it."""

    page: printed.Pack
    data: Told

    def as_json(self) -> str:
        """The data as a file."""
        return json.dumps(self.data, ensure_ascii=False, indent=1) + "\n"


def composed(mine: Open, pack: Pack, by: Teller, mails: Sequence[str] = ()) -> Composed:
    """A pack as it is handed out; `mails` are the message-ids of mails that printed a head."""
    log = sealed(mine)
    named = _named(mine, pack)
    page = _page(pack, by, named, asked_about(mine, pack.lines), log)
    told = _data(pack, page, named, log, mails)
    mark = sha256(canonical(told)).hexdigest()
    return Composed(replace(page, mark=mark), {**told, "mark": mark})


def _named(mine: Open, pack: Pack) -> dict[str, Written]:
    """The lines cited by what the pack calls them: E1 is the earliest; those erased since come last.

    The names count what is chosen and nothing else.
    """
    found = [line for line in map(mine.find, pack.lines) if line]
    found.sort(key=lambda line: (bool(line.erased), "" if line.erased else line.now.day, line.id))
    return {f"E{number}": line for number, line in enumerate(found, 1)}


def _page(
    pack: Pack, by: Teller, named: dict[str, Written], asked: dict[str, Asked], log: Sealed
) -> printed.Pack:
    cited = {
        line.id: _cited(ref, line, asked.get(line.id), by.zone, log)
        for ref, line in named.items()
        if not line.erased
    }
    claims = tuple(_claim(number, claim, cited) for number, claim in enumerate(pack.claims, 1))
    return printed.Pack(
        writer=by.name,
        desk=by.desk,
        first=pack.start,
        last=pack.end,
        made=by.today,
        chosen=pack.chosen,
        occasion=pack.occasion,
        helped=pack.helped,
        claims=claims,
        thanks=_in_order(pack.thanks, cited),
        entries=tuple(cited.values()),
        seal=seal_line(log.heads[-1]) if log.heads else "",
    )


def _claim(number: int, claim: Claim, cited: dict[str, printed.Cited]) -> printed.Claim:
    entries = _in_order(claim.lines, cited)
    removed = len(claim.lines) - len(entries)
    return printed.Claim(number, claim.says, claim.outcome, claim.differently, entries, removed)


def _in_order(lines: Iterable[str], cited: dict[str, printed.Cited]) -> tuple[printed.Cited, ...]:
    found = (cited[line] for line in lines if line in cited)
    return tuple(sorted(found, key=lambda entry: int(entry.ref[1:])))


def _cited(ref: str, line: Written, asked: Asked | None, zone: str, log: Sealed) -> printed.Cited:
    since, now = standing(line)[0], line.now
    said = now.said
    confirmed = _confirmed(asked, zone)
    earlier = len(standing(line)) < len(line.versions)
    return printed.Cited(
        ref=ref,
        day=now.happened,
        words=said["text"] or "(no words)",
        recorded=since.local,
        grade=grade(line, confirmed is not None),
        gap=gap(since),
        outcome=said["outcome"] or "",
        kinds=", ".join(KINDS[kind].name for kind in now.kinds if kind in KINDS),
        minutes=said["minutes"],
        first=line.versions[0].local.date() if earlier else None,
        sealed=log.is_sealed(line),
        confirmed=confirmed,
    )


def _confirmed(asked: Asked | None, zone: str) -> printed.Confirmed | None:
    if asked is None or not asked.yes or asked.said_at is None:
        return None
    day = asked.said_at.astimezone(ZoneInfo(zone)).date()
    return printed.Confirmed(asked.asked, day, asked.words)


def _data(
    pack: Pack, page: printed.Pack, named: dict[str, Written], log: Sealed, mails: Sequence[str]
) -> Told:
    refs = {line.id: ref for ref, line in named.items()}
    cited = {entry.ref: entry for entry in page.entries}
    claims = [
        {
            "says": claim.says,
            "outcome": claim.outcome,
            "differently": claim.differently,
            "entries": sorted((refs[line] for line in claim.lines if line in refs), key=_number),
        }
        for claim in pack.claims
    ]
    return {
        "format": 1,
        "writer": page.writer,
        "desk": page.desk,
        "occasion": page.occasion,
        "first": pack.first,
        "last": pack.last,
        "made": page.made.isoformat(),
        "chosen": page.chosen,
        "helped": page.helped,
        "claims": claims,
        "thanks": sorted((refs[line] for line in pack.thanks if line in refs), key=_number),
        "entries": [
            {"ref": ref, **_letter(cited.get(ref)), **log.entry(line)} for ref, line in named.items()
        ],
        "heads": log.chain(),
        "mails": list(mails),
    }


def _number(ref: str) -> int:
    return int(ref[1:])


def _letter(entry: printed.Cited | None) -> Told:
    if entry is None:
        return {}
    sure = entry.confirmed
    told = sure and {"by": sure.by, "on": sure.on.isoformat(), "words": sure.words}
    return {"grade": entry.grade, "confirmed": told}
