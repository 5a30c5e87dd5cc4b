"""How the vectors about time go through the product: replies, settling, opening hours, backlog."""

from datetime import date, datetime, timedelta
from statistics import fmean

import numpy as np

from unsung.ground.hours import HoursVersion, OpenClock, OpeningHours, calendar_seconds, instant
from unsung.ledger.courses import Author, Said, first_response, next_responses, repeats, resolution
from unsung.measures.statistics.answering import answered_outside_hours
from unsung.measures.statistics.proportions import share
from unsung.measures.statistics.quantiles import quantile, ranks, smallest_n
from unsung.measures.statistics.standing import backlog, expected_backlog, settled_first_time
from unsung.measures.statistics.survival import kaplan_meier_of
from unsung.measures.tests.vectors import Inputs, Run, Trap

DAY = 86_400
AUTHORS: dict[str, Author] = {"customer": "customer", "agent": "desk", "bot": "machine"}


def clock(inputs: Inputs, moments: list[datetime]) -> OpenClock:
    week = {
        int(day): tuple((start, end) for start, end in windows) for day, windows in inputs["week"].items()
    }
    closed = frozenset(date.fromisoformat(day) for day in inputs["holidays"])
    hours = OpeningHours(inputs["tz"], (HoursVersion(week, holidays=closed),))
    return OpenClock(hours, min(moments).date() - timedelta(days=1), max(moments).date() + timedelta(days=2))


def both_ends(inputs: Inputs) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(inputs["start"]), datetime.fromisoformat(inputs["end"])


def business_minutes(inputs: Inputs) -> object:
    start, end = both_ends(inputs)
    return int(clock(inputs, [start, end]).business_seconds(instant(start), instant(end))) / 60


def calendar_minutes(inputs: Inputs) -> object:
    return calendar_seconds(*both_ends(inputs)) / 60


def replies_outside_hours(inputs: Inputs) -> object:
    moments = [datetime.fromisoformat(reply) for reply in inputs["replies"]]
    return answered_outside_hours(clock(inputs, moments), [instant(moment) for moment in moments])


def messages(inputs: Inputs) -> list[Said]:
    return [
        Said(60 * (int(at[:2]) * 60 + int(at[3:])), AUTHORS[who], public)
        for at, who, _, public in inputs["events"]
    ]


def first_reply_minutes(inputs: Inputs) -> object:
    found = first_response(messages(inputs))
    return None if found is None else (found[1] - found[0]) / 60


def naive_first_reply_minutes(inputs: Inputs) -> object:
    said = messages(inputs)
    asked = next(one.at_s for one in said if one.author == "customer")
    return next((one.at_s - asked) / 60 for one in said if one.author != "customer")


def next_reply_minutes(inputs: Inputs) -> object:
    return [(replied - asked) / 60 for asked, replied in next_responses(messages(inputs))]


def naive_next_reply_minutes(inputs: Inputs) -> object:
    waits, asked = [], None
    for said in messages(inputs):
        if said.author == "customer":
            asked = said.at_s
        elif said.author == "desk" and said.public and asked is not None:
            waits.append((said.at_s - asked) / 60)
            asked = None
    return waits[1:]


def resolution_minutes(inputs: Inputs) -> object:
    if "hours" in inputs:
        hours = inputs["hours"]
        return {"median": quantile(hours, 0.5), "p90": quantile(hours, 0.9), "mean": fmean(hours)}
    found = resolution(
        60 * inputs["created"],
        [(60 * at, "settled" if state == "solved" else "open") for at, state in inputs["events"]],
    )
    assert found.first_s is not None
    assert found.final_s is not None
    return {
        "first": found.first_s / 60,
        "full": found.final_s / 60,
        "open_time": found.open_s / 60,
        "reopens": found.reopens,
    }


def quantile_ranks(inputs: Inputs) -> object:
    if "n" in inputs:
        return list(ranks(inputs["n"], inputs["q"], inputs["conf"]))
    levels = {"median": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95}
    return {name: smallest_n(q, inputs["conf"]) for name, q in levels.items()}


def time_to_settled(inputs: Inputs) -> object:
    if "durations" in inputs:
        curve = kaplan_meier_of(inputs["durations"], inputs["resolved"])
        return {
            "times": curve.times.tolist(),
            "S": curve.waiting.tolist(),
            "se": curve.se.tolist(),
            "median": curve.quantile(0.5),
            "n_censored": curve.censored,
        }
    curve = kaplan_meier_of(inputs["hours"], inputs["resolved"])
    closed = [hours for hours, done in zip(inputs["hours"], inputs["resolved"], strict=True) if done]
    return {
        "median_km": curve.quantile(0.5),
        "p75_km": curve.quantile(0.75),
        "median_closed_only": float(np.median(closed)),
        "still_open": curve.censored,
    }


def waiting(inputs: Inputs) -> object:
    if "arrivals_per_day" in inputs:
        return expected_backlog(inputs["arrivals_per_day"], inputs["mean_days_in_system"])
    found = backlog(inputs["open_case_age_days"], inputs["old_after_days"])
    older = share(found.older, found.open)
    assert older is not None
    return {
        "open": found.open,
        "median_age": found.median_age,
        "older": found.older,
        "older_share": older.value,
    }


def issues(inputs: Inputs, known_until_s: int) -> tuple[int, int]:
    window = inputs["window_days"] * DAY
    contacts = [(customer, reason, day * DAY) for customer, reason, day in inputs["contacts"]]
    began = [
        (at_s, np.nan if sequel.next_s is None else sequel.next_s)
        for (_, _, at_s), sequel in zip(contacts, repeats(contacts, window), strict=True)
        if sequel.begins
    ]
    at_s, next_s = zip(*began, strict=True)
    return settled_first_time(at_s, next_s, [True] * len(began), window, known_until_s)


def first_time(inputs: Inputs) -> object:
    if "tickets" in inputs:
        return {**as_vendors_count(inputs["tickets"]), "unsung_fcr7": as_we_count(inputs["tickets"])}
    settled, of = issues(inputs, inputs["data_end"] * DAY)
    found = share(settled, of)
    assert found is not None
    return {"num": settled, "den": of, "rate": found.value, "ci": [found.lower, found.upper]}


def first_time_rate(inputs: Inputs) -> object:
    settled, of = issues(inputs, inputs["data_end"] * DAY)
    return {"num": settled, "den": of, "rate": settled / of}


def naive_first_time_rate(inputs: Inputs) -> object:
    settled, of = issues(inputs, 1_000 * DAY)
    return {"num": settled, "den": of, "rate": settled / of}


def as_we_count(tickets: list[Inputs]) -> float:
    """A customer's further words, thanks apart, are a further contact as much as coming back is."""
    contacts = [(ticket["id"], "same", 0) for ticket in tickets]
    contacts += [
        (ticket["id"], "same", 3 * DAY)
        for ticket in tickets
        if ticket["repeat7"] or (ticket["customer_replies"] and not ticket["thanks_only"])
    ]
    sequels = repeats(contacts, 7 * DAY)[: len(tickets)]
    settled, of = settled_first_time(
        [0] * len(tickets),
        [np.nan if sequel.next_s is None else sequel.next_s for sequel in sequels],
        [ticket["agent_public_replies"] > 0 for ticket in tickets],
        7 * DAY,
        30 * DAY,
    )
    return settled / of


def as_vendors_count(tickets: list[Inputs]) -> dict[str, float]:
    solved = [ticket for ticket in tickets if ticket["solved"]]
    return {
        "zendesk_one_touch": sum(ticket["agent_public_replies"] < 2 for ticket in solved) / len(solved),
        "freshservice_fcr": sum(not ticket["customer_replies"] for ticket in solved) / len(solved),
        "zammad_first_solution": sum(ticket["min_to_close"] < 15 for ticket in solved) / len(solved),
    }


RUNS: dict[str, Run] = {
    "business_time": business_minutes,
    "calendar_time": calendar_minutes,
    "answered_outside_hours": replies_outside_hours,
    "first_response_time": first_reply_minutes,
    "next_response_time": next_reply_minutes,
    "resolution_time": resolution_minutes,
    "quantile_interval": quantile_ranks,
    "resolution_time_km": time_to_settled,
    "backlog": waiting,
    "fcr": first_time,
}
TRAPS: dict[str, Trap] = {
    "frt_auto_reply_trap": Trap(naive_first_reply_minutes, first_reply_minutes),
    "nrt_last_message_trap": Trap(naive_next_reply_minutes, next_reply_minutes),
    "fcr_immature_trap": Trap(naive_first_time_rate, first_time_rate),
}
