"""A mail as the demo desk's post has it: who, when, what was written, what it quotes and answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

Address = tuple[str, str]
WIDTH = 74


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. `sender` and `to` are (name, address); `at` is aware.

    `written` is the writer's own text, `signature` what stands under it, `quoted` the mail it quotes in
    the manner of `quoting`. `coding` says charset and transfer encoding. `threaded` False: its heads do not
    say what it answers. `report` is the dead address a bounce tells of; empty for all other mail.
    """

    id: str
    at: datetime
    sender: Address
    to: Address
    subject: str
    written: str
    signature: str = ""
    answers: "Mail | None" = None
    quoting: str = "none"
    coding: str = "utf-8 qp"
    html: bool = False
    wrap: bool = False
    threaded: bool = True
    headers: tuple[tuple[str, str], ...] = ()
    report: str = ""

    @property
    def by_machine(self) -> bool:
        """Whether no person wrote it."""
        return any(name == "Auto-Submitted" for name, _ in self.headers)

    @property
    def thread(self) -> tuple[str, ...]:
        """The ids of the mails before it, oldest first, as its References say."""
        return (*self.answers.thread, self.answers.id) if self.answers and self.threaded else ()

    @property
    def own(self) -> str:
        """What was written and the signature under it."""
        written = wrapped(self.written) if self.wrap else self.written
        return f"{written}\n\n{self.signature}" if self.signature else written

    @property
    def text(self) -> str:
        """The whole plain text."""
        return self.own + self.quotation(2)

    def quotation(self, depth: int) -> str:
        """The mail answered, as this writer's program quotes it; at most `depth` mails deep."""
        if not self.answers or self.quoting == "none" or not depth:
            return ""
        inner = self.answers.own + self.answers.quotation(depth - 1)
        if self.quoting == "plain":
            marked = "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))
            return f"\n\n{wrote(self.answers)}\n\n{marked}"
        return f"\n\n{forwarded(self.answers, self.quoting)}\n\n{inner}"


def wrote(mail: Mail) -> str:
    """The line over a quotation, broken as programs break it."""
    name, address = mail.sender
    line = f"On {mail.at:%a}, {mail.at.day} {mail.at:%b %Y} at {mail.at:%H:%M}, {name} <{address}> wrote:"
    return line if len(line) < 78 else line.removesuffix(" wrote:") + "\nwrote:"


def forwarded(mail: Mail, quoting: str) -> str:
    """The block over a quotation in the manner of offices."""
    rule = "-----Original Message-----" if quoting == "original" else "_" * 32
    lines = (
        rule,
        f"From: {mail.sender[0]} <{mail.sender[1]}>",
        f"Sent: {mail.at:%d %B %Y %H:%M}",
        f"To: {mail.to[0]} <{mail.to[1]}>",
        f"Subject: {mail.subject}",
    )
    return "\n".join(lines)


def wrapped(text: str) -> str:
    """The text with its lines broken before WIDTH letters."""
    return "\n".join(line for part in text.split("\n") for line in broken(part))


def broken(line: str) -> Iterator[str]:
    """One long line as several."""
    while len(line) > WIDTH and (at := line.rfind(" ", 0, WIDTH)) > 0:
        yield line[:at]
        line = line[at + 1 :]
    yield line
