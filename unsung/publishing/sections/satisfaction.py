"""How they felt: satisfaction with its n, who answered at all, and the months before."""

from unsung.ground.figures import Figure
from unsung.ground.periods import Period
from unsung.measures.satisfaction import OTHERWISE
from unsung.measures.statistics.proportions import COUNTS_ONLY_BELOW, publish_tier, wilson
from unsung.publishing import words
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import CHANNEL_NAMES, Material
from unsung.publishing.publication import Cell, LeftOut, Mark, Row, Section, Sentence, Table
from unsung.publishing.sections import shares
from unsung.publishing.sections.definitions import opened
from unsung.publishing.sections.scales import WHOLE

NAME = "What customers said"
MOST_MONTHS, FEWEST_MONTHS = 6, 3
LABELS = {
    "csat": "Satisfied: one of the two best answers",
    "ces": "Found it easy: 5 to 7 of 7",
    "survey_response_rate": "Answered, of those asked",
}


def how_they_felt(material: Material, chosen: Chosen) -> Section | LeftOut:
    """Shares of those who answered, with what the silent could still change."""
    figures = [figure for id in LABELS if (figure := material.had(id))]
    if not any(figure.id != "survey_response_rate" for figure in figures):
        score = _nps(material)
        return Section("satisfaction", NAME, (Sentence(score),), ()) if score else _left_out(material)
    rows = [row for figure in figures for row in _rows(material, figure)]
    table = shares.table("Answers to surveys, in 100, with intervals", "Question", rows)
    months = _by_month(material)
    return Section("satisfaction", NAME, _say(material, chosen), (table, months) if months else (table,))


def _left_out(material: Material) -> LeftOut:
    why = material.why_not("csat", "no answers to a survey are in the records")
    how = "Hand in the survey's answers as a table with a score column."
    if OTHERWISE in why:
        how = "Answers on whether they would recommend you are printed with --nps."
    elif "on a scale of" in why:
        how = "Name the scale in the mapping (low, high), or hand in answers on one that counts."
    return LeftOut(NAME, why, how)


def _say(material: Material, chosen: Chosen) -> tuple[Sentence, ...]:
    told = [
        Sentence(_satisfied(figure), _satisfied(figure).partition(",")[0])
        for figure in [material.had("csat")]
        if figure
    ]
    told += [
        Sentence(each.sentence, claims=(each.subject,))
        for each in chosen.claims
        if each.subject in ("csat", "ces")
    ]
    told += [
        Sentence(text) for text in (_compared(material, chosen), _silent(material), _nps(material)) if text
    ]
    return tuple(told)


def _satisfied(figure: Figure) -> str:
    if figure.tier == "counts_only":
        return f"{words.part(figure)} who answered were satisfied, too few answers to say more."
    small = "; small sample" if figure.tier == "small_sample" else ""
    said = words.interval(figure, figure.interval)
    rate = f"{words.value(figure)} in 100 were satisfied"
    return f"{rate}, {words.part(figure)} who answered (interval {said}{small})."


def _compared(material: Material, chosen: Chosen) -> str:
    figure = material.had("csat")
    if figure is None or figure.previous is None or chosen.claimed("csat"):
        return ""
    word = {
        "about_the_same": "about the same",
        "cannot_tell": "cannot tell yet",
        "small_sample": "small sample",
    }
    said = word.get(figure.statement or "")
    return f"Compared with {material.before}: {said}." if said else ""


def _silent(material: Material) -> str:
    rate, low, high = (material.had(f"survey_response_rate{end}") for end in ("", ".low", ".high"))
    if rate is None or low is None or high is None or low.value is None or high.value is None:
        return ""
    asked, answered = words.count(rate.n), words.count((rate.value or 0) * rate.n)
    if rate.value == 1:
        return ""
    return (
        f"We asked {asked}, {answered} answered; we do not know about the others. Of everyone asked, "
        f"between {words.hundred(low.value)} and {words.hundred(high.value)} in 100 were satisfied."
    )


def _nps(material: Material) -> str:
    figure = material.told("nps")
    if figure is None or figure.value is None:
        return ""
    small = "; small sample" if figure.tier == "small_sample" else ""
    said = f"{words.interval(figure, figure.interval)}{small}"
    return (
        f"The net promoter score is {words.value(figure)} ({said}), from {words.several(figure.n, 'answer')}."
    )


def _rows(material: Material, figure: Figure) -> list[Row]:
    shown = opened(material, figure)
    rows = [shares.row(figure, LABELS[figure.id], note=shares.sample(figure), shown=shown)]
    channels = {name: part for name, part in figure.by.get("channel", {}).items() if part.had and part.n}
    if figure.id == "csat" and len(channels) > 1:
        rows += [
            shares.row(part, CHANNEL_NAMES[name], note=shares.sample(part), icon=name)
            for name, part in channels.items()
        ]
    return rows


def _by_month(material: Material) -> Table | None:
    """Satisfaction month by month; a month with too few answers keeps its row and shows only its cases."""
    months = [each for each in material.breakdowns.csat_history[-MOST_MONTHS:] if each[2]]
    if len(months) < FEWEST_MONTHS:
        return None
    rows = tuple(_month_row(*month) for month in reversed(months))
    caption = "Satisfied, month by month, in 100, with intervals"
    heads = ("In 100", "Satisfied, of those who answered")
    return Table("bars", caption, "Month", heads, rows, "Month by month", "In 100, on a scale from 0 to 100")


def _month_row(period: Period, satisfied: int, n: int) -> Row:
    cases = Cell(f"{words.count(satisfied)} of {words.count(n)}", quiet=True)
    if n < COUNTS_ONLY_BELOW:
        return Row(words.month_of_year(period), (Cell("too few"), cases))
    low, high = wilson(satisfied, n)
    note = "" if publish_tier(satisfied, n) == "publish" else "small sample"
    mark = Mark("band", WHOLE.at(satisfied / n), low=WHOLE.at(low), high=WHOLE.at(high))
    cell = Cell(words.hundred(satisfied / n), f"({words.hundred(low)} to {words.hundred(high)})", strong=True)
    return Row(words.month_of_year(period), (cell, cases), note, mark=mark)
