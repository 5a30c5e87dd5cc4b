"""One case as its page tells it: what was said and what happened, in order of time, and who it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from unsung.ledger.cards.looking_up import of_customer
from unsung.ledger.cards.models import Card
from unsung.ledger.courses import first_response
from unsung.ledger.models import Rating
from unsung.ledger.queries.customers import addresses_of, owners_of
from unsung.ledger.queries.spoken import Spoken, spoken
from unsung.ledger.queries.standing import standing
from unsung.ledger.warehouse.gathering import Leg, Seen, Told, gather_called
from unsung.publishing import words

BY = {"mail": "by mail", "chat": "by chat", "call": "by phone", "walkin": "at the desk", "form": "by form"}
COUNTS_AS = {
    "auto": "An automatic reply",
    "bounce": "A mail that came back",
    "list": "A mailing",
    "spam": "Spam",
}
AT_FIRST = 200
"""So many parts of a conversation are shown at first; the rest on asking."""


@dataclass(frozen=True)
class Part:
    """One part of a conversation: something said, a note within the desk, or something that happened.

    `told` are small facts below it; `gone` where its words were taken out by law.
    """

    at_s: int
    rank: int
    icon: str
    head: str
    within: bool = False
    words: str = ""
    voice: bool = False
    quoted: str = ""
    signature: str = ""
    told: str = ""


@dataclass(frozen=True)
class Case:
    """Everything a case's page shows beside its card; times in seconds."""

    parts: Sequence[Part]
    kind: str = ""
    desk: str = ""
    first_reply_s: int | None = None
    customers: Sequence[Card] = ()
    rated: Sequence[tuple[int, str]] = ()
    more: int = field(default=0, compare=False)

    def shown(self, show: str, everything: bool = False) -> Sequence[Part]:
        """The parts to show: all, those with the customer ("with"), or those within the desk ("internal")."""
        parts = [
            part
            for part in self.parts
            if show not in ("with", "internal") or part.within == (show == "internal")
        ]
        return parts if everything else parts[:AT_FIRST]


def told_of(card: Card) -> Case:
    """What the ledger tells of a case, in a fixed number of questions."""
    told = gather_called(card.source_id, [card.external_id]).get(card.external_id)
    if told is None:
        return Case(())
    said = _said(card, spoken(card.source_id, card.external_id))
    happened = chain(_states(told), _legs(told.legs))
    reply = first_response(told.messages)
    return Case(
        parts=sorted(chain(said, happened), key=lambda part: (part.at_s, part.rank)),
        kind=told.customer_kind,
        desk=told.desk,
        first_reply_s=reply[1] - reply[0] if reply else None,
        customers=_others(card),
        rated=_rated(card),
    )


def _said(card: Card, messages: Sequence[Spoken]) -> Iterator[Part]:
    for message in messages:
        machine = message.by not in ("customer", "desk")
        within = not message.public
        voice = not machine and not within
        yield Part(
            at_s=message.at_s,
            rank=1 if message.by == "customer" else 2,
            icon="note" if within else card.channel,
            head=_head(card, message),
            within=within,
            words=message.words,
            voice=voice,
            quoted=message.quoted,
            signature=message.signature,
            told=_missing(message),
        )


def _head(card: Card, message: Spoken) -> str:
    unnamed = {"customer": card.customer_name or card.customer_key or "The customer", "desk": "The desk"}
    who = message.name or message.key or unnamed.get(message.by, "A machine")
    if not message.public:
        return f"Internal note, {who}"
    if message.standing in COUNTS_AS:
        return COUNTS_AS[message.standing]
    way = BY.get(card.channel, "") if message.name or message.by == "customer" else ""
    return f"{who}, {way}" if way else who


def _missing(message: Spoken) -> str:
    if message.words or message.quoted or message.signature:
        return ""
    if message.erased:
        return "The words were taken out, as the law asks."
    return "Its words are not on record."


def _states(told: Told) -> Iterator[Part]:
    """What became of it: opened, passed on, settled, opened again; what only repeats is left out."""
    state, team, since = "open", "", told.opened_s
    for seen in told.events:
        said = [_state(seen, state, since, told.opened_s), _team(seen, team)]
        head = ". ".join(words.capital(part) for part in said if part)
        if seen.state and seen.state != state:
            since = seen.at_s
        state, team = seen.state or state, seen.team or team
        if head:
            yield Part(seen.at_s, 3, _icon(seen), head, within=True)


def _icon(seen: Seen) -> str:
    return "check" if seen.state == "settled" else "arrow"


def _state(seen: Seen, state: str, since: int, opened_s: int) -> str:
    if seen.state == state or not seen.state:
        return ""
    lasted = words.duration(max(0, seen.at_s - since))
    if seen.state == "settled":
        return f"settled after {lasted}" if since == opened_s else f"settled again after {lasted}"
    if state == "settled":
        return f"opened again after {lasted}"
    return "waits for somebody else" if seen.state == "pending" else "taken up again"


def _team(seen: Seen, team: str) -> str:
    if not seen.team or seen.team == team:
        return ""
    return f"passed to {seen.team}" if team else f"with {seen.team}"


def _legs(legs: Sequence[Leg]) -> Iterator[Part]:
    for leg in legs:
        waited = "" if leg.queued_s is None else f" after {words.duration(leg.queued_s)}"
        if leg.answered:
            head = f"Answered{waited}"
        elif leg.abandoned:
            head = f"The caller gave up{waited}"
        else:
            head = f"Not answered{waited}" if leg.answered is False else "A call"
        yield Part(leg.at_s, 0, "phone", head, told=_spent(leg))


def _spent(leg: Leg) -> str:
    spent = (("talked", leg.talk_s), ("on hold", leg.hold_s), ("work after it", leg.after_s))
    told = [f"{name} {words.duration(seconds)}" for name, seconds in spent if seconds]
    return words.sentence(", ".join([*told, *(["passed on"] if leg.transferred else [])]))


def _others(card: Card) -> Sequence[Card]:
    """The other cases of the same customer, by every address the customer is known by, the latest first."""
    if not card.customer_key:
        return ()
    owner = owners_of([card.customer_key]).get(card.customer_key)
    keys = addresses_of({owner[0]})[owner[0]] if owner else [card.customer_key]
    return [other for other in of_customer(keys, 7) if other.place != card.place][:6]


def _rated(card: Card) -> Sequence[tuple[int, str]]:
    rows = (
        standing("rating").filter(contact_ref=card.external_id, score__isnull=False).order_by("happened_at")
    )
    return [(int(each.happened_at.timestamp()), _score(each)) for each in rows[:5]]


def _score(rating: Rating) -> str:
    return f"{rating.score} of {rating.high}"
