"""Filing mails: which belong to one conversation, who wrote as the desk, and what counts as a contact."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from unsung.intake.mail.subjects import subject_key
from unsung.intake.mail.threads import Link, conversations
from unsung.intake.source import Author, ContactRecord, Party, Standing

NO_PERSON = re.compile(
    r"(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster|listserv|majordomo|mailman|bounces?|newsletters?|"
    r"news|notifications?|alerts?|updates?|marketing|owner-.*|.*-(?:owner|request|bounces?|admin))(?:[-+.=].*)?@.*|[^@]*"
)
"""Addresses nobody writes from: those of machines, of lists and their keepers, and what is no address."""

OFFICES = frozenset(
    "accounts ask assistance ayuda billing care claims complaints contact customercare customerservice desk "
    "enquiries enquiry hello help helpdesk info kundendienst kundenservice office orders queries sales sav "
    "service servicedesk services soporte suporte support supporto team".split()
)
"""What stands before the @ of an address that several people answer from."""

SHARED_HOSTS = frozenset(
    "aol.com comcast.net free.fr gmail.com gmx.com gmx.de gmx.net googlemail.com hotmail.com icloud.com "
    "laposte.net libero.it live.com mac.com mail.com mail.ru me.com msn.com orange.fr outlook.com proton.me "
    "protonmail.com qq.com t-online.de web.de yahoo.co.uk yahoo.com yandex.ru".split()
)
"""Domains where anybody has an address, so that two of them have nothing in common."""

FEWEST_ANSWERED = 2


@dataclass(frozen=True, slots=True)
class MailCard:
    """What filing needs of one mail; addresses are lower case, `sender` is address and name."""

    id: int
    external_id: str
    message_id: str
    references: tuple[str, ...]
    subject: str
    sender: tuple[str, str]
    to: tuple[str, ...]
    cc: tuple[str, ...]
    at_s: int
    standing: Standing
    category: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DeskAddresses:
    """The addresses and domains the desk writes from; `guessed` where nobody named them."""

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    guessed: bool = False

    def holds(self, address: str) -> bool:
        """Whether an address is the desk's."""
        return address in self.addresses or _host(address) in self.domains


@dataclass(frozen=True, slots=True)
class FiledMail:
    """Where one mail belongs: its conversation's external id, who its author was, what it counts as."""

    id: int
    external_id: str
    contact: str
    author_kind: Author
    standing: Standing
    public: bool = True


@dataclass(frozen=True, slots=True)
class Filing:
    """Every mail filed, and the conversations they make up."""

    mails: tuple[FiledMail, ...]
    contacts: tuple[ContactRecord, ...]


@dataclass(frozen=True, slots=True)
class _Mail:
    card: MailCard
    from_desk: bool
    standing: Standing


def file_mails(cards: Sequence[MailCard], desk: DeskAddresses) -> Filing:
    """File mails into conversations; the result depends on which cards there are, not on their order.

    List mail is a contact only if a person addressed it to the desk; what the desk itself sends through
    a list counts where it answers a contact. Auto-replies, returned mail and spam are filed with what
    they belong to and never count.
    """
    mails = [_Mail(card, desk.holds(card.sender[0]), _own_standing(card, desk)) for card in cards]
    links = [_link(mail, desk) for mail in mails]
    filed: list[FiledMail] = []
    contacts: list[ContactRecord] = []
    for numbers in conversations(links):
        together = _settled([mails[number] for number in numbers])
        contact = _contact(together, desk)
        contacts.append(contact)
        filed += [_filed(mail, contact.external_id, desk) for mail in together]
    return Filing(
        tuple(sorted(filed, key=lambda mail: mail.external_id)),
        tuple(sorted(contacts, key=lambda contact: contact.external_id)),
    )


def _own_standing(card: MailCard, desk: DeskAddresses) -> Standing:
    """What a mail counts as by itself: list mail a person addressed to the desk is a contact after all."""
    if card.standing != "list" or desk.holds(card.sender[0]) or NO_PERSON.fullmatch(card.sender[0]):
        return card.standing
    return "contact" if any(map(desk.holds, card.to + card.cc)) else "list"


def _link(mail: _Mail, desk: DeskAddresses) -> Link:
    card = mail.card
    ids = tuple(one for one in (card.message_id, *card.references) if one)
    about, party = subject_key(card.subject), _party(mail, desk)
    # Mail of machines is kept apart, so that it never bridges what people wrote weeks apart.
    matter = (about, party, mail.standing) if about and party else None
    return Link(card.at_s, card.external_id, ids, matter)


def _party(mail: _Mail, desk: DeskAddresses) -> str:
    """Whom the desk has to do with in this mail; empty where that is not one party."""
    if not mail.from_desk:
        return mail.card.sender[0]
    outside = {address for address in mail.card.to if not desk.holds(address)}
    return outside.pop() if len(outside) == 1 else ""


def _settled(mails: list[_Mail]) -> list[_Mail]:
    """The mails of a conversation; what the desk sent through a list counts if a contact is answered."""
    if not any(_is_customers(mail) for mail in mails):
        return mails
    return [
        _Mail(mail.card, True, "contact") if mail.from_desk and mail.standing == "list" else mail
        for mail in mails
    ]


def _is_customers(mail: _Mail) -> bool:
    return mail.standing == "contact" and not mail.from_desk


def _filed(mail: _Mail, contact: str, desk: DeskAddresses) -> FiledMail:
    author: Author = "machine" if mail.standing != "contact" else "desk" if mail.from_desk else "customer"
    # What the desk writes to itself alone is a note: no customer has read it.
    addressed = mail.card.to + mail.card.cc
    noted = mail.from_desk and bool(addressed) and all(map(desk.holds, addressed))
    return FiledMail(mail.card.id, mail.card.external_id, contact, author, mail.standing, not noted)


def _contact(mails: list[_Mail], desk: DeskAddresses) -> ContactRecord:
    """The conversation that these mails, in the order of time, make up."""
    people = [mail for mail in mails if mail.standing == "contact"]
    customers = [mail for mail in people if _is_customers(mail)]
    opening = people[0] if people else mails[0]
    started_by: Author = "machine" if not people else "desk" if opening.from_desk else "customer"
    return ContactRecord(
        mails[0].card.external_id,
        "mail",
        datetime.fromtimestamp(opening.card.at_s, UTC),
        customer=_customer(customers, people, desk),
        subject=opening.card.subject,
        category=next((mail.card.category for mail in people or mails if mail.card.category), ""),
        started_by=started_by,
        standing="contact" if people else opening.standing,
    )


def _customer(customers: list[_Mail], people: list[_Mail], desk: DeskAddresses) -> Party | None:
    if customers:
        key, name = customers[0].card.sender
        own = [mail.card for mail in customers if mail.card.sender[0] == key]
        return Party(key, name or _first(card.sender[1] for card in own), _first(card.kind for card in own))
    written_to = (address for mail in people for address in mail.card.to + mail.card.cc)
    outside = _first(address for address in written_to if not desk.holds(address))
    return Party(outside) if outside else None


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def guess_desk(cards: Sequence[MailCard]) -> DeskAddresses:
    """Who the desk seems to be, from who answers other people's mails; no address where nobody does.

    Counted is how many different people an address answered, by references between the mails at hand. An
    office address (support@, info@ and the like) that answered anybody goes before all others, else it
    takes two people answered. The address that answered most is the desk, and with it, unless its domain
    is one where anybody has an address: the offices of its domain that answer or are written to, and
    whoever of its domain answered two people outside. The result depends only on which cards there are.
    """
    answered = _answered(cards)
    fit = [one for one in answered if _is_office(one) or len(answered[one]) >= FEWEST_ANSWERED]
    if not fit:
        return DeskAddresses(guessed=True)
    most = min(fit, key=lambda one: (not _is_office(one), -len(answered[one]), one))
    if _host(most) in SHARED_HOSTS:
        return DeskAddresses(frozenset({most}), guessed=True)
    written_to = {address for card in cards for address in card.to + card.cc}
    house = {one for one in written_to | answered.keys() if _host(one) == _host(most)}
    found = {one for one in house if _is_office(one) or _serves(one, answered.get(one, set()))}
    return DeskAddresses(frozenset({most} | found), guessed=True)


def _serves(colleague: str, people: set[str]) -> bool:
    """Whether somebody answered enough people outside to be the desk."""
    return sum(_host(person) != _host(colleague) for person in people) >= FEWEST_ANSWERED


def _answered(cards: Sequence[MailCard]) -> dict[str, set[str]]:
    """For each address the other people whose mails it answered."""
    people = [card for card in cards if card.standing in ("contact", "list")]
    writers: dict[str, set[str]] = defaultdict(set)
    for card in people:
        writers[card.message_id].add(card.sender[0])
    answered: dict[str, set[str]] = defaultdict(set)
    for card in people:
        parent = next((one for one in reversed(card.references) if one and one in writers), "")
        others = writers[parent] - {card.sender[0]} if parent else set()
        if others:
            answered[card.sender[0]] |= others
    return dict(answered)


def _is_office(address: str) -> bool:
    return not OFFICES.isdisjoint(re.split(r"[-_.+]", address.partition("@")[0]))


def _host(address: str) -> str:
    return address.rpartition("@")[2]
