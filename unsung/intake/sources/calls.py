"""The way in for the call records an Asterisk exchange writes itself: Master.csv, without a header."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice

from unsung.ground.problems import Problem
from unsung.intake.source import Item, Piece, Place, Read, Reading
from unsung.intake.tables import text
from unsung.intake.tables.alike import numbered
from unsung.intake.tables.asterisk import fields_of, looks_like_master
from unsung.intake.tables.dates import DateForm, check_zone, reader
from unsung.intake.tables.dialect import Dialect, split
from unsung.intake.tables.endings import Ending
from unsung.intake.tables.legs import Leg, records, second_in
from unsung.intake.tables.lines import cut
from unsung.intake.tables.row import PUT_ASIDE, Unreadable, digest

COMMA = Dialect(",")
SAMPLE = 200


class Calls:
    """Asterisk's own call records, one line a leg; the legs of a call share its linked or unique id."""

    name = "calls"

    def knows(self, piece: Piece, head: bytes) -> bool:
        """Whether most of the first lines have a Master.csv's fields."""
        return not text.is_binary(head) and looks_like_master(text.decoded(head))

    def prepare(self, piece: Piece, reading: Reading) -> Reading:
        """The reading with encoding and number of fields; says so where zone and unique ids disagree."""
        check_zone(reading.zone)
        coding = text.coding_of(piece)
        reading.notes.extend(
            said for said in text.guess_said(piece.name, coding) if said not in reading.notes
        )
        lines = islice(text.up_to_a_break(text.lines(piece, coding)), SAMPLE)
        found = [fields for line in lines if (fields := _fields(line))]
        if not found:
            raise Problem(
                f"{piece.name} holds no call records of an Asterisk exchange.",
                "Nothing was taken from it.",
                "Bring Master.csv as it is written, or a table with column names and a mapping.",
            )
        _say_lag(piece.name, [lag for fields in found for lag in _lag(fields, reading.zone)], reading)
        width = Counter(len(fields) for fields in found).most_common(1)[0][0]
        told = {"name": self.name, "encoding": coding.encoding, "nul": coding.nul, "width": width}
        return replace(reading, mapping=told)

    def cut(self, piece: Piece, reading: Reading) -> Iterator[Item]:
        """The lines, each a leg of a call; raises Problem where the file breaks off."""
        told = reading.mapping or {}
        coding = text.Coding(str(told.get("encoding", "utf-8")), bool(told.get("nul")))
        width = told.get("width")
        return numbered(_legs(piece, coding, width if isinstance(width, int) else 18), _without_id)

    def read(self, item: Item, reading: Reading) -> Read:
        """One leg as a call, with its contact where it is the first, or as the problem it has."""
        # A setting of the exchange may change the number of fields from one line to the next.
        fields = item.raw if isinstance(item.raw, dict) else _fields(item.raw.decode("utf-8", "replace"))
        if fields is None or item.torn:
            return Read(item, problem=_misfit(item))
        try:
            leg = Leg.of(fields, _clock(reading.zone), item.again)
            return Read(item, records(leg), doubtful=item.unended)
        except Unreadable as fault:
            return Read(item, problem=fault.problem(item.place))


def _legs(piece: Piece, coding: text.Coding, width: int) -> Iterator[Item]:
    ending = Ending(text.lines(piece, coding))
    for line, row in cut(iter(ending), COMMA, width):
        fields = fields_of(row) if isinstance(row, list) else None
        plain = row if isinstance(row, str) else ",".join(row)
        raw = fields or plain.rstrip("\r\n").encode("utf-8", "replace")
        # An exchange ends every line and closes every quotation mark: a line it is still writing has not.
        torn = ending.open and (isinstance(row, str) or not ending.quoted)
        yield Item(Place(piece.name, line), raw, unended=ending.open, torn=torn)


def _without_id(fields: dict[str, str]) -> str:
    return "" if fields.get("uniqueid") else digest(*fields.values())


@lru_cache(maxsize=8)
def _clock(zone: str) -> Callable[[str], datetime]:
    return reader(DateForm(zone=zone))


def _fields(line: str) -> dict[str, str] | None:
    rows = split([line], COMMA)
    return fields_of(rows[0]) if rows else None


def _misfit(item: Item) -> Problem:
    return Problem(
        f"{item.place}: it has not the fields of a call record.",
        PUT_ASIDE,
        "Look for a line cut off or a quotation mark that is not closed.",
    )


def _lag(fields: dict[str, str], zone: str) -> Iterator[float]:
    second = second_in(fields.get("uniqueid", ""))
    try:
        start = _clock(zone)(fields["start"])
    except ValueError:
        return
    if second and abs(start - second) < timedelta(hours=26):
        yield (start - second).total_seconds()


def _say_lag(name: str, lags: list[float], reading: Reading) -> None:
    middle = sorted(lags)[len(lags) // 2] if lags else 0.0
    if abs(middle) >= 15 * 60:
        note = (
            f"The times in {name}, read as in {reading.zone}, lie {round(abs(middle) / 3600, 1):g} hours "
            f"{'after' if middle > 0 else 'before'} what its unique ids say; check the zone given with --tz."
        )
        if note not in reading.notes:
            reading.notes.append(note)


CALLS = Calls()
