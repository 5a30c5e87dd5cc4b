"""Findings on what still waits: more or fewer than a month before, and what has waited very long."""

from unsung.publishing import words
from unsung.publishing.evidence import of_counts
from unsung.publishing.findings.finding import Finding
from unsung.publishing.material import Material, earlier

WORTH = 0.1
SUBJECT = "backlog.open"


def moved(material: Material) -> list[Finding]:
    """More or fewer waiting at the end of the month than at its beginning, as two counts on one scale."""
    figure = material.had("backlog.open")
    before = earlier(figure)
    if figure is None or figure.value is None or before is None or min(before, figure.value) < 1:
        return []
    now = round(figure.value)
    p = of_counts(before, 1, now, 1, material.phi)
    last_month = f"at the end of {material.before} {words.count(before)}"
    text = f"{words.capital(material.counted_at)} {words.count(now)} were waiting; {last_month}."
    clause = f"{words.count(now)} still waiting instead of {words.count(before)}"
    effect = abs(now / before - 1)
    if p is None:
        return []
    return [Finding("backlog", SUBJECT, clause, text, True, p=p, effect=effect, worth=effect >= WORTH)]


def very_old(material: Material) -> list[Finding]:
    """Conversations open for more than thirty days; a plain fact."""
    figure = material.had("backlog.older_than_30d")
    if figure is None or not figure.value:
        return []
    text = f"{words.several(round(figure.value), 'conversation')} had waited for more than 30 days."
    clause = f"{words.count(figure.value)} waiting for more than 30 days"
    return [Finding("very old", "backlog.older_than_30d", clause, text, False, weight=0.7)]
