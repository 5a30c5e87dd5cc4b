"""What the tests of filing share: a card written in a line, and what became of it."""

from unsung.intake.filing import DeskAddresses, FiledMail, Filing, MailCard, file_mails
from unsung.intake.source import ContactRecord, Standing

DESK = DeskAddresses(frozenset({"help@desk.example", "ada@desk.example"}))
DAY_S = 86_400
NOON = 1_759_320_000  # 1 October 2025, 12:00 UTC
JUNE = "june@mail.example"
HELP = "help@desk.example"


def card(
    name: str,
    sender: str = JUNE,
    to: tuple[str, ...] = (HELP,),
    day: float = 0,
    *,
    answers: tuple[str, ...] = (),
    subject: str = "Cover",
    standing: Standing = "contact",
    cc: tuple[str, ...] = (),
    category: str = "",
    kind: str = "",
    message_id: str | None = None,
) -> MailCard:
    """The card of a mail named `name`, so many days after noon of 1 October."""
    own = name if message_id is None else message_id
    return MailCard(
        id=len(name),
        external_id=name,
        message_id=own,
        references=answers,
        subject=subject,
        sender=(sender, sender.partition("@")[0].title()),
        to=to,
        cc=cc,
        at_s=NOON + int(day * DAY_S),
        standing=standing,
        category=category,
        kind=kind,
    )


def reply(name: str, to: str, day: float, *answers: str, subject: str = "Re: Cover") -> MailCard:
    """The card of a mail by which Ada answers."""
    return card(name, "ada@desk.example", (to,), day, answers=answers, subject=subject)


def together(*cards: MailCard, desk: DeskAddresses = DESK) -> set[frozenset[str]]:
    """Which mails are filed together, by name."""
    found: dict[str, set[str]] = {}
    for mail in file_mails(cards, desk).mails:
        found.setdefault(mail.contact, set()).add(mail.external_id)
    return {frozenset(names) for names in found.values()}


def apart(*groups: str) -> set[frozenset[str]]:
    """The same, written as one word a conversation: "ab c"."""
    return {frozenset(word) for group in groups for word in group.split()}


def only(filing: Filing) -> ContactRecord:
    """The one conversation of a filing."""
    (contact,) = filing.contacts
    return contact


def filed(filing: Filing) -> dict[str, FiledMail]:
    """The filed mails by name."""
    return {mail.external_id: mail for mail in filing.mails}
