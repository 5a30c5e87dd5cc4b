"""The text a mail carries: the parts a person reads, decoded, as lines of plain text."""

import binascii
import re
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from unsung.intake.mail.charsets import decoded
from unsung.intake.mail.heads import Head
from unsung.intake.mail.markup import plain

CHARSET = re.compile(r"charset\*?\s*=\s*\"?'?([^\s\";']+)", re.IGNORECASE)
LARGEST_TEXT = 1 << 20
"""Bytes of a part that are read; a longer one is a listing, not a letter."""

DEEPEST = 20
ODD_MAIL = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the standard library's parser has been seen to raise on mails that are broken in odd ways."""


def text_of(head: Head, body: bytes) -> str:
    """What a mail says in plain text; HTML is turned into lines, attachments are left out."""
    kind = _kind(head.first("content-type"))
    if kind.startswith("multipart/"):
        return _of_parts(head, body)
    if not kind.startswith("text/") and kind not in ("", "message/rfc822"):
        return "" if "/" in kind else _readable(body, kind, "")
    content = _untransferred(body, head.first("content-transfer-encoding"))
    return _readable(content, kind, head.first("content-type"))


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().strip("\"'").lower()


def _untransferred(body: bytes, encoding: str) -> bytes:
    encoding = encoding.partition(";")[0].strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body[: 3 * LARGEST_TEXT])
    if encoding == "base64":
        return _unbased(body[: 2 * LARGEST_TEXT])
    return body


def _unbased(body: bytes) -> bytes:
    # A truncated text gives all whole groups of four.
    letters = b"".join(body.split()).rstrip(b"=")
    try:
        return binascii.a2b_base64(letters[: len(letters) & ~3] + _padded(letters[len(letters) & ~3 :]))
    except binascii.Error:
        return body


def _padded(rest: bytes) -> bytes:
    return rest.ljust(4, b"=") if len(rest) > 1 else b""


def _readable(content: bytes, kind: str, content_type: str) -> str:
    found = CHARSET.search(content_type)
    text = decoded(content[:LARGEST_TEXT], found[1] if found else "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain(text) if kind == "text/html" else text


def _of_parts(head: Head, body: bytes) -> str:
    types = "\n".join(head.fields["content-type"][:1])
    try:
        whole = message_from_bytes(_with_head(types, body), policy=compat32)
        if whole.is_multipart():
            return _told(whole, 0)
    except ODD_MAIL:
        pass
    return _readable(body, "text/plain", "")


def _with_head(content_type: str, body: bytes) -> bytes:
    return b"Content-Type: " + content_type.encode("utf-8", "replace") + b"\n\n" + body


def _told(part: Message, depth: int) -> str:
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        return _best([*_branches(part)], depth)
    if part.is_multipart():
        inner = [] if depth > DEEPEST or kind.startswith("message/") else _branches(part)
        told = (_told(branch, depth + 1) for branch in inner)
        return "\n".join(text for text in told if text.strip())
    if _is_attached(part) or kind not in ("text/plain", "text/html"):
        return ""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    return _readable(content, kind, str(part.get("content-type", "")))


def _branches(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [branch for branch in payload if isinstance(branch, Message)] if isinstance(payload, list) else []


def _best(branches: list[Message], depth: int) -> str:
    # The plain one is what the writer typed, unless it was left empty.
    for branch in sorted(branches, key=lambda branch: branch.get_content_type() != "text/plain"):
        text = _told(branch, depth + 1)
        if text.strip():
            return text
    return ""


def _is_attached(part: Message) -> bool:
    disposition = str(part.get("content-disposition", "")).strip().lower()
    return disposition.startswith("attachment") or "filename" in disposition
