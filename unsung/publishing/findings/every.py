"""Every kind of finding there is, and the headline and opening they make."""

from collections.abc import Callable

from unsung.publishing.findings import answers, days, doors, topics, volume, waiting
from unsung.publishing.findings.finding import Chosen, Finding, choose
from unsung.publishing.material import Material

Kind = Callable[[Material], list[Finding]]

KINDS: tuple[Kind, ...] = (
    volume.per_day_changed,
    volume.usual_range_left,
    volume.record,
    volume.steady,
    topics.moved,
    topics.new,
    topics.largest,
    days.stood_out,
    doors.shifted,
    doors.new_people,
    answers.answered,
    answers.first_reply,
    answers.next_reply,
    answers.settled,
    answers.satisfaction,
    answers.first_time,
    answers.reopened,
    answers.passed_on,
    answers.gave_up,
    answers.in_time,
    answers.usual_reply,
    waiting.moved,
    waiting.very_old,
)


def found(material: Material) -> Chosen:
    """What the issue tells, out of everything that the month has to tell."""
    return choose(finding for kind in KINDS for finding in kind(material))
