"""A mail of the demo as the bytes of RFC 5322, and a mailbox of them."""

import base64
import quopri
import re
from collections.abc import Callable, Iterable
from email.header import Header
from email.utils import format_datetime
from html import escape
from pathlib import Path
from time import asctime
from zlib import crc32

from unsung.demo.larkfield import ADDRESS
from unsung.demo.mails import Address, Mail, wrote
from unsung.demo.threads import DESK_HOST

SEPARATOR = re.compile(rb"^(>*From )", re.MULTILINE)
CHARSETS = {"utf-8": "utf-8", "latin-1": "iso-8859-1"}
TRANSFERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "qp": ("quoted-printable", quopri.encodestring),
    "base64": ("base64", base64.encodebytes),
    "8bit": ("8bit", bytes),
}


def write_mailbox(path: Path, mails: Iterable[Mail]) -> int:
    """Writes the mails as one mbox, in the order given; gives their number.

    Lines that begin with "From " are written ">From ", those with ">From " get one more ">".
    """
    count = 0
    with path.open("wb") as out:
        for mail in mails:
            count += 1
            sender = "MAILER-DAEMON" if mail.report else mail.sender[1]
            out.write(f"From {sender} {asctime(mail.at.utctimetuple())}\n".encode("ascii"))
            out.write(SEPARATOR.sub(rb">\1", as_bytes(mail)) + b"\n")
    return count


def as_bytes(mail: Mail) -> bytes:
    """The mail with its head and body, lines ended by a line feed."""
    kind, body = report_body(mail) if mail.report else html_body(mail) if mail.html else text_body(mail)
    head = "\n".join([*routing(mail), *headings(mail), "MIME-Version: 1.0", *kind])
    return head.encode("ascii") + b"\n\n" + body.rstrip(b"\n") + b"\n"


def routing(mail: Mail) -> list[str]:
    """The heads that the mail servers wrote."""
    host = mail.sender[1].partition("@")[2]
    mark = crc32(mail.id.encode())
    back = "" if mail.report else mail.sender[1]
    heads = [f"Return-Path: <{back}>"]
    if mail.sender[1] != ADDRESS and not mail.report:
        heads.append(
            f"Received: from mx.{host} (mx.{host} [192.0.2.{mark % 250 + 1}])\n"
            f"\tby {DESK_HOST} (Postfix) with ESMTPS id {mark:08X}\n"
            f"\tfor <{ADDRESS}>; {format_datetime(mail.at)}"
        )
    return heads


def headings(mail: Mail) -> list[str]:
    """The heads that the writer's program wrote."""
    charset = CHARSETS[mail.coding.split()[0]]
    heads = [
        f"Date: {format_datetime(mail.at)}",
        f"From: {party(mail.sender, charset)}",
        f"To: {party(mail.to, charset)}",
        f"Subject: {encoded(mail.subject, charset)}",
        f"Message-ID: <{mail.id}>",
    ]
    if mail.thread:
        heads.append(f"In-Reply-To: <{mail.thread[-1]}>")
        heads.append("References: " + "\n ".join(f"<{before}>" for before in mail.thread))
    return heads + [f"{name}: {encoded(value, charset)}" for name, value in mail.headers]


def party(address: Address, charset: str) -> str:
    """A name and an address as a head has them."""
    name, mail = address
    if not name:
        return mail
    if not name.isascii():
        return f"{encoded(name, charset)} <{mail}>"
    return f'"{name}" <{mail}>' if "," in name else f"{name} <{mail}>"


def encoded(text: str, charset: str) -> str:
    """The text of a head: as it is, or in encoded words (RFC 2047) where it goes beyond ASCII."""
    if text.isascii():
        return text
    fits = all(ord(letter) < 256 for letter in text)
    return Header(text, charset if fits else "utf-8", maxlinelen=70).encode()


def text_body(mail: Mail) -> tuple[list[str], bytes]:
    """A plain text: the content heads and the body."""
    return part(mail.text, mail.coding, "plain")


def part(text: str, coding: str, subtype: str) -> tuple[list[str], bytes]:
    """One text in its charset and transfer encoding."""
    charset, transfer = coding.split()
    if text.isascii():
        return [
            f"Content-Type: text/{subtype}; charset=us-ascii",
            "Content-Transfer-Encoding: 7bit",
        ], text.encode()
    if charset == "latin-1" and any(ord(letter) > 255 for letter in text):
        charset = "utf-8"
    raw = text.encode(charset)
    name, encode = TRANSFERS[transfer]
    kind = f'Content-Type: text/{subtype}; charset="{CHARSETS[charset]}"'
    return [kind, f"Content-Transfer-Encoding: {name}"], encode(raw)


def html_body(mail: Mail) -> tuple[list[str], bytes]:
    """Plain text and HTML side by side."""
    boundary = f"=_{crc32(mail.id.encode()):08x}_alternative"
    parts = (part(mail.text, mail.coding, "plain"), part(as_html(mail), mail.coding, "html"))
    return [f'Content-Type: multipart/alternative; boundary="{boundary}"'], joined(boundary, parts)


def joined(boundary: str, parts: Iterable[tuple[list[str], bytes]]) -> bytes:
    """The parts of a multipart body between their boundaries."""
    mark = f"--{boundary}".encode()
    whole = b"".join(mark + b"\n" + "\n".join(kind).encode() + b"\n\n" + body + b"\n" for kind, body in parts)
    return whole + mark + b"--\n"


def as_html(mail: Mail) -> str:
    """The text in HTML, with what it quotes in a block of its own."""
    blocks = "".join(f"<p>{marked_up(block)}</p>\n" for block in mail.own.split("\n\n"))
    quote = ""
    if mail.answers and mail.quoting != "none":
        inner = "".join(f"<p>{marked_up(block)}</p>\n" for block in mail.answers.own.split("\n\n"))
        line = escape(wrote(mail.answers))
        quote = f'<div class="gmail_quote"><div>{line}</div>\n<blockquote>{inner}</blockquote></div>\n'
    return f"<html><body>\n{blocks}{quote}</body></html>\n"


def marked_up(block: str) -> str:
    """A paragraph's text with its line breaks."""
    return escape(block, quote=False).replace("\n", "<br>\n")


def report_body(mail: Mail) -> tuple[list[str], bytes]:
    """A report of RFC 3464: a note for people, the facts for machines, the head of what came back."""
    boundary = f"=_{crc32(mail.id.encode()):08x}_report"
    facts = (
        f"Reporting-MTA: dns; {DESK_HOST}\n\nFinal-Recipient: rfc822; {mail.report}\n"
        "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user here\n"
    )
    original = "\n".join(headings(mail.answers)) + "\n" if mail.answers else ""
    parts = (
        part(mail.written, mail.coding, "plain"),
        (["Content-Type: message/delivery-status"], facts.encode("ascii")),
        (["Content-Type: text/rfc822-headers"], original.encode("ascii")),
    )
    kind = f'Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"'
    return [kind], joined(boundary, parts)
