"""Findings on how well it went: replies, settling, satisfaction and what came back, each against before."""

from dataclasses import dataclass

from unsung.ground.figures import Figure
from unsung.publishing import words
from unsung.publishing.evidence import of_figure
from unsung.publishing.findings.finding import Finding
from unsung.publishing.material import REPLIES_BY, Material, by_channel

WORTH_SHARE = 0.02
WORTH_TIME = 0.1


@dataclass(frozen=True)
class Telling:
    """How one figure is told: {value} is this month's, {earlier} that of {month}, the month before."""

    kind: str
    ids: tuple[str, ...]
    clause: str
    sentence: str


TIMES = (
    Telling(
        "first reply",
        ("first_response_time.business.median", "first_response_time.calendar.median"),
        "half of the first replies within {value} instead of {earlier}",
        "Half of all first replies came within {value}; in {month} it was {earlier}.",
    ),
    Telling(
        "next reply",
        ("next_response_time.business.median", "next_response_time.calendar.median"),
        "half of the further replies within {value} instead of {earlier}",
        "Half of all further replies came within {value}; in {month} it was {earlier}.",
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
    """First human replies faster or slower."""
    return _time(material, TIMES[0])


def next_reply(material: Material) -> list[Finding]:
    """Further replies faster or slower."""
    return _time(material, TIMES[1])


def settled(material: Material) -> list[Finding]:
    """Settled sooner or later."""
    return _time(material, TIMES[2])


def satisfaction(material: Material) -> list[Finding]:
    """Satisfaction changed, or how easy it was found."""
    return _share(material, SHARES[0]) + _share(material, SHARES[1])


def first_time(material: Material) -> list[Finding]:
    """More or fewer settled first time."""
    return _share(material, SHARES[2])


def reopened(material: Material) -> list[Finding]:
    """More or fewer came back after they were settled."""
    return _share(material, SHARES[3])


def passed_on(material: Material) -> list[Finding]:
    """More or fewer passed from one team to another."""
    return _share(material, SHARES[4])


def gave_up(material: Material) -> list[Finding]:
    """More or fewer callers gave up waiting."""
    return _share(material, SHARES[5])


def in_time(material: Material) -> list[Finding]:
    """More or fewer calls and chats answered within the time promised."""
    return _share(material, SHARES[6]) + _share(material, SHARES[7])


def usual_reply(material: Material) -> list[Finding]:
    """How soon half of the first replies came, channel by channel; a plain fact."""
    figure = material.told(*TIMES[0].ids)
    if figure is None:
        return []
    clause = f"half answered within {words.value(figure)}"
    weight = 0.2 if by_channel(figure) else 0.8
    return [Finding("usual reply", figure.id, clause, reply_sentence(figure), False, weight=weight)]


def reply_sentence(figure: Figure) -> str:
    """How soon half of the first replies came, apart for each channel where there are several."""
    parts = [f"{words.value(part)} {REPLIES_BY[name]}" for name, part in by_channel(figure).items()]
    within = words.listed(parts) if parts else words.value(figure)
    hours = ", in opening hours" if ".business" in figure.id else ""
    return f"Half of all first replies came within {within}{hours}."


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
    clause = telling.clause.format(value=now, earlier=then)
    text = telling.sentence.format(value=words.value(figure), earlier=then, month=material.before)
    worth = worth and figure.statement in ("changed", None)
    return [Finding(telling.kind, figure.id, clause, text, True, p=p, effect=effect, worth=worth)]
