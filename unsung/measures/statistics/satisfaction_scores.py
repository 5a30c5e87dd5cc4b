"""What customers answered: satisfaction, ease, recommendation, and what the silent could still say."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import special

from unsung.measures.statistics.proportions import Share, normal_quantile, share


@dataclass(frozen=True)
class Nps:
    """A net promoter score in points from -100 to 100; `variance` is that of one answer on -1 to 1."""

    points: float
    variance: float
    se: float
    lower: float
    upper: float
    n: int


@dataclass(frozen=True)
class Ease:
    """Who found it easy as a share, and the mean score with its t interval, ends None under two answers."""

    easy: Share
    mean: float
    lower: float | None
    upper: float | None


def csat(counts: Mapping[int, int]) -> Share | None:
    """Satisfied customers: answers 4 and 5 among answers 1 to 5, given how many answered each.

    Top-2-box with the Wilson interval; None without answers. Raises ValueError for a score off the scale.
    """
    return _top(counts, 5, 4)


def response_rate(responses: int, surveyed: int) -> Share | None:
    """Answers among those asked (AAPOR's completed over invited); None where nobody was asked."""
    return share(responses, surveyed)


def silent_bounds(satisfied: int, responses: int, surveyed: int) -> tuple[float, float] | None:
    """What is certain about everyone asked: (all the silent unhappy, all the silent happy).

    Worst-case bounds [s/N, (s + N - r)/N], Manski 1989; None where nobody was asked. Raises ValueError
    unless 0 <= satisfied <= responses <= surveyed.
    """
    if not 0 <= satisfied <= responses <= surveyed:
        raise ValueError(f"{satisfied} satisfied of {responses} answers of {surveyed} asked is impossible")
    if not surveyed:
        return None
    return satisfied / surveyed, (satisfied + surveyed - responses) / surveyed


def nps(promoters: int, passives: int, detractors: int, conf: float = 0.95) -> Nps | None:
    """Promoters minus detractors in points, with the normal interval; None without answers.

    The variance of one answer is p + d - (p - d)^2, promoters p and detractors d as shares.
    """
    n = promoters + passives + detractors
    if not n:
        return None
    net = (promoters - detractors) / n
    variance = (promoters + detractors) / n - net * net
    se = 100 * math.sqrt(variance / n)
    half = normal_quantile(conf) * se
    return Nps(100 * net, variance, se, max(-100.0, 100 * net - half), min(100.0, 100 * net + half), n)


def ces(counts: Mapping[int, int], conf: float = 0.95) -> Ease | None:
    """How easy it was: answers 5 to 7 among answers 1 to 7 (CES 2.0), given how many answered each.

    Dixon, Freeman & Toman 2010, Harvard Business Review; Wilson on the share, Student's t on the mean.
    None without answers. Raises ValueError for a score off the scale.
    """
    easy = _top(counts, 7, 5)
    if easy is None:
        return None
    scores = np.repeat(list(counts.keys()), list(counts.values())).astype(np.float64)
    mean = float(scores.mean())
    if len(scores) < 2:
        return Ease(easy, mean, None, None)
    wide = special.stdtrit(len(scores) - 1, (1 + conf) / 2)
    half = float(wide * scores.std(ddof=1)) / math.sqrt(len(scores))
    return Ease(easy, mean, mean - half, mean + half)


def _top(counts: Mapping[int, int], best: int, least: int) -> Share | None:
    for score in counts:
        if not 1 <= score <= best:
            raise ValueError(f"the score {score} is not on the scale from 1 to {best}")
    return share(sum(count for score, count in counts.items() if score >= least), sum(counts.values()))
