"""The demo's files read back by the standard library and calamine, sharing no code with what wrote them."""

import csv
import json
import mailbox
import pathlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from python_calamine import CalamineWorkbook

LONDON = ZoneInfo("Europe/London")
DESK = "service@larkfieldmutual.example"
QUOTE = re.compile(r"^(?:On .{10,120}|_{20,}|-----Original Message-----|-- )$", re.MULTILINE)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\n")
CDR = (
    "accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end duration billsec "
    "disposition amaflags uniqueid userfield"
).split()


@dataclass(frozen=True)
class Letter:
    """One mail as the tests look at it: its heads decoded, its plain text, and the parsed mail itself."""

    id: str
    at: datetime
    sender: str
    sender_name: str
    to: str
    subject: str
    references: tuple[str, ...]
    topic: str
    kind: str
    machine: bool
    bounce: bool
    listed: bool
    spam: bool
    text: str
    mail: Message

    @property
    def begins(self) -> bool:
        """Whether it is the first of a customer's: no machine's, list's, spammer's or desk's, no answer."""
        unwanted = self.machine or self.bounce or self.listed or self.spam
        answer = self.references or self.subject.casefold().startswith("re:")
        return not unwanted and not answer and self.sender != DESK


@dataclass(frozen=True)
class Conversation:
    """One conversation as the files tell it."""

    reference: str
    channel: str
    at: datetime
    topic: str
    kind: str


class Records:
    """The files of one demo."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder

    @cached_property
    def mails(self) -> list[Letter]:
        """Every mail of the mailbox, parsed."""
        box = mailbox.mbox(self.folder / "mail.mbox", create=False)
        parsed = [letter(message_from_bytes(box.get_bytes(key))) for key in box.iterkeys()]
        box.close()
        return parsed

    @cached_property
    def calls(self) -> list[dict[str, str]]:
        """Every line of the call records."""
        with (self.folder / "calls" / "Master.csv").open(encoding="utf-8", newline="") as lines:
            return [dict(zip(CDR, line, strict=True)) for line in csv.reader(lines)]

    @cached_property
    def chats(self) -> list[dict[str, object]]:
        """Every chat."""
        return [json.loads(line) for line in (self.folder / "chats.jsonl").read_text("utf-8").splitlines()]

    @cached_property
    def visits(self) -> list[dict[str, object]]:
        """Every row of the walk-ins."""
        names, *rows = (
            CalamineWorkbook.from_path(self.folder / "walk-ins.xlsx").get_sheet_by_index(0).to_python()
        )
        return [dict(zip(map(str, names), row, strict=True)) for row in rows]

    @cached_property
    def surveys(self) -> list[dict[str, str]]:
        """Every asking of the survey."""
        with (self.folder / "surveys.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    @cached_property
    def conversations(self) -> list[Conversation]:
        """What counts as a conversation, from all four files."""
        return [*self.of_mail(), *self.of_calls(), *self.of_chats(), *self.of_visits()]

    def of_mail(self) -> Iterator[Conversation]:
        """A mail of a person that is no answer, addressed to the desk and not from it."""
        for mail in self.mails:
            if mail.begins:
                yield Conversation(mail.id, "mail", local(mail.at), mail.topic, mail.kind)

    def of_calls(self) -> Iterator[Conversation]:
        """A call that reached the queue; the second leg of a transfer is the same call."""
        for line in self.calls:
            if line["lastapp"] == "Queue":
                topic, kind = re.fullmatch(r"category=(.+);kind=(.+)", line["userfield"]).groups()  # type: ignore[union-attr]
                yield Conversation(line["uniqueid"], "call", wall(line["start"]), topic, kind)

    def of_chats(self) -> Iterator[Conversation]:
        """A chat begins with its first turn."""
        for chat in self.chats:
            at = datetime.fromisoformat(turns(chat)[0]["at"])
            yield Conversation(
                str(chat["id"]), "chat", local(at), str(chat["category"]), str(chat["customer_kind"])
            )

    def of_visits(self) -> Iterator[Conversation]:
        """A row each."""
        for row in self.visits:
            at = row["opened_at"]
            assert isinstance(at, datetime)
            opened = at.replace(tzinfo=LONDON)
            yield Conversation(
                str(row["id"]), "walkin", opened, str(row["category"]), str(row["customer_kind"])
            )

    def in_month(self, month: str) -> list[Conversation]:
        """The conversations that began in a month of the desk's own calendar."""
        return [each for each in self.conversations if f"{each.at:%Y-%m}" == month]

    def customers_words(self) -> Iterator[str]:
        """The text of each message of a customer, without what it quotes."""
        yield from (QUOTE.split(mail.text)[0] for mail in self.mails if mail.topic and mail.sender != DESK)
        for chat in self.chats:
            yield from (turn["text"] for turn in turns(chat) if turn["who"] == "customer")


def letter(mail: Message) -> Letter:
    """A parsed mail's heads and its plain text."""
    name, sender = parseaddr(str(mail["From"]))
    return Letter(
        bare(mail["Message-ID"]),
        parsedate_to_datetime(str(mail["Date"])),
        sender,
        decoded(name),
        parseaddr(str(mail["To"]))[1],
        decoded(mail["Subject"]),
        tuple(bare(found) for found in str(mail.get("References", "")).split()),
        str(mail.get("X-Category", "")),
        str(mail.get("X-Customer-Kind", "")),
        mail.get("Auto-Submitted", "no") != "no",
        mail.get_content_type() == "multipart/report",
        "List-Id" in mail,
        mail.get("X-Spam-Flag") == "YES",
        plain(mail),
        mail,
    )


def decoded(head: object) -> str:
    """A head without its encoded words."""
    return str(make_header(decode_header(str(head))))


def plain(mail: Message) -> str:
    """The plain text of a mail, decoded."""
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    raw = part.get_payload(decode=True)
    return raw.decode(part.get_content_charset("ascii")) if isinstance(raw, bytes) else ""


def turns(chat: dict[str, object]) -> list[dict[str, str]]:
    """The turns of a chat."""
    found = chat["turns"]
    assert isinstance(found, list)
    return found


def bare(message_id: object) -> str:
    """A message id without its brackets."""
    return str(message_id).strip("<> ")


def local(at: datetime) -> datetime:
    """The moment in the desk's zone."""
    return at.astimezone(LONDON)


def wall(text: str) -> datetime:
    """Local wall time as the telephone system writes it."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def sentences(text: str) -> set[str]:
    """The sentences of a text, without regard to letters' size and line breaks."""
    return {found for part in SENTENCE.split(text) if (found := " ".join(part.split()).casefold())}
