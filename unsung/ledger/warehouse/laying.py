"""Laying out: which months changed since last time, and those months written anew, nothing else."""

import json
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from unsung.ground.hours import OpenClock, OpeningHours
from unsung.ground.periods import Period, month_of
from unsung.ground.progress import Step, Tell, silent
from unsung.ledger.courses import Begun, repeats
from unsung.ledger.queries.customers import kinds_by_address
from unsung.ledger.queries.reach import first_touched, newest_rows, reach
from unsung.ledger.tables import CONTACTS, EPISODES, MESSAGES, RATINGS, TABLES, TALLIES, Table
from unsung.ledger.warehouse import parquet
from unsung.ledger.warehouse.answers import rating_rows, tally_rows
from unsung.ledger.warehouse.conversations import (
    Days,
    Issue,
    Row,
    answered_by_person,
    category_of,
    contact_row,
    episode_rows,
    message_rows,
)
from unsung.ledger.warehouse.gathering import Told, gather, known_customers

FORMAT = 6
ISSUE_WINDOW_S = 7 * 86_400
"""How long a customer who comes back in the same matter still has the same issue: 7 days (handbook 1.2)."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Laid:
    """What a laying did: the months written, and how many contacts they hold."""

    months: tuple[str, ...]
    contacts: int


def lay_out(folder: Path, zone: str, hours: OpeningHours | None, tell: Tell = silent) -> Laid:
    """Bring the tables in `folder` into line with the ledger; raises Problem when the disk is full.

    The note `laid.json` is written last, so a laying cut short is begun again from the same place.
    """
    span = reach()
    parquet.write_empty(folder)
    newest = newest_rows()
    first = _first_changed(folder, zone, hours, span.first)
    if first is None:
        return Laid((), 0)
    if span.first is None or span.last is None:
        _leave_only(folder, ())
        return Laid((), 0)
    days = _days(zone, hours, span.first, span.last)
    months = _months(first, span.first, span.last, zone)
    contacts = _write_months(folder, months, days, tell) if months else 0
    _leave_only(folder, _months(span.first, span.first, span.last, zone))
    _note(folder, zone, hours, newest)
    return Laid(tuple(month.label for month in months), contacts)


def _settings_seal(zone: str, hours: OpeningHours | None) -> str:
    kinds = sorted(kinds_by_address().items())
    said = f"{FORMAT}|{zone}|{hours}|{kinds}|{[(t.name, t.columns) for t in TABLES]}"
    return sha256(said.encode()).hexdigest()


def _first_changed(
    folder: Path, zone: str, hours: OpeningHours | None, first: datetime | None
) -> datetime | None:
    note = folder / "laid.json"
    held = json.loads(note.read_text("utf-8")) if note.exists() else {}
    if held.get("settings") != _settings_seal(zone, hours):
        return first
    return first_touched(held["newest"])


def _note(folder: Path, zone: str, hours: OpeningHours | None, newest: dict[str, int]) -> None:
    half = folder / "laid.half"
    half.write_text(json.dumps({"settings": _settings_seal(zone, hours), "newest": newest}), "utf-8")
    half.replace(folder / "laid.json")


def _days(zone: str, hours: OpeningHours | None, first: datetime, last: datetime) -> Days:
    if hours is None:
        return Days(ZoneInfo(zone))
    start, end = first.date() - 2 * DAY, last.date() + 2 * DAY
    return Days(ZoneInfo(zone), OpenClock(hours, start, end), frozenset(hours.open_days(start, end)))


def _months(changed: datetime, first: datetime, last: datetime, zone: str) -> list[Period]:
    # A conversation tells of its customer's next one, so the month before a change changes with it; and
    # whether somebody was new depends on all that went before, so every later month does too.
    at = ZoneInfo(zone)
    earliest = month_of(first.astimezone(at).date(), zone)
    month = max(month_of(changed.astimezone(at).date(), zone).before(), earliest, key=_start)
    months = []
    while month.start <= last.astimezone(at).date():
        months.append(month)
        month = month_of(month.end, zone)
    return months


def _start(month: Period) -> date:
    return month.start


def _write_months(folder: Path, months: list[Period], days: Days, tell: Tell) -> int:
    contacts = 0
    begun = _begun(folder, months[0].before())
    here = gather(*_span(months[0]))
    for number, month in enumerate(months, 1):
        after = gather(*_span(month_of(month.end, month.zone)))
        issues = _issues(here, after, begun)
        _write_month(folder, month, here, issues, days)
        begun = _since(
            here, {t.number for t in here if t.number in issues and issues[t.number].sequel.begins}
        )
        contacts += len(here)
        here = after
        tell(Step("laying out", number, len(months), contacts, finished=number == len(months)))
    return contacts


def _begun(folder: Path, month: Period) -> Begun:
    """The issues of a month that is laid out already, by their first moment.

    Which contact begins an issue hangs on all that went before, so it is read and not reckoned again.
    """
    rows = parquet.read(CONTACTS, folder, month.label, ("contact", "issue_first"))
    return _since(gather(*_span(month)), {row["contact"] for row in rows if row["issue_first"]})


def _since(told: list[Told], begin: Set[object]) -> Begun:
    return {(t.customer_key, category_of(t)): t.opened_s for t in told if t.number in begin}


def _span(month: Period) -> tuple[datetime, datetime]:
    return datetime.fromtimestamp(month.start_s, UTC), datetime.fromtimestamp(month.end_s, UTC)


def _issues(here: list[Told], after: list[Told], begun: Begun) -> dict[int, Issue]:
    """The contacts that belong to an issue, by number; an issue is answered if any of its contacts is."""
    counted = [t for t in (*here, *after) if t.standing == "contact" and t.started_by == "customer"]
    told = [t for t in counted if t.customer_key and category_of(t)]
    sequels = repeats([(t.customer_key, category_of(t), t.opened_s) for t in told], ISSUE_WINDOW_S, begun)
    answered = {s.first for t, s in zip(told, sequels, strict=True) if answered_by_person(t)}
    return {
        t.number: Issue(sequel, place in answered if sequel.begins else None)
        for place, (t, sequel) in enumerate(zip(told, sequels, strict=True))
    }


def _write_month(folder: Path, month: Period, told: list[Told], issues: dict[int, Issue], days: Days) -> None:
    known = known_customers(t.customer_key for t in told)
    rows: dict[tuple[Table, str], list[Row]] = defaultdict(list)
    for contact in told:
        row = contact_row(contact, known.get(contact.customer_key), issues.get(contact.number), days)
        rows[CONTACTS, month.label].append(row)
        for table, children in ((MESSAGES, message_rows), (EPISODES, episode_rows)):
            for label, child in children(contact, days):
                rows[table, label].append(child)
    rows[RATINGS, month.label].extend(rating_rows(*_span(month), days))
    rows[TALLIES, month.label].extend(tally_rows(*_span(month), days))
    _replace(folder, month.label, rows)


def _leave_only(folder: Path, months: Sequence[Period]) -> None:
    # Where a delivery was taken back, months may lie on the disk of which nothing stands any more.
    kept = {parquet.NO_MONTH, *(month.label for month in months)}
    for table in TABLES:
        for path in parquet.parts(table, folder, "*"):
            if path.stem.removeprefix("of-") not in kept:
                path.unlink()


def _replace(folder: Path, part: str, rows: dict[tuple[Table, str], list[Row]]) -> None:
    old = {path for table in TABLES for path in parquet.parts(table, folder, part)}
    new = {parquet.write(table, folder, label, part, held) for (table, label), held in rows.items() if held}
    for path in old - new:
        path.unlink()
