"""Verifying: do the days of the journals still lead to their heads, and do the heads in old mails stand?"""

import email
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from email import policy

from unsung.rooms.journal.nightly import all_open
from unsung.rooms.journal.sealing import Head, first_broken, heads

SAID = re.compile(r"^[>\s]*Seal of (\d{4}-\d{2}-\d{2}): ([0-9a-f]{64})\s*$", re.M)
"""How a mail and a journal taken along name a head, also where it is quoted."""
MOST = 5
"""How many heads of a file that do not stand are named."""
Verdict = tuple[bool, str]
"""Whether it is well, and what was found; it tells nobody whose journal it is, nor what is in it."""


def seal_line(of: Head) -> str:
    """A head as mails name it: "Seal of 2026-09-17: " and 64 digits."""
    return f"Seal of {of.day}: {of.head.hex()}"


def verify(files: Mapping[str, bytes]) -> list[Verdict]:
    """What is found of the journals that are not locked, then of every head that these files name."""
    broken, written = list[date](), set[tuple[date, str]]()
    for mine in all_open():
        broken += filter(None, [first_broken(mine)])
        written |= {(each.day, each.head.hex()) for each in heads(mine)}
    return [*_of_journals(broken), *(told for name in files for told in _of_file(name, files[name], written))]


def _of_journals(broken: Iterable[date]) -> Iterator[Verdict]:
    days = sorted(broken)
    for day in days:
        yield False, f"A journal was changed afterwards: its lines of {day} do not lead to that day’s head."
    if not days:
        yield True, "The lines of every journal that is not locked lead to the heads of their days."


def _of_file(name: str, content: bytes, written: set[tuple[date, str]]) -> Iterator[Verdict]:
    named = sorted(_named(content))
    if not named:
        yield False, f"{name} names no head of a day."
    others = [day for day, head in named if (day, head) not in written]
    for day in others[:MOST]:
        yield False, f"{name}: the head of {day} is in no journal here that is not locked; one was changed."
    if named and not others:
        yield True, f"{name}: {_days(named[0][0], named[-1][0])} in a journal here."


def _days(first: date, last: date) -> str:
    if first == last:
        return f"the head of {first} stands"
    return f"the heads of {first} to {last} stand"


def _named(content: bytes) -> set[tuple[date, str]]:
    found = {(day, head) for day, head in SAID.findall(_text(content))} | set(_taken_along(content))
    return {(date.fromisoformat(day), head) for day, head in found if _is_day(day)}


def _text(content: bytes) -> str:
    """The words of a mail, or of what is no mail."""
    mail = email.message_from_bytes(content, policy=policy.default)
    body = mail.get_body(("plain",)) if mail.keys() else None
    try:
        return str(body.get_content()) if body else content.decode("utf-8", "replace")
    except (LookupError, KeyError, ValueError):
        return content.decode("utf-8", "replace")


def _taken_along(content: bytes) -> list[tuple[str, str]]:
    """The heads of a journal taken along as JSON."""
    try:
        told = json.loads(content)
        return [(str(each["day"]), str(each["head"])) for each in told["heads"]]
    except (ValueError, KeyError, TypeError):
        return []


def _is_day(said: str) -> bool:
    try:
        return bool(date.fromisoformat(said))
    except ValueError:
        return False
