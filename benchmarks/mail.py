"""Mail in: `unsung import` beside `notmuch new` and the standard library's parser on the same mails."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import machine
from benchmarks.archive import REAL, Archive, archives
from benchmarks.mail_contestants import ALONE, NOTMUCH, OURS, PREPARED, contestants
from benchmarks.results import Section, table
from benchmarks.rounds import Contestant, ItFailedError, Spread, race

ROUNDS, ROUNDS_LARGE = 5, 2
GOAL = 5.0
HEADS = ("", "mails/s", "least to most", "s", "processor s", "peak MB", "ours × as fast")
HEAD = """Mails in a Maildir, one a file, the same for all. Each is a whole process with its start and its
database, but for the bringing in alone, which leaves the start of Python out. The standard library’s
parser decodes every header and text and keeps nothing. In turns, medians."""
DOES = """notmuch, in C and C++, indexes words. Ours, in Python, tells what a mail itself says from what it
quotes and signs with, knows machines’ mail, files conversations, and writes every fact with its digest."""
SAID = re.compile(r"Processed (\d+) total file")


def measure(real: Path = REAL) -> Section:
    """Race everybody over a small archive, and ours and notmuch over a large one as well."""
    with TemporaryDirectory(prefix="unsung-bench-") as folder:
        small, large = archives(Path(folder), real)
        racing = contestants(small, Path(folder))
        race(racing, ROUNDS)
        longer = [each for each in contestants(large, Path(folder)) if each.name in (OURS, NOTMUCH)]
        race(longer, ROUNDS_LARGE, before=0)
    for archive, told_of in ((small, racing), (large, longer)):
        for contestant in told_of:
            check_all_in(contestant, archive)
    return Section("Mail in", "\n\n".join([HEAD, told(small, racing), why(racing), told(large, longer)]))


def check_all_in(contestant: Contestant, archive: Archive) -> None:
    """Raise ItFailedError where a contestant says that it did not look at every mail."""
    seen = mails_seen(contestant.runs[-1].out)
    if seen != archive.messages:
        raise ItFailedError(f"{contestant.name} saw {seen} of {archive.messages} mails.")


def mails_seen(said: str) -> int:
    """How many mails a contestant looked at, from what it said at its end."""
    if found := SAID.search(said):
        return int(found[1])
    counts: dict[str, int] = json.loads(said)
    return sum(counts.get(name, 0) for name in ("mails", "new", "known", "rejected"))


def told(archive: Archive, racing: Sequence[Contestant]) -> str:
    """What came of one race, with the goal and whether it was met; a missing peer is named as not run."""
    rates = {each.name: _rates(each, archive) for each in racing}
    rows = [_row(each, rates) for each in racing]
    if NOTMUCH not in rates:
        rows.append([NOTMUCH, "not run: not installed", *[""] * 5])
    title = f"### {archive.messages:,} {archive.said}, {archive.size / 1e6:.0f} MB"
    rounds = f"{len(racing[0].runs)} rounds."
    return "\n\n".join([title, table(HEADS, rows), f"{rounds} {goal(rates)}"])


def why(racing: Sequence[Contestant]) -> str:
    """Where the time of ours goes, from the rows that leave a part of it out."""
    middle = {each.name: Spread.of(_seconds(each)).median for each in racing}
    alone = next(each for each in racing if each.name == ALONE)
    filing = Spread.of([json.loads(each.out)["filing_s"] for each in alone.runs]).median
    start, database = middle[PREPARED] - middle[ALONE], middle[OURS] - middle[PREPARED]
    return (
        f"Of our {middle[OURS]:.1f} s the bringing in takes {middle[ALONE]:.1f} ({filing:.1f} of them the "
        f"filing into conversations), the start of Python with its libraries {start:.1f}, and the making of "
        f"the database {max(database, 0):.1f}. {DOES}"
    )


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
        f"{rates[OURS].median / rate.median:.2f}",
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
