"""The telephone system's records of the demo's calls, as Asterisk writes them to Master.csv."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from unsung.demo.conversations import Conversation, Month
from unsung.demo.larkfield import DEPARTMENTS
from unsung.demo.people import COLLEAGUES

QUEUE, QUEUE_NUMBER = "service", "600"
TRANSFERRED = 0.025
Row = list[str | int]


def write_calls(path: Path, months: Iterable[Month]) -> int:
    """Writes one line a leg, without a head line, in local wall time; gives the number of lines.

    Fields: accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp, lastdata, start, answer,
    end, duration, billsec, disposition, amaflags, uniqueid, userfield. A call that was passed on has a
    second line with the same uniqueid.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        for month in months:
            calls = (each for each in month.conversations if each.channel == "call")
            for row in (row for call in calls for row in rows_of(call)):
                lines.writerow(row)
                count += 1
    return count


def rows_of(call: Conversation) -> Iterator[Row]:
    """The line of a queued call, and a second one where it was passed to another department."""
    rng = Random(call.seed)
    ended = call.ended or call.opened
    passed = bool(call.rep) and rng.random() < TRANSFERRED and (ended - call.opened).total_seconds() > 180
    handed = ended - timedelta(seconds=rng.randrange(40, 90)) if passed else ended
    who = f"PJSIP/{call.rep.lower().replace(' ', '.')}-{call.seed & 0xFFFFFF:08x}" if call.rep else ""
    yield row(call, QUEUE_NUMBER, who, "Queue", f"{QUEUE},tT,,,900", (call.opened, call.first_reply, handed))
    if passed:
        extension = str(4200 + rng.randrange(len(DEPARTMENTS) - 1))
        other = f"PJSIP/{extension}-{rng.getrandbits(24):08x}"
        picked_up = handed + timedelta(seconds=rng.randrange(5, 25))
        yield row(call, extension, other, "Dial", f"PJSIP/{extension},30,tT", (handed, picked_up, ended))


def row(
    call: Conversation,
    dst: str,
    dstchannel: str,
    app: str,
    data: str,
    times: tuple[datetime, datetime | None, datetime],
) -> Row:
    """One line; `times` are start, answer (None: nobody did) and end."""
    start, answered, end = times
    person, inside = call.customer, call.kind == COLLEAGUES
    src = person.phone
    channel = f"PJSIP/{src if inside else 'trunk'}-{call.seed >> 24:08x}"
    return [
        "",
        src,
        dst,
        "from-internal" if inside else "from-pstn",
        f'"{person.name}" <{src}>',
        channel,
        dstchannel,
        app,
        data,
        stamp(start),
        stamp(answered) if answered else "",
        stamp(end),
        int((end - start).total_seconds()),
        int((end - answered).total_seconds()) if answered else 0,
        "ANSWERED" if answered else "NO ANSWER",
        "DOCUMENTATION",
        call.reference,
        f"category={call.topic};kind={call.kind}",
    ]


def stamp(at: datetime) -> str:
    """Local wall time without a zone, as the telephone system has it."""
    return f"{at:%Y-%m-%d %H:%M:%S}"
