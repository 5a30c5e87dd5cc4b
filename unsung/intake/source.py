"""What a way in is: it cuts a delivery into items and reads each item into records."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Literal, Protocol

from unsung.ground.problems import Problem

Channel = Literal["call", "mail", "chat", "walkin", "form", "other"]
Author = Literal["customer", "desk", "machine", ""]
Standing = Literal["contact", "auto", "bounce", "list", "spam"]
State = Literal["open", "pending", "settled", ""]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a delivery: file, line (or message number, from 1) and field."""

    file: str
    line: int | None = None
    field: str = ""

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line is not None else ""
        column = f", field {self.field}" if self.field else ""
        return f"{self.file}{line}{column}"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who wrote or was written to, by the address, number or id the source knows."""

    key: str
    name: str = ""
    kind: str = ""


def extent(latest: datetime, things: int = 0) -> int:
    """How far a source knew when it told something: by the latest moment told of, then by how much is told.

    Of two sayings about one thing that fill in as many fields (two exports of a ticket whose group changed)
    the one of the greater extent stands, whichever is brought first; where neither reaches further, they
    disagree. Forty bits; 0: not told.
    """
    return (int(latest.timestamp()) << 8) | min(things, 255)


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """What a customer opened once: a call, a visit, a thread, an incident.

    `opened_at` is aware. `category` is the source's own. `channel` is one of the six. `repeated` is True
    where every row of the source says again what the contact is (an event log), so that rows that differ
    are no news. `extent`: see the function of that name.
    """

    external_id: str
    channel: Channel
    opened_at: datetime
    customer: Party | None = None
    subject: str = ""
    category: str = ""
    started_by: Author = "customer"
    standing: Standing = "contact"
    desk: str = ""
    repeated: bool = False
    extent: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class MailHeads:
    """What a mail's head says that filing needs: ids, parties and the marks of machines.

    `message_id` and `references` are without angle brackets; addresses are lower case.
    `standing` is "contact" for an ordinary mail, else what the head gives it away as (RFC 3834
    auto-reply, RFC 3464 bounce, list mail, flagged as spam); list mail that is addressed to the desk
    is a contact after all, which is settled when it is filed.
    """

    message_id: str
    references: tuple[str, ...]
    to: tuple[str, ...]
    cc: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """One message: what was written, by whom, told apart from what it quotes and signs with.

    `contact` is the external id of its contact; empty for a mail, which is filed with the others of
    its conversation once a delivery is in. `author_kind` is empty for a mail too.
    `words` may be empty where the source only knows that something was said.
    """

    external_id: str
    at: datetime
    author: Party
    contact: str = ""
    author_kind: Author = ""
    public: bool = True
    subject: str = ""
    words: str = ""
    quoted: str = ""
    signature: str = ""
    category: str = ""
    heads: MailHeads | None = None
    extent: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class EventRecord:
    """What a contact was seen to be at a moment: its state, the team that held it, its category.

    Fields the source does not tell are empty and mean "not said", never "none". `order` tells events of
    one contact in the same second apart. `extent` where a later export may say another thing under this id.
    """

    external_id: str
    contact: str
    at: datetime
    state: State = ""
    team: str = ""
    category: str = ""
    order: int = 0
    extent: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class CallRecord:
    """How a call ran: whole seconds; None where the source does not say."""

    external_id: str
    contact: str
    at: datetime
    queued_s: int | None = None
    answered: bool | None = None
    abandoned: bool | None = None
    talk_s: int | None = None
    hold_s: int | None = None
    after_s: int | None = None
    transferred: bool | None = None


@dataclass(frozen=True, slots=True)
class RatingRecord:
    """One answer to "how was it", or the asking of it: `score` is None where nobody answered.

    `low` and `high` are the ends of the scale; `question` is csat, ces or nps.
    """

    external_id: str
    at: datetime
    low: int
    high: int
    score: int | None
    question: Literal["csat", "ces", "nps"] = "csat"
    contact: str = ""
    channel: Channel | Literal[""] = ""
    category: str = ""
    author: Party | None = None
    words: str = ""
    link: str = ""
    extent: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class TallyRecord:
    """Contacts that a source only counted: how many began in the `span_s` seconds from `at`."""

    external_id: str
    channel: Channel
    at: datetime
    span_s: int
    count: int


Record = ContactRecord | MessageRecord | EventRecord | CallRecord | RatingRecord | TallyRecord


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a delivery, or one member of an archive: its name, size and how to open it."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]

    def head(self, size: int = 65536) -> bytes:
        """The first `size` bytes."""
        with self.open() as stream:
            return stream.read(size)


@dataclass(frozen=True, slots=True)
class Item:
    """One mail or row as it lies in the delivery, not yet read: pickles cheaply to another process.

    `again` says how many exactly like it stood before it in its file, counted where rows have no id;
    `unended` that the file ends in it without the end of a line, `torn` that it then looks cut off.
    """

    place: Place
    raw: bytes | dict[str, str]
    again: int = 0
    unended: bool = False
    torn: bool = False


@dataclass(frozen=True)
class Reading:
    """What a reader is told beforehand: the zone of naive times, the mapping asked for, the default name.

    `mapping` is the parsed TOML of a table's mapping (or None: to be suggested); `notes` collects
    sentences a reader wants said in the summary ("read as semicolon-separated, dates day first").
    """

    zone: str = "UTC"
    mapping: dict[str, object] | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Read:
    """What one item gave: its records, or the problem it was put aside for.

    `doubtful` where they may be wrong and the item does not show it (a last line that may be cut off, an
    order of day and month that is a guess): then they give way to any reading that is not.
    """

    item: Item
    records: tuple[Record, ...] = ()
    problem: Problem | None = None
    doubtful: bool = False


class Source(Protocol):
    """A way in. Both verbs are pure apart from reading the piece; neither knows Django.

    `cut` is cheap and sequential (it splits; it raises Problem when the piece cannot be read at all);
    `read` is the costly part, needs nothing but its arguments and may run in another process: it turns
    one item into records, or into a problem that names file, line, field and what to do. It never raises
    for bad data. `prepare` looks at the piece once and returns the Reading completed (dialect, encoding,
    date order, mapping), which is then handed to `cut` and `read`.
    """

    name: str
    """Also the default name of the source in the ledger, e.g. "mail"; tables use their mapping's name."""

    def knows(self, piece: Piece, head: bytes) -> bool:
        """Whether this way in recognises the piece by its name and first bytes."""

    def prepare(self, piece: Piece, reading: Reading) -> Reading:
        """The reading, completed by what the piece itself shows; raises Problem if it can't be read."""

    def cut(self, piece: Piece, reading: Reading) -> Iterator[Item]:
        """The items in the order they stand; the place's line is from 1."""

    def read(self, item: Item, reading: Reading) -> Read:
        """One item as records or as a problem."""
