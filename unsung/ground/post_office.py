"""The post office: where outgoing mail is handed in, read from one address."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from unsung.ground.problems import Problem

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class Office:
    """A server for outgoing mail; `host` is empty where none was named. `tls` from the first byte on."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False
    sender: str = "unsung@localhost"


def read_office(address: str, sender: str = "") -> Office:
    """The office at `smtp://user:password@host:587` or `smtps://…`; raises Problem for any other form.

    Mail to another machine is always encrypted; to this one it need not be.
    """
    if not address.strip():
        return Office(sender=sender or Office.sender)
    told = urlsplit(address.strip())
    try:
        port = told.port or PORTS[told.scheme]
    except (KeyError, ValueError):
        port = 0
    if not told.hostname or not port:
        raise Problem(
            "UNSUNG_SMTP names no mail server.",
            "Nothing was done.",
            "Write it like smtp://user:password@mail.example.org:587, or leave it out to keep mails here.",
        )
    here = told.hostname in ("localhost", "127.0.0.1", "::1")
    return Office(
        told.hostname,
        port,
        unquote(told.username or ""),
        unquote(told.password or ""),
        tls=told.scheme == "smtps",
        starttls=told.scheme == "smtp" and not here,
        sender=sender
        or (told.username if told.username and "@" in unquote(told.username) else "")
        or f"unsung@{told.hostname}",
    )
