"""The four figures that open every issue, always the same and always in the same order."""

from collections.abc import Sequence

from unsung.ground.figures import Figure
from unsung.ground.periods import Period
from unsung.measures.proportions import wilson
from unsung.publishing import words
from unsung.publishing.evidence import homogeneous
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import Material
from unsung.publishing.publication import Glance, Mark, Point, Sentence, Shown, Trend
from unsung.publishing.sections.definitions import not_yet, shown

MONTHS_OF_ANSWERS = 6
MONTHS_OF_VOLUME = 12
FEWEST_ANSWERS = 10
FEWEST_POINTS = 3
NOT_A_CHANGE = 0.05
NO_PROMISES = "Promises to customers are not kept in this version yet."
NO_JOURNAL = "Nobody can write down unrecorded work in this version yet."
REPLIES = ("first_response_time.business.median", "first_response_time.calendar.median")


def glance(material: Material, chosen: Chosen) -> tuple[Glance, ...]:
    """Satisfied customers, conversations, promises, unsung hours; from files alone what files can tell."""
    if material.from_files:
        return conversations(material), first_reply(material), settled(material), waiting_now(material)
    return (
        satisfied(material),
        conversations(material),
        _not_yet("promises_kept", NO_PROMISES),
        _not_yet("unsung_hours", NO_JOURNAL),
    )


def satisfied(material: Material) -> Glance:
    """Satisfied customers in a hundred who answered, over the last six months."""
    figure = material.had("csat")
    if figure is None:
        why = material.why_not("csat", "No answers to a survey are in the records.")
        return Glance(
            "Satisfied customers", words.NOT_HAD, "", Sentence(words.sentence(why)), _shown(material, "csat")
        )
    answers = f"from {words.several(figure.n, 'answer')}"
    if figure.tier == "counts_only":
        text, unit = f"{words.capital(words.small(figure.n))} answers: too few for a rate.", "satisfied"
    else:
        sample = " Small sample." if figure.tier == "small_sample" else ""
        text, unit = f"{words.interval(figure, figure.interval)}, {answers}.{sample}", "in 100"
    trend, since = satisfaction_trend(material)
    name = "Satisfied customers"
    return Glance(name, words.value(figure), unit, Sentence(text + since), _shown(material, "csat"), trend)


def conversations(material: Material) -> Glance:
    """How many conversations, and how many that is a day."""
    volume, days = material.volume, material.days
    opened = _shown(material, "contact_volume")
    if volume is None:
        why = material.why_not("contact_volume", "No source tells how many there were.")
        return Glance("Conversations", words.NOT_HAD, "", Sentence(words.sentence(why)), opened)
    text = f"{words.per_day(volume / days[0])} a {material.a_day}"
    if material.volume_before is not None:
        text += f"; {material.before} {words.per_day(material.volume_before / days[1])}"
    trend = _volume_trend(material) if material.from_files else None
    return Glance("Conversations", words.count(volume), "", Sentence(f"{text}."), opened, trend)


def first_reply(material: Material) -> Glance:
    """Half of the first human replies came within this."""
    figure = material.had(*REPLIES)
    ninth = figure and material.had(figure.id.replace(".median", ".p90"))
    hours = ", in opening hours" if figure and ".business" in figure.id else ""
    lead = f"Half came within this{hours}"
    why = material.why_not(REPLIES[1], "No source tells when a person first replied.")
    return _time("First human reply", material, figure, ninth, lead, why, REPLIES[1])


def settled(material: Material) -> Glance:
    """Half were settled within this, those still open kept in."""
    figure = material.had("resolution_time_km.median")
    ninth = figure and material.had("resolution_time_km.p90")
    why = material.why_not("resolution_time_km.median", "No source tells when a conversation was settled.")
    lead = "Half were settled within this, open ones counted in"
    return _time("Time to settled", material, figure, ninth, lead, why, "resolution_time_km.median")


def waiting_now(material: Material) -> Glance:
    """How many were open when the month ended."""
    figure, opened = material.had("backlog.open"), _shown(material, "backlog.open")
    if figure is None or figure.value is None:
        why = material.why_not("backlog.open", "No source tells what is still open.")
        return Glance("Waiting now", words.NOT_HAD, "", Sentence(words.sentence(why)), opened)
    age = material.had("backlog.median_age")
    last = words.last_day(material.asked.period)
    end = f"At the end of {last.day} {last:%B}"
    half = f"; half for longer than {words.value(age)}" if age and figure.value else ""
    return Glance("Waiting now", words.count(figure.value), "", Sentence(f"{end}{half}."), opened)


def _time(
    name: str, material: Material, figure: Figure | None, ninth: Figure | None, lead: str, why: str, id: str
) -> Glance:
    if figure is None or figure.value is None:
        return Glance(name, words.NOT_HAD, "", Sentence(words.sentence(why)), _shown(material, id))
    said = words.interval(figure, figure.interval)
    among = (
        f"{words.capital(said)}, from {words.count(figure.n)}" if said else f"From {words.count(figure.n)}"
    )
    nine = f" Nine in ten within {words.value(ninth)}." if ninth else ""
    mark, ends = _on_a_scale(figure)
    text = Sentence(f"{lead}. {among}.{nine}")
    return Glance(name, words.value(figure), "", text, _shown(material, figure.id), None, mark, ends)


def _on_a_scale(figure: Figure) -> tuple[Mark | None, tuple[str, str] | None]:
    """The value on the band of its interval, on a scale from 0 to twice the larger end."""
    low, high = figure.interval or (None, None)
    if figure.value is None or low is None or high is None or high <= 0:
        return None, None
    top = 1.5 * high
    mark = Mark("band", 100 * figure.value / top, low=100 * low / top, high=100 * high / top)
    return mark, ("0", words.amount(figure, top))


def satisfaction_trend(material: Material) -> tuple[Trend | None, str]:
    months = [
        each for each in material.breakdowns.csat_history[-MONTHS_OF_ANSWERS:] if each[2] >= FEWEST_ANSWERS
    ]
    if len(months) < FEWEST_POINTS:
        return None, ""
    points = tuple(_satisfied_point(*month) for month in months)
    first, last = words.month(months[0][0]), words.month(months[-1][0])
    values = ", ".join(point.printed for point in points)
    finding = f"Satisfied in 100 from {first} to {last}: {values}, each with its 95% interval"
    p = homogeneous([(satisfied, n) for _, satisfied, n in months])
    since = (
        f" Since {first}, no change that chance could not make." if p is not None and p > NOT_A_CHANGE else ""
    )
    return Trend(finding, "Satisfied in 100", points), since


def _satisfied_point(period: Period, satisfied: int, n: int) -> Point:
    low, high = wilson(satisfied, n)
    return Point(words.month(period), satisfied / n, words.hundred(satisfied / n), low, high)


def _volume_trend(material: Material) -> Trend | None:
    months: Sequence[tuple[Period, int]] = material.breakdowns.history[-MONTHS_OF_VOLUME:]
    if len(months) < FEWEST_POINTS:
        return None
    points = tuple(Point(words.month(period), n, words.count(n)) for period, n in months)
    first, last = points[0].label, points[-1].label
    finding = f"Conversations from {first} to {last}: {', '.join(point.printed for point in points)}"
    return Trend(finding, "Conversations", points)


def _shown(material: Material, id: str) -> Shown:
    return shown(material, id) or Shown(id.replace(".", "-"), id, ())


def _not_yet(key: str, why: str) -> Glance:
    opened = not_yet(key, why)
    return Glance(opened.name, words.NOT_HAD, "", Sentence(why), opened)
