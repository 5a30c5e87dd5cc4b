"""The desk's post: mails on record are filed into conversations once a delivery is in."""

from collections.abc import Iterable

from unsung.intake.filing import DeskAddresses, MailCard, file_mails, guess_desk
from unsung.intake.recording import contact_says
from unsung.ledger import queries
from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import Draft, supersede
from unsung.ledger.models import Delivery


def file_post(delivery: Delivery) -> list[str]:
    """File every mail of the delivery's source anew; returns sentences to be said.

    Filing looks at all the mails together, so it ends the same whatever the order they came in.
    """
    cards = [MailCard(**card) for card in queries.mail_cards(delivery.source_id)]
    desk = _desk(cards)
    filed = file_mails(cards, desk)
    at = {card.external_id: card for card in cards}
    filings = [
        Draft(
            "filing",
            mail.external_id,
            queries.moment(at[mail.external_id].at_s),
            {"contact_ref": mail.contact, "author_kind": mail.author_kind, "standing": mail.standing},
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
    known = queries.desk_addresses()
    if not known:
        return guess_desk(list(cards))
    domains = frozenset(address[1:] for address in known if address.startswith("@"))
    return DeskAddresses(frozenset(a for a in known if not a.startswith("@")), domains, guessed=False)


def _said_of(desk: DeskAddresses) -> list[str]:
    if not desk.guessed:
        return []
    if not desk.addresses:
        return [
            "Nobody was found who answers other people’s mails, so every mail counts as a customer’s. "
            "Name the desk with --desk ADDRESS."
        ]
    named = ", ".join(sorted(desk.addresses)[:3])
    return [
        f"The desk is taken to be {named}: our guess, from who answers most. Name it with --desk ADDRESS."
    ]
