"""Still waiting: how many were open when the month ended, and for how long."""

from unsung.ground.figures import Figure
from unsung.ground.periods import local_day
from unsung.measures.breakdowns import Waiting
from unsung.publishing import words
from unsung.publishing.findings import waiting as waiting_findings
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import CHANNEL_NAMES, Material, earlier
from unsung.publishing.publication import Cell, LeftOut, Mark, Row, Section, Sentence, Table
from unsung.publishing.sections.definitions import opened

NAME = "Still waiting"
MOST_CASES, FEWEST_CASES = 5, 2
UNANSWERED = "first_response_time.unanswered"
ALWAYS = ("backlog.open",)
LABELS = {
    "backlog.open": "Waiting in all",
    "backlog.older_than_7d": "For more than 7 days",
    "backlog.older_than_30d": "For more than 30 days",
    UNANSWERED: "Without any reply yet",
}


def still_waiting(material: Material, chosen: Chosen) -> Section | LeftOut:
    """The backlog as counts: it has no interval, since everything that waits is counted."""
    figures = [figure for id in LABELS if (figure := material.had(id)) and (figure.value or id in ALWAYS)]
    if not figures:
        return LeftOut(
            NAME,
            material.why_not("backlog.open", "no source tells when a conversation is settled or answered"),
            "Hand in the history of states, or the messages themselves.",
        )
    most = max(round(figure.value or 0) for figure in figures) or 1
    rows = tuple(_row(material, figure, most) for figure in figures)
    table = Table(
        "bars",
        f"Conversations waiting {material.counted_at}",
        "How long",
        ("Waiting",),
        rows,
        foot=_known_of(material),
    )
    oldest = _oldest(material)
    return Section("waiting", NAME, _say(material, chosen), (table, oldest) if oldest else (table,))


def _say(material: Material, chosen: Chosen) -> tuple[Sentence, ...]:
    told = (*_open(material, chosen), *_unanswered(material))
    return told or (Sentence(_nobody(material)),)


def _nobody(material: Material) -> str:
    """That nobody waited is said only of the ways in that tell what is open."""
    figure = material.had("backlog.open")
    known = material.known_of(figure) if figure else []
    rest = f"; that is known of {words.listed(known)} only" if known else ""
    return f"No conversation was open {material.counted_at}{rest}."


def _known_of(material: Material) -> str:
    """Said where some of the channels do not tell what is open."""
    figure = material.had("backlog.open")
    known = material.known_of(figure) if figure else []
    return f"What is open is known of {words.listed(known)} only." if known else ""


def _open(material: Material, chosen: Chosen) -> tuple[Sentence, ...]:
    figure = material.had("backlog.open")
    if figure is None or not figure.value:
        return ()
    now, age = round(figure.value), material.told("backlog.median_age")
    half = f", half of them for longer than {words.value(age)}" if age else ""
    verb = "was" if now == 1 else "were"
    text = f"{words.several(now, 'conversation')} {verb} waiting {material.counted_at}{half}."
    before = earlier(figure)
    if before is None:
        return (Sentence(text),)
    claims = chosen.names(waiting_findings.SUBJECT)
    return Sentence(text), Sentence(f"{material.before} ended with {words.count(before)}.", claims=claims)


def _unanswered(material: Material) -> tuple[Sentence, ...]:
    figure = material.had(UNANSWERED)
    if figure is None or not figure.value:
        return ()
    n = round(figure.value)
    text = f"{words.several(n, 'conversation')} of {material.now} had no reply by the end of the records."
    return (Sentence(text),)


def _oldest(material: Material) -> Table | None:
    """Those that have waited longest, so that somebody can look."""
    waiting = material.breakdowns.waiting[:MOST_CASES]
    if len(waiting) < FEWEST_CASES:
        return None
    rows = tuple(_case(material, each) for each in waiting)
    title = "The longest waits"
    caption = f"The {words.small(len(rows))} conversations that have waited longest"
    return Table("plain", caption, "Conversation", ("Since", "Waiting"), rows, title)


def _case(material: Material, waiting: Waiting) -> Row:
    opened_on = local_day(waiting.opened_s, material.asked.period.zone)
    since = Cell(words.day_of_year(opened_on), quiet=True, at=opened_on.isoformat())
    age = words.duration(max(0, waiting.end_s - waiting.opened_s))
    # an id made of addresses is for the records, not for readers
    known_as = waiting.external_id if "@" not in waiting.external_id else ""
    label = waiting.category or CHANNEL_NAMES[waiting.channel]
    return Row(label, (since, Cell(age, strong=True)), known_as)


def _row(material: Material, figure: Figure, most: int) -> Row:
    n = round(figure.value or 0)
    known = material.known_of(figure) if figure.id == "backlog.open" else []
    label = f"Open, of {words.listed(known)}" if known else LABELS[figure.id]
    mark = Mark("bar", 100 * n / most)
    return Row(label, (Cell(words.count(n), strong=True),), mark=mark, shown=opened(material, figure))
