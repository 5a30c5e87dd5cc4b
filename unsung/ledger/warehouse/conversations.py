"""From what is told of a conversation to its rows: when it was answered, settled, passed on, opened again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from unsung.ground.hours import OpenClock
from unsung.ledger.courses import (
    Resolution,
    Sequel,
    first_response,
    resolution,
    waiting_since,
    waits_ended,
)
from unsung.ledger.warehouse.gathering import Known, Leg, Seen, Told

Row = dict[str, object]


@dataclass(frozen=True)
class Days:
    """The desk's own calendar: its zone, and its opening clock and working days where hours are known."""

    zone: ZoneInfo
    clock: OpenClock | None = None
    working: frozenset[date] = frozenset()

    def local(self, at_s: int) -> datetime:
        """The local wall time of a moment."""
        return datetime.fromtimestamp(at_s, self.zone)

    def month(self, at_s: int) -> str:
        """The local month of a moment, as "2025-10"."""
        return f"{self.local(at_s):%Y-%m}"

    def business(self, start_s: int, end_s: int) -> int | None:
        """Opening time between two moments in seconds; None where no hours are known."""
        return int(self.clock.business_seconds(start_s, end_s)) if self.clock else None

    def outside(self, at_s: int) -> int | None:
        """1 where the desk was closed at that moment; None where no hours are known."""
        return int(not self.clock.is_open(at_s)) if self.clock else None


def course_of(told: Told) -> Resolution | None:
    """How it was settled; None where the source tells no states."""
    states = [(seen.at_s, seen.state) for seen in told.events if seen.state]
    return resolution(told.opened_s, states) if states else None  # type: ignore[arg-type]


@dataclass(frozen=True)
class Issue:
    """What is known of a contact as one of an issue; `answered` of the whole issue, None if it began none."""

    sequel: Sequel
    answered: bool | None


def answered_by_person(told: Told) -> bool:
    """Whether a person answered; where no messages are told, settled means answered."""
    if any(said.author == "desk" and said.public for said in told.messages):
        return True
    if any(leg.answered for leg in told.legs):
        return True
    if told.channel == "walkin" and waiting_since(told.messages) is None:
        return True
    asked = any(said.author == "customer" for said in told.messages)
    return not asked and any(seen.state == "settled" for seen in told.events)


def contact_row(told: Told, known: Known | None, issue: Issue | None, days: Days) -> Row:
    """The row of one contact in the table `contacts`."""
    local = days.local(told.opened_s)
    return {
        "contact": told.number,
        "source": told.source,
        "external_id": told.key[1],
        "desk": told.desk or None,
        "channel": told.channel,
        "standing": told.standing,
        "started_by": told.started_by,
        "opened_s": told.opened_s,
        "opened_on": local.date(),
        "opened_hour": local.hour,
        "opened_weekday": local.weekday(),
        "working_day": int(local.date() in days.working) if days.clock else None,
        "category": category_of(told) or None,
        **_who(told, known),
        **_answered(told, days),
        **_settled(told),
        **_passed_on(told.events),
        **_called(told),
        "issue_first": int(issue.sequel.begins) if issue else None,
        "issue_answered": int(issue.answered) if issue and issue.answered is not None else None,
        "again_s": issue.sequel.next_s if issue else None,
    }


def category_of(told: Told) -> str:
    """The source's own category as last seen."""
    seen = [event.category for event in told.events if event.category]
    return seen[-1] if seen else told.category


def _who(told: Told, known: Known | None) -> Row:
    kind = (known.kind if known else "") or told.customer_kind
    return {
        "customer": known.customer if known else told.customer_key or None,
        "customer_kind": kind or None,
        "customer_new": int(known.first_s == told.opened_s) if known else None,
    }


def _answered(told: Told, days: Days) -> Row:
    asked = [said.at_s for said in told.messages if said.author == "customer"]
    reply = first_response(told.messages)
    return {
        "messages_in": len(asked),
        "messages_out": sum(said.author == "desk" and said.public for said in told.messages),
        "asked_s": min(asked) if asked else None,
        "first_reply_s": reply[1] - reply[0] if reply else None,
        "first_reply_business_s": days.business(*reply) if reply else None,
        "unanswered_since_s": waiting_since(told.messages),
    }


def _settled(told: Told) -> Row:
    course = course_of(told)
    if course is None:
        names = ("settled_s", "finally_settled_s", "open_time_s", "reopens", "reopened_s")
        return {"has_states": 0, **dict.fromkeys(names)}
    again = course.episodes[1][0] if course.reopens else None
    return {
        "has_states": 1,
        "settled_s": None if course.first_s is None else told.opened_s + course.first_s,
        "finally_settled_s": None if course.final_s is None else told.opened_s + course.final_s,
        "open_time_s": course.open_s,
        "reopens": course.reopens,
        "reopened_s": again,
    }


def _passed_on(events: list[Seen]) -> Row:
    teams = [event.team for event in events if event.team]
    moves = sum(before != after for before, after in pairwise(teams))
    return {"moves": moves if teams else None, "first_team": teams[0] if teams else None}


def _called(told: Told) -> Row:
    legs = told.legs
    answered = _any(leg.answered for leg in legs)
    return {
        "on_the_spot": _on_the_spot(told, answered),
        "queued_s": _queued(told),
        "answered": answered,
        "abandoned": 0 if answered else _any(leg.abandoned for leg in legs),
        "talk_s": _total(leg.talk_s for leg in legs),
        "hold_s": _total(leg.hold_s for leg in legs),
        "after_s": _total(leg.after_s for leg in legs),
        "transferred": _transferred(legs),
    }


def _on_the_spot(told: Told, answered: int | None) -> int | None:
    # Whoever waited for a reply that the records time is among the first replies, and whoever still waits
    # among those without one: in one place only.
    if first_response(told.messages) or waiting_since(told.messages) is not None:
        return 0
    return 1 if told.channel == "walkin" else answered


def _queued(told: Told) -> int | None:
    # The wait ends when somebody answers; phones that ring together wait together, not one after another.
    waits = [leg.at_s - told.opened_s + leg.queued_s for leg in told.legs if leg.queued_s is not None]
    answered = next(
        (
            leg.at_s - told.opened_s + leg.queued_s
            for leg in told.legs
            if leg.answered and leg.queued_s is not None
        ),
        None,
    )
    return max(waits, default=None) if answered is None else answered


def _transferred(legs: list[Leg]) -> int | None:
    # Two people who answered one call: it was passed on, whether or not the exchange says so.
    return 1 if sum(bool(leg.answered) for leg in legs) > 1 else _any(leg.transferred for leg in legs)


def _any(values: Iterator[bool | None]) -> int | None:
    known = [value for value in values if value is not None]
    return int(any(known)) if known else None


def _total(values: Iterator[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def message_rows(told: Told, days: Days) -> Iterator[tuple[str, Row]]:
    """The month and the row of each message in the table `messages`."""
    first = True
    for said, asked in waits_ended(told.messages):
        begins, first = first and asked is not None, first and asked is None
        yield (
            days.month(said.at_s),
            {
                "contact": told.number,
                "channel": told.channel,
                "author": said.author,
                "standing": said.standing,
                "public": int(said.public),
                "at_s": said.at_s,
                "on": days.local(said.at_s).date(),
                "outside_hours": days.outside(said.at_s),
                "answers_s": None if asked is None else said.at_s - asked,
                "answers_business_s": None if asked is None else days.business(asked, said.at_s),
                "first_reply": int(begins),
            },
        )


def episode_rows(told: Told, days: Days) -> Iterator[tuple[str, Row]]:
    """The month and the row of each time it was open, in the table `episodes`."""
    course = course_of(told)
    for number, (start, end) in enumerate(course.episodes if course else (), 1):
        yield (
            days.month(start),
            {
                "contact": told.number,
                "channel": told.channel,
                "category": category_of(told) or None,
                "number": number,
                "started_s": start,
                "ended_s": end,
            },
        )
