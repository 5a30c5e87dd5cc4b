"""Mail in: `unsung import` beside `notmuch new` and the standard library's parser on the same mails."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import machine
from benchmarks.archive import REAL, Archive, unpacked
from benchmarks.mail_contestants import NOTMUCH, OURS, PREPARED, contestants
from benchmarks.results import Section, table
from benchmarks.rounds import Contestant, ItFailedError, Spread, race

ROUNDS = 5
GOAL = 5.0
HEADS = ("", "mails/s", "least to most", "s", "processor s", "peak MB", "a new home", "made before")
SAID = re.compile(r"Processed (\d+) total file")


def measure(rounds: int = ROUNDS, real: Path = REAL) -> Section:
    """Race everybody over one archive; whoever is not installed is named as not run."""
    with TemporaryDirectory(prefix="unsung-bench-") as folder:
        archive = unpacked(Path(folder), real)
        racing = contestants(archive, Path(folder))
        race(racing, rounds)
    for contestant in racing:
        if (seen := mails_seen(contestant.runs[-1].out)) != archive.messages:
            raise ItFailedError(f"{contestant.name} saw {seen} of {archive.messages} mails.")
    return Section("Mail in", told(archive, racing))


def mails_seen(said: str) -> int:
    """How many mails a contestant looked at, from what it said at its end."""
    if found := SAID.search(said):
        return int(found[1])
    counts: dict[str, int] = json.loads(said)
    return sum(counts.get(name, 0) for name in ("mails", "new", "known", "rejected"))


def told(archive: Archive, racing: Sequence[Contestant]) -> str:
    """What came of the race, with the goal and whether it was met."""
    rates = {each.name: _rates(each, archive) for each in racing}
    rows = [_row(each, rates) for each in racing]
    if NOTMUCH not in rates:
        rows.append([NOTMUCH, "not run: not installed", *[""] * 6])
    head = (
        f"{archive.messages:,} {archive.said}, {archive.size / 1e6:.1f} MB in a Maildir. Each is a whole "
        "process with its start and its database, but for the bringing in alone, which leaves the start of "
        "Python out; the standard library’s parser decodes headers and texts and keeps nothing. Medians of "
        f"{len(racing[0].runs)} rounds in turns. The last two columns say how many times as fast ours is."
    )
    return "\n\n".join([head, table(HEADS, rows), goal(rates)])


def _row(contestant: Contestant, rates: Mapping[str, Spread]) -> list[str]:
    runs, rate = contestant.runs, rates[contestant.name]
    name = contestant.name
    return [
        f"{name} ({machine.notmuch_version()})" if name == NOTMUCH else name,
        f"{rate.median:,.0f}",
        f"{rate.least:,.0f} to {rate.most:,.0f}",
        f"{Spread.of(_seconds(contestant)).median:.2f}",
        f"{Spread.of([each.processor_s for each in runs]).median:.2f}",
        f"{max(each.peak_mb for each in runs):,.0f}",
        *(f"{rates[ours].median / rate.median:.2f}" for ours in (OURS, PREPARED)),
    ]


def _rates(contestant: Contestant, archive: Archive) -> Spread:
    return Spread.of([archive.messages / seconds for seconds in _seconds(contestant)])


def _seconds(contestant: Contestant) -> list[float]:
    """The time of the whole process, but for one that timed its work itself."""
    told = [json.loads(each.out) if each.out.startswith("{") else {} for each in contestant.runs]
    return [said.get("seconds", each.seconds) for said, each in zip(told, contestant.runs, strict=True)]


def goal(rates: Mapping[str, Spread]) -> str:
    """The goal in a sentence, and whether it was met."""
    if NOTMUCH not in rates:
        return f"Goal: at least {GOAL:g} times notmuch. Not known, since notmuch is not installed here."
    ratio = rates[OURS].median / rates[NOTMUCH].median
    said = "Met" if ratio >= GOAL else "Missed"
    return f"Goal: at least {GOAL:g} times notmuch. **{said}: {ratio:.1f} times.**"
