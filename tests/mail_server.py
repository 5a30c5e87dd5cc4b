"""A real mail server for the tests: it takes letters by SMTP on this machine, or says no as it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.ports import free_port


@dataclass
class MailServer:
    """What came in, the latest last; `answers` are given to the next letters in place of a yes."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a letter, or say no (a name aiosmtpd calls)."""
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@contextmanager
def mail_server(port: int = 0) -> Iterator[MailServer]:
    """A mail server on a port of this machine until the end of the block."""
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=port or free_port(), ready_timeout=20)
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()
