"""Linking a line to the conversation it tells of, so that its minutes count once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from unsung.ledger.cards.looking_up import Wish, card_of, cards_called, cards_numbered, look_up
from unsung.ledger.cards.models import Card
from unsung.rooms.journal.capture import Understood
from unsung.rooms.journal.written import Version, Written

OFFERED = 8
PROPOSED = 2
SHORT = 48
LONGEST_REF = 12


def called(card: Card) -> str:
    """What a chip calls a conversation: its customer, and a short reference or else its title."""
    name, ref = card.customer_name, card.external_id if len(card.external_id) <= LONGEST_REF else ""
    about = ref or card.title
    said = f"{name}, {about}" if name and name not in about else about
    return said if len(said) <= SHORT else f"{said[: SHORT - 1].rstrip()}…"


def case_numbered(number: str) -> int | None:
    """The conversation that a form names; None where there is none of that number."""
    card = card_of(int(number)) if number.isdecimal() and len(number) < 19 else None
    return card.number if card else None


@dataclass(frozen=True)
class Chip:
    """A conversation as a chip shows it while one writes; a guess until the writer says yes."""

    number: int
    said: str
    guess: bool


def seen(found: Understood) -> list[Chip]:
    """The conversation chosen for a line, else those that its references name."""
    card = card_of(found.said.case) if found.said.case else None
    if card:
        return [Chip(card.number, called(card), guess=False)]
    guessed = cards_called(found.line.refs)[:PROPOSED] if found.line.refs else []
    return [Chip(each.number, called(each), guess=True) for each in guessed]


def cases_of(lines: Iterable[Written]) -> dict[int, Card]:
    """The conversations these lines are linked to, by the number each line has of its own."""
    numbers = [case for each in lines if (case := each.now.case) is not None]
    found = {card.number: card for card in cards_numbered(numbers)} if numbers else {}
    corrected = {number: card for number in {*numbers} - {*found} if (card := card_of(number))}
    return found | corrected


def offered(version: Version, words: str = "") -> list[Card]:
    """Conversations a line may belong to: those found by words; without, its references' and its day's."""
    if words.strip():
        return _once([*cards_called([words.strip()]), *look_up(Wish(words=words), most=OFFERED).cards])
    midnight = datetime.combine(version.happened, time(), ZoneInfo(version.zone))
    of_day = int(midnight.timestamp()), int((midnight + timedelta(days=1)).timestamp())
    customer = version.said["for"] or ""
    of_customer = _of_day(customer, *of_day) if customer else []
    those = _once([*cards_called(version.said["refs"]), *of_customer, *_of_day("", *of_day)])
    return [card for card in those if card.number != version.case]


def _of_day(words: str, from_s: int, to_s: int) -> Sequence[Card]:
    return look_up(Wish(words=words, from_s=from_s, to_s=to_s), most=OFFERED).cards


def _once(cards: Iterable[Card]) -> list[Card]:
    return list({card.number: card for card in cards}.values())[:OFFERED]
