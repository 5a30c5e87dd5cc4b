"""Who is no person: what a mail's head, and of a returned mail its text, give away of machines."""

import re

from unsung.intake.mail import phrases
from unsung.intake.mail.heads import Address, Head
from unsung.intake.source import Standing

NO = ("", "no", "false", "0")
SPAM_VERDICTS = ("x-spam-flag", "x-spam-status", "x-bogosity")
SPAM_FIELDS = frozenset({*SPAM_VERDICTS, "x-ms-exchange-organization-scl", "x-gmail-labels"})
SPAM_SUBJECT = re.compile(r"\*{3,}\s*spam\s*\*{3,}|\[\W*spam\W*\]", re.IGNORECASE)
SPAM_LEVEL = 5
"""From this spam confidence level on Exchange files a mail under junk."""

REPORTED = re.compile(r"report-type\s*=\s*\"?(?:delivery-status|feedback-report)", re.IGNORECASE)
RECEIPT = re.compile(r"report-type\s*=\s*\"?disposition-notification", re.IGNORECASE)
RETURNED_TYPES = ("message/delivery-status", "message/feedback-report")
SERVER = re.compile(phrases.SERVER, re.IGNORECASE)
OFFICE = re.compile(phrases.OFFICE, re.IGNORECASE)
RETURNED_SUBJECT = re.compile(phrases.RETURNED_SUBJECT, re.IGNORECASE)
RETURNED_TEXT = re.compile(phrases.RETURNED_TEXT, re.IGNORECASE)
COMPLAINT = re.compile(r"complaint about message from [\d.]+", re.IGNORECASE)
SAMPLE = 6000
"""Characters of the text that are searched: the reason stands before the mail that is returned."""

REPLY = re.compile(r"\s*(?:re|aw|sv|antw|rif|fwd?|wg)\s*:", re.IGNORECASE)
AWAY_SUBJECT = re.compile(phrases.AWAY, re.IGNORECASE)
REPLYING = {
    "x-auto-reply",
    "x-auto-response",
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-mail-autoreply",
}
COMMENT = re.compile(r"\([^()]*\)")
AWAY_FIELDS = {"x-auto-response-suppress", "x-ms-exchange-inbox-rules-loop"}
LIST_FIELDS = {
    "list-id",
    "list-post",
    "list-unsubscribe-post",
    "mailing-list",
    "x-beenthere",
    "x-list-id",
    "x-mailing-list",
    "x-mailman-version",
}
AUTO = ("auto_reply", "auto-reply")
BULK = ("bulk", "list", "junk")


def standing(head: Head, sender: Address, text: str) -> Standing:
    """What a mail is by its marks: spam, bounce, auto, list, else contact; the first that fits.

    Auto-replies by RFC 3834, returned mail by RFC 3464 and abuse reports by RFC 5965; older mail
    servers by two signs at once: who sends it, and what its subject or text says.
    """
    if is_spam(head):
        return "spam"
    if is_bounce(head, sender, text):
        return "bounce"
    if is_auto(head):
        return "auto"
    return "list" if is_list(head) else "contact"


def is_spam(head: Head) -> bool:
    """Whether a filter on the way marked the mail as spam."""
    if SPAM_SUBJECT.match(head.first("subject")):
        return True
    if SPAM_FIELDS.isdisjoint(head.fields):
        return False
    level = head.first("x-ms-exchange-organization-scl")
    return (
        any(head.first(name).lower().startswith(("yes", "spam")) for name in SPAM_VERDICTS)
        or (level.isdigit() and int(level) >= SPAM_LEVEL)
        or "spam" in head.said("x-gmail-labels").lower().split(",")
    )


def is_bounce(head: Head, sender: Address, text: str) -> bool:
    """Whether a mail server returns, delays or reports a mail."""
    content_type, subject = head.first("content-type"), head.said("subject")
    if REPORTED.search(content_type) or content_type.lower().startswith(RETURNED_TYPES):
        return True
    if "x-failed-recipients" in head.fields or COMPLAINT.fullmatch(subject):
        return True
    return not AWAY_SUBJECT.match(subject) and _is_returned(head, sender, subject, text)


def _is_returned(head: Head, sender: Address, subject: str, text: str) -> bool:
    names = (sender.address, sender.name)
    by_server = _from_nobody(head) or any(map(SERVER.search, names))
    if not by_server and not any(map(OFFICE.search, names)):
        return False
    announced = RETURNED_SUBJECT.search(subject) is not None and not REPLY.match(subject)
    told = RETURNED_TEXT.search(text[:SAMPLE]) is not None
    return (announced or told) if by_server else (announced and told)


def is_auto(head: Head) -> bool:
    """Whether a machine wrote the mail for somebody: away, received, read.

    X-Auto-Response-Suppress alone says nothing: Exchange puts it on what people write.
    """
    if any(
        _said(head.first(name)) not in NO for name in (REPLYING | {"auto-submitted"}) & head.fields.keys()
    ):
        return True
    precedence = head.first("precedence").lower()
    if precedence in AUTO or RECEIPT.search(head.first("content-type")) or "x-apple-action" in head.fields:
        return True
    sign = _from_nobody(head) or precedence in BULK or not AWAY_FIELDS.isdisjoint(head.fields)
    return sign and AWAY_SUBJECT.match(head.said("subject")) is not None


def _said(value: str) -> str:
    """A field's word, without its parameters and the comments that RFC 3834 allows beside it."""
    return COMMENT.sub("", value).partition(";")[0].strip().lower()


def is_list(head: Head) -> bool:
    """Whether the mail went through a mailing list, or to many at once."""
    return not LIST_FIELDS.isdisjoint(head.fields) or head.first("precedence").lower() in BULK


def _from_nobody(head: Head) -> bool:
    return head.first("return-path").replace(" ", "") == "<>"
