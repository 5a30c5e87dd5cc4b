"""The demo desk written to files: fourteen months of Larkfield Mutual in the formats of the ways in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from pathlib import Path

from unsung.demo.calls import write_calls
from unsung.demo.chats import write_chats
from unsung.demo.conversations import SEED, Month, month_starts, months
from unsung.demo.deskfile import write_desk
from unsung.demo.envelope import write_mailbox
from unsung.demo.larkfield import Desk, desk
from unsung.demo.mails import Mail
from unsung.demo.otherpost import other_post
from unsung.demo.people import POLICYHOLDERS, Person, agent_domains
from unsung.demo.plan import MONTHS
from unsung.demo.surveys import write_surveys
from unsung.demo.threads import Subjects, thread_of
from unsung.demo.visits import write_visits


@dataclass(frozen=True)
class Demo:
    """What was written: the files to be read, the file of settings, the settings, and how many of each.

    `counts` says mails, call lines, chats, walk-ins and survey askings by file name.
    """

    until: str
    files: tuple[Path, ...]
    settings_file: Path
    desk: Desk
    counts: dict[str, int]


def write_demo(folder: Path, *, until: str, seed: int = SEED, length: int = MONTHS) -> Demo:
    """Writes the records of `length` months that end with `until` ("2025-10") into `folder`.

    The same arguments give the same bytes. Raises Problem where `until` is no month. Nothing in the files
    is later than the end of `until`: they are what the systems held at that midnight.
    """
    latest = month_starts(until)
    folder.mkdir(parents=True, exist_ok=True)
    settings = desk(latest.date(), agent_domains())
    found = list(months(until, length=length, seed=seed))
    counts = {
        "mail.mbox": write_mailbox(folder / "mail.mbox", post(found, seed)),
        "calls/Master.csv": write_calls(made(folder / "calls") / "Master.csv", found),
        "chats.jsonl": write_chats(folder / "chats.jsonl", found),
        "walk-ins.xlsx": write_visits(folder / "walk-ins.xlsx", found, latest),
        "surveys.csv": write_surveys(folder / "surveys.csv", found, seed),
    }
    write_desk(folder / "desk.toml", settings)
    return Demo(until, tuple(folder / name for name in counts), folder / "desk.toml", settings, counts)


def made(folder: Path) -> Path:
    """The folder, made where it was not."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def post(found: Iterable[Month], seed: int) -> Iterator[Mail]:
    """Every mail of the months in order of time; threads that run into the next month are kept till then."""
    subjects, waiting = Subjects(), list[Mail]()
    for month in found:
        for mail in sorted(waiting, key=attrgetter("at")):
            if mail.at < month_begins(month):
                yield mail
        waiting = [mail for mail in waiting if mail.at >= month_begins(month)]
        waiting += month_post(month, subjects, seed)
    yield from sorted(waiting, key=attrgetter("at"))


def month_post(month: Month, subjects: Subjects, seed: int) -> list[Mail]:
    """The threads that began in a month, and its other post."""
    mails = [each for each in month.conversations if each.channel == "mail"]
    threads = [mail for each in mails for mail in thread_of(each, subjects, month.opening, month.records_end)]
    return threads + other_post(month, addressees(month), seed)


def addressees(month: Month) -> tuple[Person, ...]:
    """Some whom the desk may write to first: policyholders who rang that month."""
    return tuple(
        each.customer for each in month.conversations if each.channel == "call" and each.kind == POLICYHOLDERS
    )


def month_begins(month: Month) -> datetime:
    """Midnight at the start of the month."""
    return month_starts(month.plan.label)
