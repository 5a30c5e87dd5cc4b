"""A mail's head: its fields by name, unfolded, and what is written in them."""

import re
from binascii import Error as BadEncoding
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses

from unsung.intake.mail.charsets import decoded, storable
from unsung.intake.mail.splitting import is_separator, unescape

FIELD = re.compile(r"^([!-9;-~]++)[ \t]*+:[ \t]*+(.*(?:\n[ \t].*)*+)", re.MULTILINE)
END = re.compile(rb"\n[ \t]*\n")
FOLD = re.compile(r"\n[ \t]+")
ID = re.compile(r"<([^<>]+)>")
ADDRESS = r'([^\s<>@,;:()"]++@[^\s<>@,;:()"]++)'
SIMPLE = re.compile(r'\s*(?:"([^"\\]*+)"|([^"<>@,;:()\\\[\]]*+))\s*<\s*' + ADDRESS + r"\s*>\s*")
BARE = re.compile(r"\s*" + ADDRESS + r"\s*")
MARKED = re.compile(r"[\"(;]")
LARGEST_HEAD = 1 << 18
LONGEST_FIELD = 64_000
LONGEST_ODD = 20_000
LONGEST_NAME = 200
MAIL_FIELDS = frozenset({"from", "to", "date", "subject", "received", "message-id", "return-path", "sender"})


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: its address in lower case (or whatever stood in its place) and the name beside it."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The fields of a head by their names in lower case; each may stand there several times.

    `envelope` is the mbox line above the head, if there was one; `ended` is False where no empty line
    follows the head.
    """

    fields: dict[str, list[str]] = field(default_factory=dict)
    envelope: str = ""
    ended: bool = True

    def first(self, name: str) -> str:
        """The first field of that name, unfolded; empty if there is none."""
        found = self.fields.get(name)
        return _unfolded(found[0]) if found else ""

    def all(self, name: str) -> list[str]:
        """Every field of that name, unfolded."""
        return [_unfolded(value) for value in self.fields.get(name, ())]

    def said(self, name: str) -> str:
        """The first field of that name as a person reads it."""
        return words(self.first(name))

    def is_mail(self) -> bool:
        """Whether this is the head of a mail at all."""
        return not MAIL_FIELDS.isdisjoint(self.fields)


def _unfolded(value: str) -> str:
    value = value[:LONGEST_FIELD]
    return (FOLD.sub(" ", value) if "\n" in value else value).strip()


def parted(raw: bytes) -> tuple[Head, bytes]:
    """The head and the body of a mail, whatever its line ends; a body that is missing is empty."""
    raw = _plain_ends(raw).lstrip(b"\n")
    envelope = ""
    if raw.startswith(b"From "):
        line, _, rest = raw.partition(b"\n")
        if is_separator(line):
            envelope, raw = decoded(line), unescape(rest)
    end = END.search(raw, 0, LARGEST_HEAD)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw[:LARGEST_HEAD], b"")
    fields: dict[str, list[str]] = {}
    for name, value in FIELD.findall(decoded(head)):
        fields.setdefault(name.lower(), []).append(value)
    return Head(fields, envelope, end is not None), body


def _plain_ends(raw: bytes) -> bytes:
    if b"\r" not in raw:
        return raw
    raw = raw.replace(b"\r\n", b"\n")
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def words(value: str) -> str:
    """A field's text with encoded words (RFC 2047) decoded and its white space evened out."""
    if "=?" in value:
        value = _decoded_words(value[:LONGEST_ODD])
    return " ".join(value.split())


def _decoded_words(value: str) -> str:
    try:
        parts = decode_header(value)
    except (HeaderParseError, BadEncoding, ValueError):
        return value
    return storable("".join(_decoded_part(part, charset) for part, charset in parts)) or value


def _decoded_part(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    if charset is None:
        return part.decode("raw-unicode-escape", "replace")
    return decoded(part, charset)


def addresses(values: list[str]) -> tuple[Address, ...]:
    """The mailboxes named in these fields, in their order and each once."""
    found: dict[str, Address] = {}
    for value in values:
        for mailbox in _mailboxes(value):
            found.setdefault(mailbox.address, mailbox)
    return tuple(found.values())


def _mailboxes(value: str) -> list[Address]:
    parts = [value] if MARKED.search(value) else value.split(",")
    simple = [address for address in map(_simple, parts) if address]
    if len(simple) == len(parts):
        return simple
    named = ((name, address) for name, address in _by_library(value) if address or name)
    return [_address(name, address) for name, address in named]


def _address(name: str, address: str) -> Address:
    # What stands in the place of an address is one for want of a better: "MAILER-DAEMON".
    if not address:
        return Address("".join(words(name).lower().split()))
    return Address("".join(words(address).lower().split()), words(name)[:LONGEST_NAME])


def _by_library(value: str) -> list[tuple[str, str]]:
    try:
        return getaddresses([value[:LONGEST_ODD]])
    except (RecursionError, ValueError, IndexError):
        return [("", address) for address in re.findall(ADDRESS, value)]


def _simple(value: str) -> Address | None:
    found = SIMPLE.fullmatch(value)
    if found:
        return Address(found[3].lower(), words(found[1] or found[2] or "")[:LONGEST_NAME])
    found = BARE.fullmatch(value)
    return Address(found[1].lower()) if found else None


def message_id(head: Head) -> str:
    """The mail's own id without its brackets; empty if it has none."""
    value = head.first("message-id")
    found = ID.search(value)
    return "".join((found[1] if found else value.strip("<>")).split())


def references(head: Head) -> tuple[str, ...]:
    """The ids of the mails this one answers, the oldest first, the one answered last."""
    ids = [*ID.findall(head.first("references")), *_answered(head.first("in-reply-to"))]
    evened = ("".join(one.split()) for one in reversed(ids))
    own = message_id(head)
    return tuple(one for one in dict.fromkeys(evened) if one and one != own)[::-1]


def _answered(value: str) -> list[str]:
    # "Message from Ada <ada@x> of Monday <id>" and "<id> from Ada <ada@x>": only one of them is an id.
    ids = ID.findall(value)
    if not ids:
        return [value] if "@" in value and " " not in value else []
    return [ids[-1] if any(letter.isalpha() for letter in value.partition("<")[0]) else ids[0]]
