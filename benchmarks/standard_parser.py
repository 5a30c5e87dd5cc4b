"""The standard library's way through a Maildir: every header and every text of every mail decoded."""

import email
import json
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32, default
from pathlib import Path

POLICIES = {"compat32": compat32, "default": default}


def decode(raw: bytes, policy: str) -> tuple[int, int]:
    """Decode one mail; returns how many headers and how many characters of text it has."""
    mail = email.message_from_bytes(raw, policy=POLICIES[policy])
    headers = [_header(value) if policy == "compat32" else str(value) for value in mail.values()]
    texts = [_text(part) for part in mail.walk() if part.get_content_maintype() == "text"]
    return len(headers), sum(map(len, texts))


def _header(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, UnicodeError, ValueError):
        return str(value)


def _text(part: Message) -> str:
    raw = part.get_payload(decode=True)
    held = raw if isinstance(raw, bytes) else b""
    try:
        return held.decode(part.get_content_charset() or "ascii", "replace")
    except LookupError:
        return held.decode("latin-1")


def main(folder: str, policy: str) -> None:
    """Decode every mail of a Maildir and say how many there were and how many could not be."""
    mails, failed = 0, 0
    for file in sorted(Path(folder, "cur").iterdir()):
        mails += 1
        try:
            decode(file.read_bytes(), policy)
        except Exception:  # the parser raises many kinds of fault over broken mails; they are counted
            failed += 1
    print(json.dumps({"mails": mails, "failed": failed}))
