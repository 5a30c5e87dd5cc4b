"""The four figures that open every issue, always the same and always in the same order."""

from unsung.ground.figures import Figure
from unsung.publishing import words
from unsung.publishing.material import CHANNEL_NAMES, Material, by_channel
from unsung.publishing.publication import Glance, Mark, Sentence, Shown
from unsung.publishing.sections.definitions import not_yet, shown
from unsung.publishing.sections.trends import satisfaction_trend, since_then, volume_trend

NO_PROMISES = "This version cannot write down promises to customers yet."
NO_JOURNAL = "What people write in their journal is their own, and nothing is counted of it yet."
REPLIES = ("first_response_time.business.median", "first_response_time.calendar.median")
SETTLED = "resolution_time_km.median"
UNANSWERED = "first_response_time.unanswered"
ROOM = 1.5
"""How far the scale of a time reaches beyond the end of its interval."""


def glance(material: Material) -> tuple[Glance, ...]:
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
    name, figure = "Satisfied customers", material.had("csat")
    if figure is None:
        return _not_had(material, name, "csat", "No answers to a survey are in the records.")
    shown, trend = _shown(material, "csat"), satisfaction_trend(material)
    if figure.tier == "counts_only":
        few = f"{words.capital(words.small(figure.n))} answered: too few for a rate."
        return Glance("csat", name, words.value(figure), "satisfied", Sentence(few), shown, trend)
    text = f"{words.interval(figure, figure.interval)}, from {words.several(figure.n, 'answer')}."
    said = " ".join(part for part in (text, _sample(figure), since_then(material)) if part)
    return Glance("csat", name, words.value(figure), "in 100", Sentence(said), shown, trend)


def conversations(material: Material) -> Glance:
    """How many conversations, and how many that is a day."""
    name, id = "Conversations", "contact_volume"
    if material.volume is None:
        return _not_had(material, name, id, "No source tells how many there were.")
    days = "All on days on which the desk was closed." if material.all_closed else material.days_told
    text = " ".join(part for part in (words.sentence(_each_day(material)), days) if part)
    trend = volume_trend(material) if material.from_files else None
    shown = _shown(material, id)
    return Glance(id, name, words.count(material.volume), "", Sentence(text), shown, trend)


def _each_day(material: Material) -> str:
    """How many that is a day, this month and before; under one a day, the month before as a count."""
    now, before, month = material.each_day, material.each_day_before, material.before
    if now is None or min(now, now if before is None else before) < 1:
        return f"{month} {words.count(material.volume_before)}" if material.volume_before is not None else ""
    each = f"{words.per_day(now)} a {material.a_day}"
    return each if before is None else f"{each}; {month} {words.per_day(before)}"


def first_reply(material: Material) -> Glance:
    """Half of those who wrote had a first human reply within this."""
    name, figure = "First human reply", material.first_reply or material.had(*REPLIES)
    if figure is None:
        return _not_had(material, name, REPLIES[1], "No source tells when a person first replied.")
    hours = ", in opening hours" if ".business" in figure.id else ""
    if material.asked.hours_known and not hours:
        hours = ", around the clock: many came and were answered while the desk was closed"
    return _time(material, name, figure, f"Half had one within this{hours}.", _answered(material))


def _answered(material: Material) -> str:
    share = material.told("first_response_time.answered")
    if share is None:
        return ""
    said = f"{words.value(share)} in 100 had one within 7 days"
    if share.tier != "small_sample":
        return f"{said}."
    return f"{said}, {words.part(share)} (interval {words.interval(share, share.interval)}; small sample)."


def settled(material: Material) -> Glance:
    """Half were settled within this, those still open kept in."""
    name, figure = "Time to settled", material.had(SETTLED)
    if figure is None:
        return _not_had(material, name, SETTLED, "No source tells when a conversation was settled.")
    return _time(material, name, figure, "Half were settled within this, open ones counted in.")


def waiting_now(material: Material) -> Glance:
    """How many were open when the month ended."""
    name, id = "Waiting now", "backlog.open"
    figure, age = material.had(id), material.told("backlog.median_age")
    if figure is None and material.had(UNANSWERED):
        return _unanswered(material)
    if figure is None or figure.value is None:
        return _not_had(material, name, id, "No source tells what is still open.")
    half = f"; half for longer than {words.value(age)}" if age and figure.value else ""
    at = f"{words.capital(material.counted_at)}{half}."
    text = Sentence(" ".join(filter(None, (at, _known_of(material, figure)))))
    return Glance(id, name, words.count(figure.value), "", text, _shown(material, id))


def _unanswered(material: Material) -> Glance:
    """Where nobody tells what is settled: who had no reply yet."""
    figure = material.figures[UNANSWERED]
    why = words.sentence(material.why_not("backlog.open", "What is settled is not told."))
    text = f"Of those who wrote in {material.now}, by the end of the records. {why}"
    shown = _shown(material, UNANSWERED)
    return Glance(UNANSWERED, figure.name, words.count(figure.value or 0), "", Sentence(text), shown)


def _time(material: Material, name: str, figure: Figure, lead: str, beside: str = "") -> Glance:
    if figure.tier == "counts_only":
        few = Sentence(f"{words.capital(words.several(figure.n, 'case'))}: too few to say more.")
        return Glance(figure.id, name, words.value(figure), "", few, _shown(material, figure.id))
    said = words.interval(figure, figure.interval)
    among = f"{said}, from {words.count(figure.n)}." if said else f"From {words.count(figure.n)}."
    ninth = material.told(figure.id.replace(".median", ".p90"))
    nine = f"Nine in ten within {words.value(ninth)}." if ninth else ""
    of = _channels(figure) or _known_of(material, figure)
    sentences = (lead, words.capital(among), nine, beside, of, _sample(figure))
    text = " ".join(each for each in sentences if each)
    mark, ends = _on_a_scale(figure)
    shown = _shown(material, figure.id)
    return Glance(figure.id, name, words.value(figure), "", Sentence(text), shown, None, mark, ends)


def _known_of(material: Material, figure: Figure) -> str:
    known = material.known_of(figure)
    return f"Known of {words.listed(known)} only." if known else ""


def _channels(figure: Figure) -> str:
    parts = by_channel(figure).items()
    told = [
        f"{CHANNEL_NAMES[name].lower()} {words.value(part)}, from {words.count(part.n)}"
        for name, part in parts
    ]
    return words.sentence("; ".join(told))


def _on_a_scale(figure: Figure) -> tuple[Mark | None, tuple[str, str] | None]:
    """The value on the band of its interval, on a scale that starts from 0."""
    low, high = figure.interval or (None, None)
    if figure.value is None or low is None or not high or figure.tier == "counts_only":
        return None, None
    top = ROOM * high
    mark = Mark("band", 100 * figure.value / top, low=100 * low / top, high=100 * high / top)
    return mark, ("0", words.amount(figure, top))


def _sample(figure: Figure) -> str:
    return "Small sample." if figure.tier == "small_sample" else ""


def _not_had(material: Material, name: str, id: str, otherwise: str) -> Glance:
    why = words.sentence(material.why_not(id, otherwise))
    return Glance(id, name, words.NOT_HAD, "", Sentence(why), _shown(material, id))


def _not_yet(key: str, why: str) -> Glance:
    opened = not_yet(key, why)
    return Glance(key, opened.name, words.NOT_HAD, "", Sentence(why), opened)


def _shown(material: Material, id: str) -> Shown:
    return shown(material, id) or Shown(id.replace(".", "-"), id, ())
