"""How well we answered: shares in a hundred and times, each on the band that chance alone could make."""

import math
from dataclasses import dataclass

from unsung.ground.figures import Figure, Interval
from unsung.publishing import words
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import CHANNEL_NAMES, Material
from unsung.publishing.publication import Cell, LeftOut, Mark, Row, Section, Sentence, Table
from unsung.publishing.sections.definitions import opened

NAME = "How well we answered"
SHARES = {
    "service_level.call": "Calls answered within {call}",
    "service_level.chat": "Chats answered within {chat}",
    "abandonment_rate": "Callers who gave up waiting",
    "fcr": "Settled first time, with no return in seven days",
    "reopen_rate": "Came back within 14 days of being settled",
    "transfer_rate": "Passed from one team to another",
}
TIMES = {
    "first_response_time.business": "First human reply, in opening hours",
    "first_response_time.calendar": "First human reply, around the clock",
    "next_response_time.business": "Each further reply, in opening hours",
    "next_response_time.calendar": "Each further reply, around the clock",
    "resolution_time_km": "Settled, those still open counted in",
}
CLOCK = (
    (60, "1 min"),
    (3600, "1 h"),
    (86400, "1 day"),
    (604800, "1 week"),
    (2592000, "30 days"),
    (31536000, "1 year"),
)
SHORTEST, LONGEST = 1.0, 31536000.0
CLEAR = 30.0


@dataclass(frozen=True)
class Scale:
    """A stretch of a share's or a time's axis; places on it in percent."""

    low: float
    high: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """Where a value stands, held inside the axis."""
        low, high = (math.log(self.low), math.log(self.high)) if self.logarithmic else (self.low, self.high)
        place = math.log(max(value, self.low)) if self.logarithmic else value
        return 2 + 96 * min(1.0, max(0.0, (place - low) / (high - low)))

    def band(self, given: Interval | None) -> tuple[float | None, float | None]:
        """Both ends of an interval; one that was not reached runs to the end of the axis."""
        if given is None or given == (None, None):
            return None, None
        low, high = given
        return self.at(self.low if low is None else low), self.at(self.high if high is None else high)


def how_well(material: Material, chosen: Chosen) -> Section | LeftOut:
    """Two tables: shares, and times by median and ninetieth percentile."""
    tables = tuple(table for table in (_shares(material), _times(material)) if table)
    if not tables:
        return LeftOut(
            NAME,
            material.why_not(
                "first_response_time.calendar.median", "no source tells replies, states or calls"
            ),
            "Hand in the messages themselves, the history of states, or call records.",
        )
    return Section("answering", NAME, _say(material, chosen), tables)


def _say(material: Material, chosen: Chosen) -> tuple[Sentence, ...]:
    ids = [id for id in (*SHARES, *(f"{stem}.median" for stem in TIMES)) if material.had(id)]
    claims = [each for each in chosen.claims if each.subject in ids]
    told = [Sentence(each.sentence, each.sentence.removesuffix("."), (each.subject,)) for each in claims]
    rest = [material.figures[id] for id in ids if not chosen.claimed(id)]
    told += [Sentence(text) for text in _about_the_rest(material, rest, bool(claims))]
    return (*told, Sentence("The band shows how far chance alone could move each figure."))


def _about_the_rest(material: Material, rest: list[Figure], others: bool) -> list[str]:
    """How the figures stand that no claim is made of, in the fixed words."""
    same = [figure for figure in rest if figure.statement == "about_the_same"]
    open_ = [figure for figure in rest if figure.statement in ("cannot_tell", "changed")]
    who = "the other figures" if others else "the figures"
    alike = f"about the same as in {material.before}."
    if rest and len(same) == len(rest):
        return [f"{words.capital(who)} were {alike}"]
    told = []
    if same:
        verb = "was" if len(same) == 1 else "were"
        told.append(f"{words.capital(words.small(len(same)))} of {who} {verb} {alike}")
    if open_:
        what = words.small(len(open_))
        told.append(f"Whether {what} of them changed we cannot tell yet.")
    return told


def _shares(material: Material) -> Table | None:
    figures = [figure for id in SHARES if (figure := material.had(id))]
    if not figures:
        return None
    scale = _scale_of_shares(figures)
    ends = tuple((scale.at(part), words.hundred(part)) for part in (scale.low, (scale.low + 1) / 2, 1.0))
    rows = tuple(_share_row(material, figure, scale) for figure in figures)
    return Table("answers", "Answering, in 100, with intervals", "Figure", ("In 100",), rows, ends=ends)


def _scale_of_shares(figures: list[Figure]) -> Scale:
    lowest = min(min(figure.value or 0, (figure.interval or (1, 1))[0] or 0) for figure in figures)
    return Scale(0.6 if lowest >= 0.6 else 0.0, 1.0)


def _share_row(material: Material, figure: Figure, scale: Scale) -> Row:
    cells: tuple[Cell, ...]
    if figure.tier == "counts_only":
        cells, mark = (Cell(words.part(figure), strong=True),), None
    else:
        low, high = scale.band(figure.interval)
        said = words.interval(figure, figure.interval)
        cells = (Cell(words.value(figure), f"({said})" if said else "", strong=True),)
        mark = Mark("band", scale.at(figure.value or 0), low=low, high=high)
    note = f"{words.part(figure)}{_standing(material, figure)}"
    return Row(_label(material, figure.id), cells, note, mark=mark, shown=opened(material, figure))


def _label(material: Material, id: str) -> str:
    return SHARES[id].format(**{name: words.duration(s) for name, s in material.asked.promised_s.items()})


def _standing(material: Material, figure: Figure) -> str:
    """How it stands against the month before, in the fixed words; a change is told in the sentences."""
    if figure.tier in ("small_sample", "counts_only"):
        return "; small sample"
    if figure.statement == "about_the_same":
        return f"; about the same as in {material.before}"
    return "; cannot tell yet" if figure.statement == "cannot_tell" else ""


def _times(material: Material) -> Table | None:
    pairs = [
        (stem, median, material.had(f"{stem}.p90"))
        for stem in TIMES
        if (median := material.had(f"{stem}.median"))
    ]
    if not pairs:
        return None
    scale = _scale_of_times([figure for _, *two in pairs for figure in two if figure])
    ends = _apart([(scale.at(at), name) for at, name in CLOCK if scale.low <= at <= scale.high])
    rows = tuple(_time_row(material, stem, median, p90, scale) for stem, median, p90 in pairs)
    return Table(
        "times", "Times within which half, and nine in ten, were answered or settled",
        "Figure", ("Half within",), rows, ends=ends,
        foot="A filled dot: half within this, on its band. A ring: nine in ten. The scale is logarithmic.",
    )  # fmt: skip


def _apart(ends: list[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """The first and the last label, and the first between that stands clear of both."""
    if len(ends) < 3:
        return tuple(ends)
    first, *between, last = ends
    clear = [each for each in between if each[0] - first[0] >= CLEAR and last[0] - each[0] >= CLEAR]
    return first, *clear[:1], last


def _scale_of_times(figures: list[Figure]) -> Scale:
    values = [figure.value for figure in figures if figure.value]
    steps = [SHORTEST, *(at for at, _ in CLOCK)]
    low = max((step for step in steps if step <= min(values, default=60.0)), default=SHORTEST)
    high = min((step for step in steps if step >= max(values, default=3600.0)), default=LONGEST)
    return Scale(min(low, high / 60), high, logarithmic=True)


def _time_row(material: Material, stem: str, median: Figure, p90: Figure | None, scale: Scale) -> Row:
    low, high = scale.band(median.interval)
    said = words.interval(median, median.interval)
    ninth = scale.at(p90.value) if p90 and p90.value is not None else None
    why = material.figures.get(f"{stem}.p90")
    late = f"nine in ten within {words.value(p90)}" if p90 else ("nine in ten not reached yet" if why else "")
    cells = (Cell(words.value(median), f"({said})" if said else "", strong=True),)
    mark = Mark("span", scale.at(median.value or 0), ninth, low, high)
    note = f"{late}; from {words.count(median.n)}{_by_channel(median)}{_standing(material, median)}"
    return Row(TIMES[stem], cells, note, mark=mark, shown=opened(material, median))


def _by_channel(median: Figure) -> str:
    parts = [
        f"{CHANNEL_NAMES[name].lower()} {words.value(figure)}"
        for name, figure in median.by.get("channel", {}).items()
        if figure.had and figure.tier != "counts_only"
    ]
    return f"; {', '.join(parts)}" if len(parts) > 1 else ""
