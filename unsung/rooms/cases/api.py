"""Cases for programs: found by wishes, and one with its conversation; for people of the desk alone."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import AfterValidator, AwareDatetime, Field

from unsung.ledger.models import Contact, Event, Message
from unsung.rooms.cases import asked

MOST = 200
Number = Annotated[int, Field(ge=1, le=(1 << 63) - 1)]
Portion = Annotated[int, Field(ge=1, le=MOST, description="How many to give at most")]
Channel = Literal["", "call", "mail", "chat", "walkin", "form", "other"]


def within_reach(at: datetime) -> datetime:
    """A moment in UTC; raises ValueError where no calendar reaches."""
    try:
        return at.astimezone(UTC)
    except OverflowError as fault:
        raise ValueError("no calendar reaches this") from fault


# No database takes a text with a NUL in it.
Word = Annotated[str, Field(max_length=254, pattern=r"^[^\x00]*$")]
Moment = Annotated[AwareDatetime, AfterValidator(within_reach)]


class CustomerTold(Schema):
    """Who turned to the desk, as the source tells it."""

    key: str
    name: str
    kind: str


class CaseTold(Schema):
    """One conversation: what it is about, how and when it came."""

    id: int
    source: str
    external_id: str
    channel: str
    opened_at: datetime
    subject: str
    category: str
    standing: str
    started_by: str
    desk: str
    customer: CustomerTold


class Cases(Schema):
    """The latest cases first; `next`: give it as `after` to go on."""

    cases: list[CaseTold]
    next: int | None


class MessageTold(Schema):
    """One message; `author_kind` is customer, desk or machine, `public` whether the customer saw it."""

    at: datetime
    author_kind: str
    author: str
    public: bool
    standing: str
    subject: str
    words: str
    quoted: str
    signature: str


class StateTold(Schema):
    """What the case was seen to be at a moment; empty: not said."""

    at: datetime
    state: str
    team: str
    category: str


class WholeCase(CaseTold):
    """A case with its conversation and its course."""

    messages: list[MessageTold]
    states: list[StateTold]


class Wishes(Schema):
    """Which cases to give; what is left out does not matter."""

    channel: Channel = ""
    category: Word = ""
    customer: Annotated[Word, Field(description="The customer's key in the source")] = ""
    source: Word = ""
    standing: Annotated[Word, Field(description="As contact, spam or bounce")] = "contact"
    opened_from: Moment | None = None
    opened_before: Moment | None = None


cases = Router()


@cases.get("", response=Cases, url_name="cases", operation_id="cases")
def list_cases(
    request: HttpRequest,
    wishes: Query[Wishes],
    after: Annotated[Number | None, Query(description="Go on after this one")] = None,
    limit: Portion = 50,
) -> Cases:
    """The cases that meet all the wishes, the latest first."""
    found = asked.cases(asked.Wish(**wishes.dict()), after, limit + 1)
    told = [_told(each) for each in found[:limit]]
    return Cases(cases=told, next=told[-1].id if len(found) > limit else None)


@cases.get("/{number}", response=WholeCase, url_name="case", operation_id="case")
def one_case(request: HttpRequest, number: Number) -> WholeCase:
    """One case with everything that was said in it."""
    found = asked.case(number)
    if found is None:
        raise Http404
    return WholeCase(
        **_told(found).dict(),
        messages=[_message(each) for each in asked.conversation(found)],
        states=[_state(each) for each in asked.course(found)],
    )


def _told(row: Contact) -> CaseTold:
    return CaseTold(
        id=row.pk,
        source=row.source.name,
        external_id=row.external_id,
        channel=row.channel,
        opened_at=row.happened_at,
        subject=row.subject,
        category=row.category,
        standing=row.standing,
        started_by=row.started_by,
        desk=row.desk_name,
        customer=CustomerTold(key=row.customer_key, name=row.customer_name, kind=row.customer_kind),
    )


def _message(row: Message) -> MessageTold:
    return MessageTold(
        at=row.happened_at,
        author_kind=row.author_kind,
        author=row.author_name,
        public=row.public,
        standing=row.standing,
        subject=row.subject,
        words=row.words,
        quoted=row.quoted,
        signature=row.signature,
    )


def _state(row: Event) -> StateTold:
    return StateTold(at=row.happened_at, state=row.state, team=row.team, category=row.category)
