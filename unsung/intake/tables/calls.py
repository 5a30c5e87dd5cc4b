"""Rows that are calls: one row a call or a leg of one, as telephone systems export them."""

from dataclasses import dataclass
from datetime import datetime

from unsung.intake.source import CallRecord, ContactRecord, Record
from unsung.intake.tables.row import Row

CAUSES = {
    "unallocated_number": 1, "no_route_destination": 3, "normal_clearing": 16, "user_busy": 17,
    "no_user_response": 18, "no_answer": 19, "subscriber_absent": 20, "call_rejected": 21,
    "destination_out_of_order": 27, "invalid_number_format": 28, "normal_unspecified": 31,
    "normal_circuit_congestion": 34, "network_out_of_order": 38, "normal_temporary_failure": 41,
    "switch_congestion": 42, "originator_cancel": 487,
}  # fmt: skip
"""Hangup causes by the names FreeSWITCH gives them, with their numbers in ITU-T Q.850 (487: SIP)."""
NOT_ANSWERED = frozenset({17, 18, 19, 20, 21, 487})
NEVER_ARRIVED = frozenset({1, 2, 3, 27, 28, 34, 38, 41, 42, 44, 47})
"""Causes with which a call never came as far as somebody who could have answered: nobody gave it up."""


@dataclass(frozen=True, slots=True)
class Course:
    """The times of a call as its row tells them: instants, and durations in seconds."""

    at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    queued: int | None
    duration: int | None
    talk: int | None


def read(row: Row) -> tuple[Record, ...]:
    """The call of this row, and its contact unless the row is a further leg of another call."""
    course = Course(
        row.needed_instant("at"), row.instant("answered_at"), row.instant("ended_at"),
        row.seconds("queued"), row.seconds("duration"), row.seconds("talk"),
    )  # fmt: skip
    name = row.text("id") or row.made_up_id()
    contact = row.text("contact") or name
    cause = _cause(row)
    answered = _answered(row.flag("answered"), course, cause)
    call = CallRecord(
        external_id=name,
        contact=contact,
        at=course.at,
        queued_s=_queued(course, answered),
        answered=answered,
        abandoned=_abandoned(row.flag("abandoned"), answered, cause),
        talk_s=course.talk,
        hold_s=row.seconds("hold"),
        after_s=row.seconds("after"),
        transferred=row.flag("transferred"),
    )
    return (_contact(row, name, course.at), call) if contact == name else (call,)


def _contact(row: Row, name: str, at: datetime) -> ContactRecord:
    return ContactRecord(
        external_id=name,
        channel=row.channel(),
        opened_at=at,
        customer=row.customer(),
        subject=row.text("subject"),
        category=row.text("category"),
        started_by=row.started_by(),
        desk=row.text("desk"),
        repeated=True,
    )


def _cause(row: Row) -> int | None:
    name = row.text("cause")
    return int(name) if name.isdecimal() and len(name) < 5 else CAUSES.get(name.casefold().replace(" ", "_"))


def _answered(said: bool | None, course: Course, cause: int | None) -> bool | None:
    # A call that a machine took for no time at all is not one that was answered.
    if course.talk is not None:
        return course.talk > 0 and said is not False
    if said is not None:
        return said
    if course.answered_at is not None:
        return True
    return False if cause in NOT_ANSWERED | NEVER_ARRIVED else None


def _abandoned(said: bool | None, answered: bool | None, cause: int | None) -> bool | None:
    if said is not None or answered is None:
        return said
    return None if not answered and cause in NEVER_ARRIVED else not answered


def _queued(course: Course, answered: bool | None) -> int | None:
    """Seconds before somebody answered or the customer gave up, from whichever columns tell it."""
    if course.queued is not None:
        return course.queued
    if answered is False:
        return course.duration if course.ended_at is None else _between(course.at, course.ended_at)
    if course.answered_at is not None:
        return _between(course.at, course.answered_at)
    if course.duration is not None and course.talk is not None:
        return max(course.duration - course.talk, 0)
    return None


def _between(start: datetime, end: datetime) -> int:
    return max(round((end - start).total_seconds()), 0)
