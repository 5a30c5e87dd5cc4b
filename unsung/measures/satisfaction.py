"""How it was, in the customers' own answers: satisfied, easy, and what the silent could still say."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any

from unsung.ground.figures import Figure
from unsung.measures.grid import Grid
from unsung.measures.kinds import Bound, NetScore, ShareOf
from unsung.measures.measure import Given, Measure, Told, drawn
from unsung.measures.statistics.satisfaction_scores import silent_bounds
from unsung.measures.sums import Sums

ANSWERED = "answered in the period"
ASKED = "answered, else asked, in the period"
WILSON = "Share with Wilson's interval."


@dataclass(frozen=True)
class Scale:
    """A scale and its answers that count: from `least` up."""

    low: int
    high: int
    least: int

    @property
    def said(self) -> str:
        """Which answers count, in words."""
        counting = " or ".join(str(score) for score in range(self.least, self.high + 1))
        return f"Answers {counting} on a scale of {self.low} to {self.high} count."


SATISFIED = (Scale(1, 5, 4), Scale(1, 7, 6))
EASY = (Scale(1, 7, 5),)
RECOMMENDED = Scale(0, 10, 9)
ASKED_WHAT = {
    "csat": "how satisfied they were",
    "ces": "how easy it was",
    "nps": "whether they would recommend it",
}
ANSWERS = {False: "answers are", True: "answer is"}
OTHERWISE = "to another question"

CSAT = Given(
    "csat",
    "Satisfied customers",
    "share",
    "customers who answered how satisfied they were",
    WILSON,
    ANSWERED,
    "question is csat; answered in the period, on the scale that counts; last answer about the contact",
    "Ratings",
)
RESPONSE_RATE = Given(
    "survey_response_rate",
    "Answered the survey",
    "share",
    "customers asked how satisfied they were",
    "Share of those asked; everybody asked is counted, so there is no interval.",
    ASKED,
    "question is csat; asked or answered in the period, on the scale that counts; last answer",
    "Ratings",
)
LOW, HIGH = (
    Given(
        f"survey_response_rate.{end}",
        f"Satisfied among everybody asked, {words}",
        "share",
        "customers asked how satisfied they were",
        f"Bound: {silent} the silent counted as satisfied.",
        ASKED,
        "question is csat; asked or answered in the period, on the scale that counts; last answer",
        "Ratings",
    )
    for end, words, silent in (("low", "at least", "none of"), ("high", "at most", "all"))
)
CES = Given(
    "ces",
    "Easy",
    "share",
    "customers who answered how easy it was",
    WILSON,
    ANSWERED,
    "question is ces; answered in the period, on the scale that counts; last answer about the contact",
    "Ratings",
)
NPS = Given(
    "nps",
    "Net promoter score",
    "points",
    "customers who answered whether they would recommend it",
    "Promoters minus detractors in points.",
    ANSWERED,
    "question is nps; answered in the period",
    "Ratings",
)


def csat(sums: Sums) -> list[Figure]:
    """Satisfied customers among those who answered."""
    return [drawn(CSAT, sums, partial(_share, sums, "csat", SATISFIED))]


def survey_response_rate(sums: Sums) -> list[Figure]:
    """How many of those asked answered, and how satisfied everybody asked is at least and at most."""
    return [
        drawn(RESPONSE_RATE, sums, partial(_responded, sums)),
        drawn(LOW, sums, partial(_bound, sums, 0)),
        drawn(HIGH, sums, partial(_bound, sums, 1)),
    ]


def ces(sums: Sums) -> list[Figure]:
    """Those who found it easy among those who answered."""
    return [drawn(CES, sums, partial(_share, sums, "ces", EASY))]


def nps(sums: Sums) -> list[Figure]:
    """Left out unless somebody asks for it."""
    return [drawn(NPS, sums, partial(_net, sums))]


def _net(sums: Sums, when: int, channel: str | None) -> Told:
    if not sums.asked.nps:
        return Told(why="It is off by default; “unsung review --nps” prints it.")
    answers = sums.rated.of(when=when, channel=channel, question="nps", answered=1)
    counted = _on(answers, RECOMMENDED)
    if not len(answers):
        return Told(why=_nobody(sums, "nps", when, channel))
    if not len(counted):
        return Told(why=_off_scale(answers, (RECOMMENDED,)))
    detractors, passives, promoters = (
        sum(counted.of(score=score).sum("n") for score in scores)
        for scores in (range(7), range(7, RECOMMENDED.least), range(RECOMMENDED.least, RECOMMENDED.high + 1))
    )
    return Told(NetScore(promoters, passives, detractors))


def _nobody(sums: Sums, question: str, when: int, channel: str | None) -> str:
    """That nobody was asked; where there are answers to something else, nobody was asked this."""
    answers = sums.rated.of(when=when, channel=channel, answered=1)
    others = answers.sum("n") - answers.of(question=question).sum("n")
    if not others:
        return "Nobody was asked."
    return f"Nobody was asked {ASKED_WHAT[question]}; {others:,} {ANSWERS[others == 1]} {OTHERWISE}."


def _share(sums: Sums, question: str, scales: tuple[Scale, ...], when: int, channel: str | None) -> Told:
    asked = sums.rated.of(when=when, channel=channel, question=question)
    scale = _scale(sums.rated.of(question=question), scales)
    answers = asked.of(answered=1)
    if not len(answers):
        return Told(why="Nobody answered." if len(asked) else _nobody(sums, question, when, channel))
    if scale is None:
        return Told(why=_off_scale(answers, scales))
    counted = _on(answers, scale)
    if not len(counted):
        return Told(why=_off_scale(answers, (scale,)))
    left_out = answers.sum("n") - counted.sum("n")
    note = f"{scale.said} {left_out:,} answers on other scales are left out." if left_out else scale.said
    return Told(ShareOf(_top(counted, scale), counted.sum("n")), note=note)


def answered_well(rated: Grid, key: str) -> tuple[Counter[Any], Counter[Any]]:
    """Satisfied, and answers on the scale that counts, for each value of the column `key`."""
    scale = _scale(rated, SATISFIED)
    if scale is None:
        return Counter(), Counter()
    answers, well = _on(rated, scale).of(answered=1), Counter[Any]()
    for score in range(scale.least, scale.high + 1):
        well += answers.of(score=score).by(key, "n")
    return well, answers.by(key, "n")


def _responded(sums: Sums, when: int, channel: str | None) -> Told:
    asked, why = _asked(sums, when, channel)
    everybody = asked.sum("n")
    return Told(why=why) if why else Told(Bound(asked.of(answered=1).sum("n") / everybody, everybody))


def _bound(sums: Sums, end: int, when: int, channel: str | None) -> Told:
    asked, why = _asked(sums, when, channel)
    if why:
        return Told(why=why)
    scale = _scale(sums.rated.of(question="csat"), SATISFIED)
    if scale is None:
        return Told(why=_off_scale(asked, SATISFIED))
    answers = asked.of(answered=1)
    bounds = silent_bounds(_top(answers, scale), answers.sum("n"), asked.sum("n"))
    return Told(Bound(bounds[end], asked.sum("n"))) if bounds else Told(why="Nobody was asked.")


def _asked(sums: Sums, when: int, channel: str | None) -> tuple[Grid, str]:
    """Everybody asked, on the scale that counts where there is one, or why that is not known."""
    rated = sums.rated.of(question="csat")
    scale = _scale(rated, SATISFIED)
    asked = (rated if scale is None else _on(rated, scale)).of(when=when, channel=channel)
    if not len(asked):
        return asked, "Nobody was asked."
    return asked, "" if len(rated.of(answered=0)) else "The records hold only answers, not who was asked."


def _scale(rated: Grid, scales: tuple[Scale, ...]) -> Scale | None:
    """The first of the scales on which anybody answered, else was asked; both periods use the same."""
    used = [scale for scale in scales if len(_on(rated, scale))]
    return next((scale for scale in used if len(_on(rated, scale).of(answered=1))), used[0] if used else None)


def _on(rated: Grid, scale: Scale) -> Grid:
    return rated.of(low=scale.low, high=scale.high)


def _top(answers: Grid, scale: Scale) -> int:
    return sum(answers.of(score=score).sum("n") for score in range(scale.least, scale.high + 1))


def _off_scale(answers: Grid, scales: tuple[Scale, ...]) -> str:
    columns = answers.columns
    found = sorted({*zip(columns["low"].tolist(), columns["high"].tolist(), strict=True)})
    seen = " and ".join(f"{low} to {high}" for low, high in found)
    counted = " and ".join(f"{scale.low} to {scale.high}" for scale in scales)
    return f"The answers are on a scale of {seen}; counted are scales of {counted}."


CSAT_MEASURE = Measure(
    id="csat",
    name="Satisfied customers",
    definition=(
        "Of the customers who answered how satisfied they were, those who chose one of the two best answers: "
        "4 or 5 of 5, or 6 or 7 of 7. Where one customer answered twice about the same contact, the last "
        "answer counts. Answers on other scales are left out and counted."
    ),
    formula="answers 4 and 5 / answers on a scale of 1 to 5",
    differs=(
        "Zendesk folds five points to good and bad. Others print the mean score, which no share can be "
        "read from, or leave neutral answers out."
    ),
    source="top-two-box convention; Wilson 1927 and Newcombe 1998 for the intervals",
    min_n="30 answers",
    interval="Wilson",
    audience="C",
    example="45 of 60 who answered: 75%, 63 to 84%. Of those asked, 15% answered.",
    gives=(CSAT,),
    reckon=csat,
)

RESPONSE_MEASURE = Measure(
    id="survey_response_rate",
    name="Answered the survey",
    definition=(
        "Of the customers asked, those who answered. Beside it what is certain about everybody asked: how "
        "many are satisfied if none of the silent are, and if all of them are. The truth lies between. "
        "Where the records hold only answers, none of this is known."
    ),
    formula="answers / asked; satisfied / asked; (satisfied + silent) / asked",
    differs="Most print satisfaction without saying how many were asked.",
    source="Manski 1989, Journal of Human Resources 24:343, for the bounds",
    min_n="1",
    interval="none; the two bounds stand beside it",
    audience="C",
    example="400 asked, 60 answered, 45 satisfied: 15% answered; of everybody, 11 to 96% are satisfied.",
    gives=(RESPONSE_RATE, LOW, HIGH),
    reckon=survey_response_rate,
)

CES_MEASURE = Measure(
    id="ces",
    name="Easy",
    definition=(
        "Of the customers who answered whether it was made easy for them, those who chose 5, 6 or 7 on a "
        "scale of 1 to 7."
    ),
    formula="answers 5 to 7 / answers on a scale of 1 to 7",
    differs="The first version asked for effort on 1 to 5, where low was good. Others print the mean.",
    source="Dixon, Freeman & Toman 2010, Harvard Business Review; Wilson 1927 for the interval",
    min_n="30 answers",
    interval="Wilson",
    audience="C",
    example="17 of 20 found it easy: 85%, 64 to 95%, a small sample.",
    gives=(CES,),
    reckon=ces,
)

NPS_MEASURE = Measure(
    id="nps",
    name="Net promoter score",
    definition=(
        "Promoters, who answered 9 or 10 on 0 to 10, minus detractors, who answered 0 to 6, in points. It "
        "speaks of a company and not of a desk's work, and needs about three times the answers that "
        "satisfaction does. It is off by default (“unsung review --nps” prints it) "
        "and never shown by person."
    ),
    formula="100 * (promoters - detractors) / answers",
    differs="The formula is the same everywhere; the interval is seldom printed.",
    source="variance p + d - (p - d)^2 of one answer",
    min_n="100 answers",
    interval="normal",
    audience="C",
    example="60 promoters, 40 passives and 20 detractors: 33 points, 20 to 47.",
    gives=(NPS,),
    reckon=nps,
)
