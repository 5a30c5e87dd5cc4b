"""Findings on what it was about: a category that rose or fell beyond chance, a new one, the largest."""

from unsung.ground.periods import month_of
from unsung.measures.breakdowns import Counted
from unsung.publishing import words
from unsung.publishing.evidence import of_shares
from unsung.publishing.findings.finding import Finding
from unsung.publishing.material import Material

FEWEST = 10
FEWEST_BEFORE = 30
WORTH = 0.1
FAMILY = "categories"


def subject(label: str) -> str:
    """What a claim about a category is filed under."""
    return f"category {label}"


def moved(material: Material) -> list[Finding]:
    """Categories whose part of the whole moved beyond chance, with their number a day going the same way."""
    topics = material.breakdowns.categories
    if not topics.before_known or not material.compared:
        return []
    return [
        _moved(material, row) for row in topics.rows if row.compared[1] and sum(row.compared) >= FEWEST_BEFORE
    ]


def _moved(material: Material, row: Counted) -> Finding:
    """Told by its number a day, since months are not equally long; beside it both counts."""
    (n, before), (days, days_before) = row.compared, material.days
    now, then = n / days, before / days_before
    way, said = ("up", "rose") if now > then else ("down", "fell")
    rate_now = words.rate(now, then) if n else "none"
    rates = f"from {words.rate(then, now)} to {rate_now} each {material.a_day}"
    clause = f"{words.brief(row.label)} {way} {rates}"
    text = f"Conversations about {row.label} {said} {rates} ({_counts(material, row)})."
    effect = abs(now / then - 1)
    return Finding(
        "category moved", subject(row.label), clause, text, True,
        p=_p(material, row), effect=effect, worth=effect >= WORTH, family=FAMILY,
    )  # fmt: skip


def _counts(material: Material, row: Counted) -> str:
    """Both counts with their months, and the days on which they were counted where these are not all."""
    (n, before), (days, days_before) = row.compared, material.days
    if row.on_told is None:
        return f"{words.count(before)} in {material.before}, {_none_or(n)} in {material.now}"
    on, on_before = (words.several(each, material.a_day) for each in (days, days_before))
    earlier = f"{words.count(before)} on {on_before} of {material.before}"
    return f"{earlier}, {_none_or(n)} on {on} of {material.now}"


def _none_or(n: int) -> str:
    return words.count(n) if n else "none"


def new(material: Material) -> list[Finding]:
    """Categories with ten conversations or more where the month before had none: new, or there again."""
    topics = material.breakdowns.categories
    few = sum(row.before or 0 for row in topics.rows) < FEWEST_BEFORE
    if few or not topics.before_known or not material.compared:
        return []
    return [_new(material, row) for row in topics.rows if row.before == 0 and row.n >= FEWEST]


def _new(material: Material, row: Counted) -> Finding:
    """What was on record in an earlier month is not new; nor is more said of it than the records reach."""
    came, before = words.several(row.n, "conversation"), material.before
    text = (
        f"{words.capital(row.label)} is new in these records: {came}, none in {before}{_or_before(material)}."
    )
    clause = f"{words.count(row.n)} about something new, {words.brief(row.label)}"
    if row.last:
        month = words.month_of_year(month_of(row.last, material.asked.period.zone))
        again = f"{words.capital(row.label)} came again: {came}, none in {before}"
        text = f"{again}, the last before that in {month}."
        clause = f"{words.count(row.n)} about {words.brief(row.label)} again"
    return Finding(
        "category new", subject(row.label), clause, text, True,
        p=_p(material, row), effect=float(row.n), family=FAMILY,
    )  # fmt: skip


def _or_before(material: Material) -> str:
    """Said where the records reach further back than the month before."""
    asked = material.asked
    return " or before" if asked.begins_by(asked.data_from_s, asked.before.before()) else ""


def largest(material: Material) -> list[Finding]:
    """What most of it was about; a plain fact."""
    topics = material.breakdowns.categories
    if sum(row.n > 0 for row in topics.rows) < 2 or not material.volume:
        return []
    top = max(topics.rows, key=lambda row: row.n)
    if not top.n or sum(row.n == top.n for row in topics.rows) > 1:
        return []
    clause = f"{words.count(top.n)} of them about {words.brief(top.label)}"
    part = words.about_of(top.n, material.volume, "conversations")
    verb = "was" if part.startswith(("one ", "1 ")) else "were"
    text = f"{words.capital(part)} {verb} about {top.label}."
    weight = 0.9 if top.n / material.volume >= 0.1 else 0.3
    return [Finding("category largest", subject(top.label), clause, text, False, weight=weight)]


def _p(material: Material, row: Counted) -> float | None:
    """p of its part of all that has a category, by Newcombe's interval; 1 where its number a day went the
    other way, since a part also grows when others shrink."""
    n, before = row.compared
    every = [each.compared for each in material.breakdowns.categories.rows]
    all_now, all_before = (sum(counts) for counts in zip(*every, strict=True))
    days, days_before = material.days
    more_a_day = n / days > before / days_before
    larger_part = n * all_before > before * all_now
    return of_shares(before, all_before, n, all_now) if more_a_day == larger_part else 1.0
