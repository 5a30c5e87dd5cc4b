"""The headline and the opening: the month in one sentence, then in a few."""

from unsung.ground.figures import Statement
from unsung.publishing import words
from unsung.publishing.findings import volume
from unsung.publishing.findings.finding import Chosen, Finding
from unsung.publishing.material import Material
from unsung.publishing.publication import Sentence

LONGEST_HEADLINE = 110
TOLD = 3
CLOSING = Sentence("This is the month as its records tell it.")


def headline(material: Material, chosen: Chosen) -> Sentence:
    """What a colleague would repeat: how many came, and the one or two things that stand out most."""
    if not material.volume:
        return _without_volume(material)
    start = words.several(material.volume, "conversation")
    aloud = [each for each in (*chosen.claims, *chosen.facts) if each.clause]
    ranked = sorted(aloud[:2], key=lambda each: each.subject != volume.SUBJECT)
    told = next(
        (
            ranked[:size]
            for size in (2, 1)
            if len(_joined(material, start, ranked[:size])) <= LONGEST_HEADLINE
        ),
        [],
    )
    text = _joined(material, start, told) if told else f"{start} in {material.now}"
    return Sentence(text, claims=tuple(each.subject for each in told if each.is_change_claim))


def opening(material: Material, chosen: Chosen) -> tuple[Sentence, ...]:
    """How the month went against the one before, what changed, and a plain fact or two."""
    claims = told_first(chosen)
    facts = [each for each in chosen.facts if each.kind != "steady"][: max(1, TOLD - len(claims))]
    return (*_frame(material, chosen), *map(_told, claims), *map(_told, facts), CLOSING)


def told_first(chosen: Chosen) -> list[Finding]:
    """The claims that the opening tells, beside that on the number of conversations."""
    return [each for each in chosen.claims if each.subject != volume.SUBJECT][:TOLD]


def _joined(material: Material, start: str, told: list[Finding]) -> str:
    """The start and its clauses; the month compared with is named once, after the last that compares."""
    comparing = [each for each in told if each.compares]
    clauses = [
        f"{each.clause} than in {material.before}" if comparing and each is comparing[-1] else each.clause
        for each in told
    ]
    if len(clauses) == 2:
        return f"{start}, {clauses[0]}, and {clauses[1]}"
    return f"{start}, {clauses[0]}" if clauses else start


def _frame(material: Material, chosen: Chosen) -> tuple[Sentence, ...]:
    if not material.volume:
        why = material.why_not("contact_volume", "No source tells how many conversations there were.")
        return (Sentence(words.sentence(why)),)
    claimed = next((each for each in chosen.claims if each.subject == volume.SUBJECT), None)
    closed = "All of them came on days on which the desk was closed." if material.all_closed else ""
    told = tuple(Sentence(said) for said in (closed or material.days_told,) if said)
    if claimed and claimed.kind == "volume":
        return (Sentence(volume.changed_sentence(material), claims=(volume.SUBJECT,)), *told)
    base = Sentence(_volume_sentence(material))
    return (base, *told, _told(claimed)) if claimed else (base, *told)


def _volume_sentence(material: Material) -> str:
    """The month's number beside that of the month before, in the word its comparison allows."""
    now, before, month = material.volume or 0, material.volume_before, material.before
    brought = f"{material.now} brought {words.several(now, 'conversation')}"
    rate, rate_before = material.each_day, material.each_day_before
    each = "" if rate is None else f", {words.per_day(rate)} each {material.a_day}"
    if before is None:
        return f"{brought}{each}. {material.not_compared}"
    if material.all_closed:
        return f"{brought}, {month} {words.count(before)}."
    change = material.figures.get("volume_change")
    statement = change.statement if change else None
    if statement == "small_sample" or rate is None or rate_before is None:
        return f"{brought}, {month} {words.count(before)}: a small sample, too few to compare."
    said = _beside(statement, each, month, words.per_day(rate_before), material.a_day)
    return f"{brought}{said}"


def _beside(statement: Statement | None, each: str, month: str, had: str, a_day: str) -> str:
    """How many came each day beside the month before, in the word its comparison allows."""
    if statement == "about_the_same":
        return f", about{each.removeprefix(',')}: about the same as in {month}, which had {had}."
    if statement == "cannot_tell":
        if each.endswith(f" {had} each {a_day}"):
            return f"{each}, as in {month}; whether anything changed we cannot tell yet."
        return f"{each}. {month} had {had}; whether the difference is more than chance we cannot tell yet."
    return f"{each}, beside {had} in {month}."


def _told(finding: Finding) -> Sentence:
    return Sentence(finding.sentence, claims=(finding.subject,) if finding.is_change_claim else ())


def _without_volume(material: Material) -> Sentence:
    csat = material.had("csat")
    if csat is None:
        return Sentence(f"Little can be told of {material.now} yet")
    if csat.tier == "counts_only":
        return Sentence(f"{words.part(csat)} customers who answered were satisfied")
    return Sentence(f"{words.value(csat)} in 100 satisfied, of the {words.count(csat.n)} who answered")
