"""Findings on how well it went: replies, settling, satisfaction and what came back, each against before."""

from dataclasses import dataclass

from unsung.ground.figures import Figure
from unsung.publishing import words
from unsung.publishing.evidence import of_figure
from unsung.publishing.findings.finding import Finding
from unsung.publishing.material import REPLIES_BY, Material, by_channel

REPLY = "first_response_time.calendar.median"
FEWEST = 10
WORTH_SHARE = 0.02
WORTH_TIME = 0.1


@dataclass(frozen=True)
class Telling:
    """How one figure is told: {value} is this month's, {earlier} that of {month}, the month before.

    {hours} says that a time is one of opening hours.
    """

    kind: str
    ids: tuple[str, ...]
    clause: str
    sentence: str


TIMES = (
    Telling(
        "first reply",
        ("first_response_time.business.median", "first_response_time.calendar.median"),
        "half of those who wrote had a reply within {value} instead of {earlier}{hours}",
        "Half of those who wrote had a first reply within {value}{hours}; in {month} it was {earlier}.",
    ),
    Telling(
        "next reply",
        ("next_response_time.business.median", "next_response_time.calendar.median"),
        "half of the further replies within {value} instead of {earlier}{hours}",
        "Half of all further replies came within {value}{hours}; in {month} it was {earlier}.",
    ),
    Telling(
        "settled",
        ("resolution_time_km.median",),
        "half settled within {value} instead of {earlier}",
        "Half of the conversations were settled within {value}; in {month} it was {earlier}.",
    ),
)

SHARES = (
    Telling(
        "answered",
        ("first_response_time.answered",),
        "{value} in 100 answered within a week instead of {earlier}",
        "Of those who wrote, {value} in 100 had a reply within 7 days; in {month} it was {earlier}.",
    ),
    Telling(
        "satisfaction",
        ("csat",),
        "{value} in 100 satisfied instead of {earlier}",
        "Of those who answered, {value} in 100 were satisfied; in {month} it was {earlier}.",
    ),
    Telling(
        "ease",
        ("ces",),
        "{value} in 100 found it easy instead of {earlier}",
        "Of those who answered, {value} in 100 found it easy; in {month} it was {earlier}.",
    ),
    Telling(
        "settled first time",
        ("fcr",),
        "{value} in 100 settled first time instead of {earlier}",
        "{value} in 100 were settled first time; in {month} it was {earlier}.",
    ),
    Telling(
        "reopened",
        ("reopen_rate",),
        "{value} in 100 coming back instead of {earlier}",
        "Of those settled, {value} in 100 came back within 14 days; in {month} it was {earlier}.",
    ),
    Telling(
        "passed on",
        ("transfer_rate",),
        "{value} in 100 passed on instead of {earlier}",
        "{value} in 100 were passed on; in {month} it was {earlier}.",
    ),
    Telling(
        "gave up",
        ("abandonment_rate",),
        "{value} in 100 callers giving up instead of {earlier}",
        "Of all callers, {value} in 100 gave up waiting; in {month} it was {earlier}.",
    ),
    Telling(
        "answered in time",
        ("service_level.call",),
        "{value} in 100 calls answered in time instead of {earlier}",
        "{value} in 100 calls were answered in time; in {month} it was {earlier}.",
    ),
    Telling(
        "chats answered in time",
        ("service_level.chat",),
        "{value} in 100 chats answered in time instead of {earlier}",
        "{value} in 100 chats were answered in time; in {month} it was {earlier}.",
    ),
)


def first_reply(material: Material) -> list[Finding]:
    """First human replies faster or slower; never faster where fewer had one at all."""
    found = _time(material, TIMES[0])
    return [each for each in found if not (_quicker(material, each.subject) and _fewer_answered(material))]


def answered(material: Material) -> list[Finding]:
    """More or fewer who had a reply within a week."""
    return _share(material, SHARES[0])


def _quicker(material: Material, id: str) -> bool:
    return (material.figures[id].change or 0) < 0


def _fewer_answered(material: Material) -> bool:
    """Whether a smaller part was answered than before, and not about the same."""
    figure = material.figures.get("first_response_time.answered")
    before = figure.previous.value if figure and figure.previous else None
    if figure is None or figure.value is None or before is None:
        return False
    return figure.value < before and figure.statement != "about_the_same"


def next_reply(material: Material) -> list[Finding]:
    """Further replies faster or slower."""
    return _time(material, TIMES[1])


def settled(material: Material) -> list[Finding]:
    """Settled sooner or later."""
    return _time(material, TIMES[2])


def satisfaction(material: Material) -> list[Finding]:
    """Satisfaction changed, or how easy it was found."""
    return _share(material, SHARES[1]) + _share(material, SHARES[2])


def first_time(material: Material) -> list[Finding]:
    """More or fewer settled first time."""
    return _share(material, SHARES[3])


def reopened(material: Material) -> list[Finding]:
    """More or fewer came back after they were settled."""
    return _share(material, SHARES[4])


def passed_on(material: Material) -> list[Finding]:
    """More or fewer passed from one team to another."""
    return _share(material, SHARES[5])


def gave_up(material: Material) -> list[Finding]:
    """More or fewer callers gave up waiting."""
    return _share(material, SHARES[6])


def in_time(material: Material) -> list[Finding]:
    """More or fewer calls and chats answered within the time promised."""
    return _share(material, SHARES[7]) + _share(material, SHARES[8])


def usual_reply(material: Material) -> list[Finding]:
    """How soon half had a first reply, channel by channel; where half had none, who had; a plain fact."""
    figure = material.first_reply
    if figure is None:
        return _without_reply(material)
    clause = f"half of those who wrote had a reply within {words.value(figure)}{_hours(figure)}"
    weight = 0.2 if by_channel(figure) else 0.8
    return [Finding("usual reply", figure.id, clause, reply_sentence(material, figure), False, weight=weight)]


def reply_sentence(material: Material, figure: Figure) -> str:
    """How soon half had a first reply, apart for each channel where there are several."""
    parts = [f"{words.value(part)} {REPLIES_BY[name]}" for name, part in by_channel(figure).items()]
    within = words.listed(parts) if parts else words.value(figure)
    clock = ", in opening hours" if ".business" in figure.id else ""
    if material.asked.hours_known and not clock:
        clock = ", around the clock"
    return f"Half of those who wrote had a first reply within {within}{clock}."


def _without_reply(material: Material) -> list[Finding]:
    """Said where fewer than half had a reply, so that no time can be told."""
    figure, waiting = material.figures.get(REPLY), material.had("first_response_time.unanswered")
    if figure is None or figure.n < FEWEST or waiting is None or not waiting.value:
        return []
    still = words.count(waiting.value)
    text = f"{still} of those who wrote had no reply by the end of the records."
    return [Finding("usual reply", figure.id, f"{still} without a reply yet", text, False, weight=0.8)]


def _hours(figure: Figure) -> str:
    return " in opening hours" if ".business" in figure.id else ""


def _time(material: Material, telling: Telling) -> list[Finding]:
    figure = material.told(*telling.ids)
    before = figure.previous.value if figure and figure.previous else None
    if figure is None or figure.value is None or not before:
        return []
    effect = abs(figure.value / before - 1)
    return _told(material, telling, figure, before, effect, effect >= WORTH_TIME)


def _share(material: Material, telling: Telling) -> list[Finding]:
    figure = material.told(*telling.ids)
    before = figure.previous.value if figure and figure.previous else None
    if figure is None or figure.value is None or before is None:
        return []
    effect = abs(figure.value - before)
    return _told(material, telling, figure, before, effect, effect >= WORTH_SHARE)


def _told(
    material: Material, telling: Telling, figure: Figure, before: float, effect: float, worth: bool
) -> list[Finding]:
    p = None if figure.statement == "small_sample" else of_figure(figure)
    if p is None:
        return []
    now, then = words.instead(figure, before)
    hours = _hours(figure)
    clause = telling.clause.format(value=now, earlier=then, hours=hours)
    text = telling.sentence.format(
        value=words.value(figure), earlier=then, month=material.before, hours=hours
    )
    worth = worth and figure.statement in ("changed", None)
    return [Finding(telling.kind, figure.id, clause, text, True, p=p, effect=effect, worth=worth)]
