"""The way in for chats: JSON lines, one conversation a line with its turns."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import cast

from unsung.intake.source import (
    Author,
    Channel,
    ContactRecord,
    EventRecord,
    Item,
    MessageRecord,
    Party,
    Piece,
    Place,
    RatingRecord,
    Read,
    Reading,
    Record,
    extent,
)
from unsung.intake.tables import objects, text
from unsung.intake.tables.dates import DateForm, check_zone, reader
from unsung.intake.tables.fields import CHANNELS
from unsung.intake.tables.row import Unreadable, shortened

TURNS = re.compile(r'"turns"\s*:\s*\[')
AUTHORS = ("customer", "desk", "machine")
LAYOUT = "Write the line as docs/sources/chats.md shows and bring it again."


class Chats:
    """Conversations in JSON lines, each with the turns that were taken in it."""

    name = "chats"

    def knows(self, piece: Piece, head: bytes) -> bool:
        """Whether the first line is an object with turns."""
        if text.is_binary(head):
            return False
        beginning = text.decoded(head)
        first = beginning.lstrip("\ufeff \t\r\n").partition("\n")[0]
        return objects.is_json_lines(beginning) and TURNS.search(first) is not None

    def prepare(self, piece: Piece, reading: Reading) -> Reading:
        """The reading with the encoding of this piece; raises Problem where it holds no text."""
        check_zone(reading.zone)
        coding = text.coding_of(piece)
        reading.notes.extend(
            said for said in text.guess_said(piece.name, coding) if said not in reading.notes
        )
        return replace(reading, mapping={"name": self.name, "encoding": coding.encoding, "nul": coding.nul})

    def cut(self, piece: Piece, reading: Reading) -> Iterator[Item]:
        """The lines that are not blank; raises Problem where the file breaks off."""
        told = reading.mapping or {}
        coding = text.Coding(str(told.get("encoding", "utf-8")), bool(told.get("nul")))
        for number, line in enumerate(text.lines(piece, coding), 1):
            if line.strip():
                yield Item(Place(piece.name, number), line.rstrip("\r\n").encode("utf-8", "replace"))

    def read(self, item: Item, reading: Reading) -> Read:
        """One conversation as records, or as the problem it was put aside for."""
        raw = item.raw if isinstance(item.raw, bytes) else json.dumps(item.raw).encode()
        found = objects.object_of(raw.decode("utf-8", "replace"))
        if found is None:
            wrong = Unreadable("", "there is no JSON object on it", LAYOUT)
            return Read(item, problem=wrong.problem(item.place))
        try:
            return Read(item, tuple(_records(Chat(found, _clock(reading.zone)))))
        except Unreadable as fault:
            return Read(item, problem=fault.problem(item.place))


@lru_cache(maxsize=8)
def _clock(zone: str) -> Callable[[str], datetime]:
    return reader(DateForm(zone=zone))


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: when, who (customer, desk, machine), by which name, and what was written."""

    at: datetime
    who: Author
    name: str
    words: str


class Chat:
    """The object on a line, asked for by name; raises Unreadable where something is not as it should be."""

    def __init__(self, found: dict[str, object], clock: Callable[[str], datetime]) -> None:
        self.found = found
        self.clock = clock
        self.id = self.word(found.get("id"), "id")
        if not self.id:
            raise Unreadable("id", "it is missing", LAYOUT)
        turns = found.get("turns")
        if not isinstance(turns, list):
            raise Unreadable("turns", "it is no list of turns", LAYOUT)
        self.turns = [self._turn(number, turn) for number, turn in enumerate(turns, 1)]
        self.opened = self._opened()

    def word(self, value: object, field: str) -> str:
        """Text, or a number as text; empty for null."""
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Unreadable(field, "it is neither text nor a number", LAYOUT)
        return str(value).strip()

    def instant(self, value: object, field: str) -> datetime | None:
        """The date, None where there is none."""
        said = self.word(value, field)
        try:
            return self.clock(said) if said else None
        except ValueError as fault:
            raise Unreadable(
                field,
                f"“{shortened(said)}” could not be read as a date",
                "Write it as in 2025-10-01T09:30:00+02:00, or as seconds since 1970.",
                "“…” could not be read as a date",
            ) from fault

    def _turn(self, number: int, turn: object) -> Turn:
        place = f"turns, turn {number}"
        if not isinstance(turn, dict):
            raise Unreadable(place, "it is not an object", LAYOUT)
        who = turn.get("who")
        if who not in AUTHORS:
            wrong, bare = (f"“{said}” is none of {', '.join(AUTHORS)}" for said in (shortened(str(who)), "…"))
            raise Unreadable(f"{place}, who", wrong, LAYOUT, bare)
        at = self.instant(turn.get("at"), f"{place}, at")
        if at is None:
            raise Unreadable(f"{place}, at", "there is no date", LAYOUT)
        words = turn.get("text")
        return Turn(
            at,
            cast(Author, who),
            self.word(turn.get("name"), f"{place}, name"),
            words if isinstance(words, str) else self.word(words, f"{place}, text"),
        )

    def _opened(self) -> datetime:
        # Somebody who came and left before a word was said has a chat without turns.
        opened = self.instant(self.found.get("opened_at"), "opened_at")
        if opened is None and not self.turns:
            raise Unreadable("turns", "there are no turns and no opened_at, so no time is known", LAYOUT)
        return opened or self.turns[0].at

    @property
    def channel(self) -> Channel:
        """The channel the line names where it is one of the six, else chat."""
        said = self.word(self.found.get("channel"), "channel")
        return cast(Channel, said) if said in CHANNELS else "chat"

    @property
    def started_by(self) -> Author:
        """Who began: the first person who spoke; where none did, the machine unless somebody had come."""
        # A machine that greets first has not begun the conversation.
        person = next((turn.who for turn in self.turns if turn.who != "machine"), None)
        if person is not None:
            return person
        # What was opened before the machine said a word was opened by somebody who came.
        came = all(self.opened < turn.at for turn in self.turns)
        return "customer" if came else "machine"

    @property
    def extent(self) -> int:
        """How far this export of the chat reaches: a later one has further turns, or its closing."""
        closed = self.instant(self.found.get("closed_at"), "closed_at")
        known = [self.opened, *(turn.at for turn in self.turns), *([closed] if closed else [])]
        return extent(max(known), len(self.turns))

    @property
    def customer(self) -> Party | None:
        """The customer: a key, or an object with key, name and kind; else the name in the turns."""
        said = self.found.get("customer")
        told = said if isinstance(said, dict) else {"key": said}
        key, name = self.word(told.get("key"), "customer"), self.word(told.get("name"), "customer.name")
        name = name or next((turn.name for turn in self.turns if turn.who == "customer" and turn.name), "")
        kind = self.word(told.get("kind") or self.found.get("customer_kind"), "customer_kind")
        return Party(key or name, name, kind) if key or name else None


def _records(chat: Chat) -> Iterator[Record]:
    customer = chat.customer
    yield ContactRecord(
        external_id=chat.id,
        channel=chat.channel,
        opened_at=chat.opened,
        customer=customer,
        subject=chat.word(chat.found.get("subject"), "subject"),
        category=chat.word(chat.found.get("category"), "category"),
        started_by=chat.started_by,
        extent=chat.extent,
    )
    for number, turn in enumerate(chat.turns, 1):
        author = (customer or Party("")) if turn.who == "customer" else Party(turn.name, turn.name)
        yield MessageRecord(
            f"{chat.id}/{number}", turn.at, author, chat.id, author_kind=turn.who, words=turn.words
        )
    yield from _states(chat)
    yield from _ratings(chat, customer)


def _states(chat: Chat) -> Iterator[EventRecord]:
    if "closed_at" not in chat.found:
        return
    yield EventRecord(f"{chat.id}/open", chat.id, chat.opened, "open")
    closed = chat.instant(chat.found["closed_at"], "closed_at")
    if closed is not None:
        yield EventRecord(f"{chat.id}/settled/{closed.isoformat()}", chat.id, closed, "settled", order=1)


def _ratings(chat: Chat, customer: Party | None) -> Iterator[RatingRecord]:
    """The rating: a number from 1 to 5, or an object with score (null: not answered), low, high, at."""
    said = chat.found.get("rating")
    if said is None:
        return
    told = said if isinstance(said, dict) else {"score": said}
    low, high = _whole(told.get("low", 1), "rating.low"), _whole(told.get("high", 5), "rating.high")
    score = None if told.get("score") is None else _whole(told["score"], "rating")
    if low >= high or (score is not None and not low <= score <= high):
        scale = f"is not on the scale from {low} to {high}"
        raise Unreadable("rating", f"{score} {scale}", LAYOUT, "it is not on its scale")
    at = chat.instant(told.get("at") or chat.found.get("closed_at"), "rating.at") or _last(chat)
    yield RatingRecord(
        f"{chat.id}/rating", at, low, high, score, contact=chat.id, channel=chat.channel, author=customer,
        words=chat.word(told.get("words"), "rating.words"), extent=chat.extent,
    )  # fmt: skip


def _last(chat: Chat) -> datetime:
    return chat.turns[-1].at if chat.turns else chat.opened


def _whole(value: object, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        wrong, bare = (f"“{said}” is not a whole number" for said in (shortened(str(value)), "…"))
        raise Unreadable(field, wrong, LAYOUT, bare)
    return value


CHATS = Chats()
