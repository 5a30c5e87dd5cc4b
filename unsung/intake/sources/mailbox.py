"""Mail as a way in: mailboxes (mbox), single mails (.eml) and Maildirs; each mail is one message."""

import re
from collections.abc import Iterator
from dataclasses import replace

from unsung.ground.problems import Problem
from unsung.intake.mail import splitting
from unsung.intake.mail.letters import Unreadable, letter
from unsung.intake.source import Item, Piece, Place, Read, Reading, Source

BOXES = (".mbox", ".mbx")
OUTLOOK = {".msg": b"\xd0\xcf\x11\xe0", ".pst": b"!BDN", ".ost": b"!BDN"}
DELIVERED = re.compile(r"\d{6,}\.[^/]+")
"""The name of a mail in a Maildir: the second it came, then what makes it unique."""

FIELD = re.compile(
    rb"(?im)^(from|to|date|subject|received|message-id|return-path|sender|delivered-to|reply-to|cc|mime-version|"
    rb"content-type|x-[a-z-]+)[ \t]*:"
)
OF_MAIL = frozenset(
    (b"from", b"to", b"date", b"subject", b"received", b"message-id", b"return-path", b"delivered-to")
)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
TAKEN_IN = "Some mails have no Date that can be right; the moment they were taken in counts for them."


class Mailbox:
    """Mailboxes, single mails and Maildirs. What a piece holds is seen from its name and first bytes."""

    name = "mail"

    def knows(self, piece: Piece, head: bytes) -> bool:
        """Whether the piece holds mail: by its ending, its place in a Maildir, or its first lines."""
        name = piece.name.lower()
        if name.endswith((".eml", *BOXES)) or _in_maildir(piece.name):
            return True
        if any(name.endswith(ending) and head.startswith(mark) for ending, mark in OUTLOOK.items()):
            return True
        head = _even(head)
        return _is_mail(head) or splitting.holds_separator(head)

    def prepare(self, piece: Piece, reading: Reading) -> Reading:
        """The reading as it is; raises Problem for an empty piece or one in Outlook's own format."""
        head = piece.head()
        if head.startswith(tuple(OUTLOOK.values())):
            raise Problem(
                f"{piece.name} is in Outlook’s own format, which only Outlook reads.",
                "Nothing was taken from it.",
                "Save the mails as .eml, or export the folder as mbox.",
            )
        if not head.strip():
            raise Problem(
                f"{piece.name} is empty.",
                "Nothing was taken from it.",
                "Check the export and bring it again.",
            )
        return reading

    def cut(self, piece: Piece, reading: Reading) -> Iterator[Item]:
        """The mails as they lie in the piece, each with the line it begins at."""
        if _in_maildir(piece.name) == "tmp":
            reading.notes.append(f"{piece.name} was still being delivered and was left for the next time.")
            return
        is_box = _is_box(piece)
        with piece.open() as stream:
            if not is_box:
                yield Item(Place(piece.name, 1), stream.read(splitting.LARGEST))
                return
            for cut in splitting.split(stream):
                if not cut.whole:
                    reading.notes.append(
                        f"{piece.name} breaks off within the mail that begins at line {cut.line:,}. "
                        "Bring the whole file: it replaces what came in of that mail."
                    )
                yield Item(Place(piece.name, cut.line), cut.raw)

    def read(self, item: Item, reading: Reading) -> Read:
        """One mail as a message, or as the problem it was put aside for."""
        raw = item.raw if isinstance(item.raw, bytes) else b""
        try:
            message, written = letter(raw, item.place, reading.zone)
        except Unreadable as fault:
            at_fault = replace(item, place=replace(item.place, field=fault.field))
            return Read(at_fault, problem=Problem(fault.what, fault.means, fault.do, bare=fault.bare))
        if written.witness != "Date" and TAKEN_IN not in reading.notes:
            reading.notes.append(TAKEN_IN)
        return Read(item, (message,))


MAILBOX: Source = Mailbox()


def _even(head: bytes) -> bytes:
    head = head.removeprefix(BYTE_ORDER_MARK).replace(b"\r\n", b"\n")
    return (head if b"\n" in head else head.replace(b"\r", b"\n")).lstrip(b"\n")


def _in_maildir(name: str) -> str:
    """The folder of a Maildir this piece lies in (cur, new or tmp), or "" if it lies in none."""
    above, _, last = name.rpartition("/")
    folder = above.rpartition("/")[2].rpartition(":")[2]
    return folder if folder in ("cur", "new", "tmp") and DELIVERED.fullmatch(last) else ""


def _is_box(piece: Piece) -> bool:
    name = piece.name.lower()
    if name.endswith(BOXES):
        return True
    return not (name.endswith(".eml") or _in_maildir(piece.name)) and splitting.holds_separator(
        _even(piece.head())
    )


def _is_mail(head: bytes) -> bool:
    first = head.partition(b"\n")[0]
    if splitting.is_separator(first):
        return True
    if not splitting.FIELD.match(first):
        return False
    names = {name.lower() for name in FIELD.findall(head.partition(b"\n\n")[0])}
    return len(names) > 1 and not OF_MAIL.isdisjoint(names)
