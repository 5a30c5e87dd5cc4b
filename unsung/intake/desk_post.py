"""The desk's post: mails on record are filed into conversations once a delivery is in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from unsung.intake.filing import DeskAddresses, MailCard, file_mails, guess_desk
from unsung.intake.recording import contact_says
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import Draft, supersede
from unsung.ledger.models import Delivery
from unsung.ledger.queries.desks import desk_addresses
from unsung.ledger.queries.post import mail_cards
from unsung.ledger.queries.standing import moment

GUESSED = "Whose desk it is, is our guess, from who answers most."
NOBODY = "Nobody was found who answers other people’s mails, so every mail counts as a customer’s."
NAME_IT = "It is named in the desk’s settings, or with --desk ADDRESS."


@dataclass(frozen=True)
class Filed:
    """What is to be said of the filing: `notes` to every reader, `aside` to who runs it alone."""

    notes: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


def file_post(delivery: Delivery) -> Filed:
    """File every mail of the delivery's source anew; returns what is to be said.

    Filing looks at all the mails together, so it ends the same whatever the order they came in.
    """
    cards = [MailCard(**card) for card in mail_cards(delivery.source_id)]
    desk = _desk(cards)
    filed = file_mails(cards, desk)
    at = {card.external_id: card for card in cards}
    filings = [
        Draft(
            "filing",
            mail.external_id,
            moment(at[mail.external_id].at_s),
            {
                "contact_ref": mail.contact,
                "author_kind": mail.author_kind,
                "standing": mail.standing,
                "public": mail.public,
            },
            rule="newer",
        )
        for mail in filed.mails
    ]
    contacts = [
        Draft("contact", contact.external_id, contact.opened_at, contact_says(contact), rule="newer")
        for contact in filed.contacts
    ]
    supersede(delivery, "filing", filings)
    supersede(delivery, "contact", contacts)
    parties = (contact.customer for contact in filed.contacts)
    deliveries.know_customers({party.key[:254]: party.name for party in parties if party and party.key})
    return _said_of(desk)


def _desk(cards: Iterable[MailCard]) -> DeskAddresses:
    known = desk_addresses()
    if not known:
        return guess_desk(list(cards))
    domains = frozenset(address[1:] for address in known if address.startswith("@"))
    return DeskAddresses(frozenset(a for a in known if not a.startswith("@")), domains, guessed=False)


def _said_of(desk: DeskAddresses) -> Filed:
    if not desk.guessed:
        return Filed()
    if not desk.addresses:
        return Filed([f"{NOBODY} {NAME_IT}"])
    # The review goes to the whole company: an address in it could be a person's, beside that person's times.
    named = ", ".join(sorted(desk.addresses)[:3])
    return Filed([f"{GUESSED} {NAME_IT}"], [f"The desk is taken to be {named}."])
