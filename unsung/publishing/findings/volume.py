"""Findings on how many came: more or fewer a day, outside the usual range, steady, the most of a year."""

from unsung.ground.figures import Figure
from unsung.measures.statistics.changes import FEWEST_EVENTS
from unsung.publishing import words
from unsung.publishing.evidence import of_counts, of_outlier, of_ratio
from unsung.publishing.findings.finding import Finding
from unsung.publishing.material import Material

SUBJECT = "contact_volume"
FEWEST_MONTHS = 12
WORTH = 0.05
MR_TO_DEVIATION = 1.128
OF_A_WHOLE = (
    (1 / 20, "a twentieth"),
    (1 / 10, "a tenth"),
    (1 / 8, "an eighth"),
    (1 / 6, "a sixth"),
    (1 / 5, "a fifth"),
    (1 / 4, "a quarter"),
    (1 / 3, "a third"),
    (2 / 5, "two fifths"),
    (1 / 2, "a half"),
    (2 / 3, "two thirds"),
    (3 / 4, "three quarters"),
)


def per_day_changed(material: Material) -> list[Finding]:
    """Conversations a working day against the month before, by the interval of their ratio."""
    now, before = material.each_day, material.each_day_before
    if not now or not before or not material.volume_before or not material.compared:
        return []
    ratio = now / before
    clause = f"{more(ratio)} each {material.a_day}"
    finding = Finding(
        "volume", SUBJECT, clause, changed_sentence(material), True,
        p=_p(material), effect=abs(ratio - 1), worth=abs(ratio - 1) >= WORTH, compares=True,
    )  # fmt: skip
    return [finding] if finding.p is not None else []


def changed_sentence(material: Material) -> str:
    """Both months' conversations a day, as the opening tells a change."""
    now, before = material.each_day or 0, material.each_day_before or 0
    return (
        f"{material.now} brought {words.several(material.volume or 0, 'conversation')}, "
        f"{words.per_day(now)} each {material.a_day}; {material.before} had {words.per_day(before)}."
    )


def usual_range_left(material: Material) -> list[Finding]:
    """The month's number a day against the natural limits of the months before (XmR, Wheeler 1993)."""
    usual = material.breakdowns.usual
    if usual is None or usual.chart is None or not usual.chart.mr_bar or not material.volume:
        return []
    chart, (*earlier, now) = usual.chart, [rate for _, rate in usual.months]
    if chart.mean * material.days[0] < FEWEST_EVENTS:
        return []
    clause = f"the average {material.a_day} {'above' if now > chart.mean else 'below'} its usual range"
    limits = f"{words.per_day(max(0.0, chart.lower))} to {words.per_day(chart.upper)}"
    text = (
        f"With {words.per_day(now)} each {material.a_day} it left the usual range of the "
        f"{words.small(len(earlier))} months before, {limits}."
    )
    return [
        Finding(
            "usual range", SUBJECT, clause, text, True,
            p=of_outlier(now, earlier, chart.mr_bar / MR_TO_DEVIATION), effect=abs(now / chart.mean - 1),
            worth=not chart.lower <= now <= chart.upper,
        )
    ]  # fmt: skip


def record(material: Material) -> list[Finding]:
    """The most or the fewest a day of a year or more of months; a plain fact and never in the headline.

    One month always is, whatever the records do: that is said, and nothing is claimed.
    """
    asked, history = material.asked, material.breakdowns.history
    now, of = material.each_day, words.small(len(history))
    if len(history) < FEWEST_MONTHS or now is None or material.days_told or history[-1][0] != asked.period:
        return []
    before = [n / (len(asked.open_days(month)) or len(month.days)) for month, n in history[:-1]]
    if min(before) <= now <= max(before):
        return []
    many, most = ("many", "most") if now > max(before) else ("few", "fewest")
    text = (
        f"No other of the {of} months on record had so {many} each {material.a_day}; one of {of} always has "
        f"the {most}."
    )
    return [Finding("record", f"{SUBJECT} record", "", text, False, weight=0.6)]


def steady(material: Material) -> list[Finding]:
    """About as many a day as the month before: the whole interval within five in a hundred."""
    figure = _change(material)
    if figure is None or figure.statement != "about_the_same":
        return []
    text = f"{material.now} was about the same as {material.before}."
    return [
        Finding("steady", SUBJECT, f"about as many a day as in {material.before}", text, False, weight=1.1)
    ]


def more(ratio: float) -> str:
    """A ratio as people say it: "about a fifth more", "twice as many", "half as many"."""
    change = abs(ratio - 1)
    if ratio >= 1.9:
        return f"{'twice' if ratio < 2.1 else f'{ratio:.1f} times'} as many"
    if 0.45 <= ratio <= 0.55:
        return "half as many"
    part, said = min(OF_A_WHOLE, key=lambda pair: abs(pair[0] - change) / pair[0])
    if abs(part - change) / part > 0.12:
        said = f"{words.hundred(change)} in 100"
    return f"about {said} {'more' if ratio > 1 else 'fewer'}"


def _change(material: Material) -> Figure | None:
    return material.had("volume_change")


def _p(material: Material) -> float | None:
    figure, now, before = _change(material), material.breakdowns.pace, material.breakdowns.pace_before
    if figure and figure.statement == "small_sample":
        return None
    if figure and figure.interval:
        return of_ratio(figure.value, figure.interval)
    return of_counts(before.n, before.days, now.n, now.days, material.phi) if before else None
