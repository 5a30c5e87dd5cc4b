"""How the vectors about shares, counts, scores and changes go through the product."""

import math
from collections import Counter
from collections.abc import Callable

from scipy import stats

from unsung.measures.statistics.answering import (
    AbandonRule,
    Queue,
    abandonment,
    handling_seconds,
    service_level,
)
from unsung.measures.statistics.changes import share_change, volume_change
from unsung.measures.statistics.charts import expected_false_alarms, false_discovery, xmr
from unsung.measures.statistics.counts import overdispersion, poisson_exact, rate, rate_ratio
from unsung.measures.statistics.proportions import (
    WIDEST_PRINTED,
    jeffreys,
    newcombe,
    publish_tier,
    share,
    smallest_n_to_publish,
    wilson,
    wilson_width,
)
from unsung.measures.statistics.satisfaction_scores import ces, csat, nps, response_rate, silent_bounds
from unsung.measures.tests.vectors import Inputs, Run
from unsung.measures.unsung_work import invisible_hours, journal_coverage

ICMI_RULES: dict[str, AbandonRule] = {
    "(answered_within+abandoned_within)/(answered+abandoned)": "positive",
    "answered_within/(answered+abandoned)": "negative",
    "answered_within/answered": "answered_only",
    "answered_within/(answered+abandoned-short_abandoned)": "short_excluded",
}
CISCO_RULES: dict[str, AbandonRule] = {"ignore": "ignore", "negative": "negative", "positive": "positive"}


def answered_in_time(inputs: Inputs) -> object:
    within, left = inputs["answered_within"], inputs["abandoned_within"]
    if "exceeded" in inputs:
        queue = Queue(within, inputs["exceeded"], left)
    else:
        late, late_left = inputs["answered"] - within, inputs["abandoned"] - left
        queue = Queue(within, late, left, late_left, inputs["short_abandoned"])
    kept, of = service_level(queue, {**ICMI_RULES, **CISCO_RULES}[inputs["rule"]])
    return kept / of


def gave_up(inputs: Inputs) -> object:
    left, of = abandonment(inputs["offered"], inputs["abandoned"], inputs["short_abandoned"])
    return left / of


def per_contact(inputs: Inputs) -> object:
    return handling_seconds(inputs["talk_s"], inputs["hold_s"], inputs["after_call_s"], inputs["handled"])


def contacts_per_orders(inputs: Inputs) -> object:
    found = rate(inputs["contacts"], inputs["orders"], inputs["per"], inputs.get("conf", 0.95))
    assert found is not None
    return [found.lower, found.upper] if "conf" in inputs else found.value


def two_months(inputs: Inputs) -> object:
    counts = inputs["count_a"], inputs["days_a"], inputs["count_b"], inputs["days_b"]
    change, ratio = volume_change(*counts), rate_ratio(*counts)
    assert change.interval is not None
    assert ratio is not None
    return {"ratio": change.value, "ci": list(change.interval), "p": ratio.p}


def share_of(cases: str, of: str) -> Run:
    def run(inputs: Inputs) -> object:
        found = share(inputs[cases], inputs[of])
        assert found is not None
        return {"rate": found.value, "ci": [found.lower, found.upper]}

    return run


def score_interval(inputs: Inputs) -> object:
    if "x" in inputs:
        return wilson(inputs["x"], inputs["n"], inputs["conf"])
    return {"wald": coverage(naive_interval, inputs), "wilson": coverage(wilson, inputs)}


def naive_interval(x: float, n: float, conf: float) -> tuple[float, float]:
    half = float(stats.norm.ppf((1 + conf) / 2)) * math.sqrt(x / n * (1 - x / n) / n)
    return x / n - half, x / n + half


def coverage(interval: Callable[[float, float, float], tuple[float, float]], inputs: Inputs) -> float:
    """How often the interval holds the true share, by going through every outcome."""
    n, p = inputs["n"], inputs["p"]
    held = [x for x in range(n + 1) if (ends := interval(x, n, inputs["nominal"]))[0] <= p <= ends[1]]
    return float(sum(stats.binom.pmf(x, n, p) for x in held))


def satisfied(inputs: Inputs) -> object:
    found = csat({int(score): count for score, count in inputs["counts"].items()})
    assert found is not None
    return {"top2": found.value, "n": found.n, "ci": [found.lower, found.upper]}


def answered_survey(inputs: Inputs) -> object:
    found = response_rate(inputs["responses"], inputs["surveyed"])
    assert found is not None
    return found.value


def recommended(inputs: Inputs) -> object:
    found = nps(inputs["promoters"], inputs["passives"], inputs["detractors"])
    assert found is not None
    return {
        "nps": found.points,
        "var_per_response": found.variance,
        "se_points": found.se,
        "ci_points": [found.lower, found.upper],
    }


def found_easy(inputs: Inputs) -> object:
    found = ces(Counter(inputs["scores"]))
    assert found is not None
    return {
        "share": found.easy.value,
        "ci": [found.easy.lower, found.easy.upper],
        "mean": found.mean,
        "mean_ci": [found.lower, found.upper],
    }


def difference(inputs: Inputs) -> object:
    return newcombe(inputs["x1"], inputs["n1"], inputs["x2"], inputs["n2"], inputs["conf"])


def change_word(inputs: Inputs) -> object:
    found = share_change(inputs["x1"], inputs["n1"], inputs["x2"], inputs["n2"], inputs["margin"])
    assert found.interval is not None
    return {"diff": found.value, "ci": list(found.interval), "statement": found.statement}


def tier(inputs: Inputs) -> object:
    if "p" in inputs:
        assert inputs["max_width"] == WIDEST_PRINTED
        return smallest_n_to_publish(inputs["p"])
    x, n = inputs["x"], inputs["n"]
    return {"tier": publish_tier(x, n), "wilson_width": wilson_width(x, n)}


def chart(inputs: Inputs) -> object:
    found = xmr(inputs["values"])
    assert found is not None
    return {
        "mean": found.mean,
        "mr_bar": found.mr_bar,
        "lower": found.lower,
        "upper": found.upper,
        "signals": list(found.signals),
    }


def many_measures(inputs: Inputs) -> object:
    if "measures" in inputs:
        return expected_false_alarms(inputs["measures"], inputs["level"])
    naively = sum(p <= inputs["q"] for p in inputs["p"])
    return {"kept": sum(false_discovery(inputs["p"], inputs["q"])), "unadjusted": naively}


def clumping(inputs: Inputs) -> object:
    phi, inflate = overdispersion(inputs["z"])
    return {"phi": phi, "inflate": inflate}


def written_down(inputs: Inputs) -> object:
    families = {kind: family for family, kinds in inputs["families"].items() for kind in kinds}
    found = invisible_hours(inputs["minutes_by_kind"], families, inputs["team_paid_hours"])
    return {"hours": found.hours, "by_family": found.by_family, "share_of_paid": found.share_of_paid}


def days_written(inputs: Inputs) -> object:
    found = journal_coverage(inputs["person_days_with_a_line"], inputs["person_days_worked"])
    return {"share": found.share, "ci": found.interval}


RUNS: dict[str, Run] = {
    "service_level": answered_in_time,
    "abandonment_rate": gave_up,
    "aht": per_contact,
    "contact_rate": contacts_per_orders,
    "count_interval": lambda inputs: poisson_exact(inputs["count"], inputs["conf"]),
    "reopen_rate": share_of("reopened_at_least_once", "resolved_cases"),
    "transfer_rate": share_of("transferred_at_least_once", "handled"),
    "volume_change": two_months,
    "proportion_interval": score_interval,
    "proportion_interval_jeffreys": lambda inputs: jeffreys(inputs["x"], inputs["n"], inputs["conf"]),
    "csat": satisfied,
    "csat_bounds": lambda inputs: silent_bounds(**inputs),
    "survey_response_rate": answered_survey,
    "proportion_difference": difference,
    "change_statement": change_word,
    "nps": recommended,
    "ces": found_easy,
    "publish_tier": tier,
    "xmr_chart": chart,
    "false_discovery": many_measures,
    "overdispersion": clumping,
    "invisible_hours": written_down,
    "journal_coverage": days_written,
}
