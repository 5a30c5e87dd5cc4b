"""Carrying letters out: tried until a mail server takes them or they are of no use, never sent twice."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage
from django.db import transaction
from django_tasks import task

from unsung.ground import clock
from unsung.rooms.post.models import Letter

PAUSES = tuple(timedelta(seconds=s) for s in (20, 60, 300, 900, 3600))
"""How long after each try the next follows; after the last of them, as long again each time."""
FOR_GOOD = 500


@task()
def carry(number: int) -> None:
    """Try to carry a letter out; where the server cannot be had, once more after a while."""
    letter = _taken_up(number)
    if letter is None:
        return
    try:
        Sealed(letter).send()
    except (OSError, SMTPException) as fault:
        if _is_final(fault):
            _ended(letter, Letter.REFUSED, _said(fault))
        else:
            _put_back(letter, _said(fault))
    else:
        _ended(letter, Letter.SENT)


class Sealed(EmailMessage):
    """A letter as it was written when it was posted, to the byte."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(to=[letter.to])
        self.written = bytes(letter.written)

    def message(self) -> "Written":  # type: ignore[override]  # what every backend asks of it
        """The letter's bytes."""
        return Written(self.written)


class Written:
    """What Django's ways out ask of a message: its bytes, with the line ends wished for."""

    def __init__(self, written: bytes) -> None:
        self.written = written

    def as_bytes(self, linesep: str = "\n") -> bytes:
        """The bytes, every line ended like this."""
        return linesep.encode().join(self.written.splitlines()) + linesep.encode()

    def get_charset(self) -> None:
        """None: it is sealed, and needs no more encoding."""


def _taken_up(number: int) -> Letter | None:
    """The letter, noted as going; None where there is nothing to carry."""
    with transaction.atomic():
        letter = Letter.objects.select_for_update().filter(pk=number).first()
        if letter is None:
            return None
        if letter.state == Letter.GOING:
            # It was cut off with the server at the other end of the line: sent twice is worse than not known.
            _ended(letter, Letter.UNKNOWN)
            return None
        if letter.state != Letter.WAITS:
            return None
        if clock.now() > letter.until:
            _ended(letter, Letter.LATE, letter.problem)
            return None
        letter.state, letter.tries = Letter.GOING, letter.tries + 1
        letter.save(update_fields=["state", "tries"])
    return letter


def _put_back(letter: Letter, problem: str) -> None:
    pause = PAUSES[min(letter.tries, len(PAUSES)) - 1]
    with transaction.atomic():
        letter.state, letter.problem = Letter.WAITS, problem
        letter.save(update_fields=["state", "problem"])
        carry.using(run_after=clock.now() + pause).enqueue(letter.pk)


def _ended(letter: Letter, state: str, problem: str = "") -> None:
    letter.state, letter.problem, letter.written, letter.ended_at = state, problem, b"", clock.now()
    letter.save(update_fields=["state", "problem", "written", "ended_at"])


def _is_final(fault: OSError | SMTPException) -> bool:
    """Whether the server said no to this letter for good (RFC 5321, 4.2.1: replies of 500 and above).

    That it does not know us, or not our password, is for whoever runs Unsung to mend; the letter waits.
    """
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code >= FOR_GOOD for code, _ in fault.recipients.values())
    return isinstance(fault, SMTPDataError) and fault.smtp_code >= FOR_GOOD


def _said(fault: OSError | SMTPException) -> str:
    if isinstance(fault, SMTPRecipientsRefused):
        return _answer(*next(iter(fault.recipients.values()), (0, b"")))
    if isinstance(fault, SMTPResponseException):
        return _answer(fault.smtp_code, fault.smtp_error)
    return (str(fault) or type(fault).__name__)[:300]


def _answer(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"[:300]
