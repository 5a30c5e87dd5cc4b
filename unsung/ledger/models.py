"""Every register and fact, gathered for Django."""

from typing import Any

from django.db.models import QuerySet

from unsung.ledger.facts.asks import Answer, Ask
from unsung.ledger.facts.contacts import Contact, Tally
from unsung.ledger.facts.corroborations import Corroboration, CorroborationAnswer
from unsung.ledger.facts.erasures import Tombstone
from unsung.ledger.facts.events import Call, Event
from unsung.ledger.facts.fact import Fact
from unsung.ledger.facts.floors import Floor
from unsung.ledger.facts.messages import Filing, Message
from unsung.ledger.facts.ratings import Rating
from unsung.ledger.facts.rounds import RoundCheck, RoundItem, RoundVersion
from unsung.ledger.facts.shared_lines import Mention, SharedLine
from unsung.ledger.facts.summaries import Summary
from unsung.ledger.registers.calendars import Calendar, CalendarException, CalendarVersion
from unsung.ledger.registers.changes import Change
from unsung.ledger.registers.customers import Customer, CustomerAddress, CustomerKind, KindAddress
from unsung.ledger.registers.deliveries import Delivery, Source
from unsung.ledger.registers.desks import Desk, DeskAddress
from unsung.ledger.registers.people import Department, Person, Role, RoleName

FAMILIES: dict[str, type[Fact]] = {
    "contact": Contact,
    "tally": Tally,
    "message": Message,
    "filing": Filing,
    "event": Event,
    "call": Call,
    "rating": Rating,
}


def facts(family: str) -> "QuerySet[Any]":
    """Every row of a family, corrected and withdrawn ones too.

    The family is chosen as the programme runs, so its fields cannot be checked beforehand.
    """
    return FAMILIES[family]._default_manager.all()


__all__ = [
    "FAMILIES",
    "Answer",
    "Ask",
    "Calendar",
    "CalendarException",
    "CalendarVersion",
    "Call",
    "Change",
    "Contact",
    "Corroboration",
    "CorroborationAnswer",
    "Customer",
    "CustomerAddress",
    "CustomerKind",
    "Delivery",
    "Department",
    "Desk",
    "DeskAddress",
    "Event",
    "Fact",
    "Filing",
    "Floor",
    "KindAddress",
    "Mention",
    "Message",
    "Person",
    "Rating",
    "Role",
    "RoleName",
    "RoundCheck",
    "RoundItem",
    "RoundVersion",
    "SharedLine",
    "Source",
    "Summary",
    "Tally",
    "Tombstone",
    "facts",
]
