"""The same figures reckoned a second time: rows of dictionaries, plain loops, numpy's quantiles."""

from fractions import Fraction

import numpy as np

from unsung.measures.asked import Asked
from unsung.measures.tests.desk import DAY, Row

Value = float | None
Rows = list[Row]


def reckoned(tables: dict[str, Rows], asked: Asked, channel: str | None) -> dict[str, Value]:
    """The value of every figure of the period, of one channel or (None) of all together."""
    here = {name: [row for row in rows if channel in (None, row["channel"])] for name, rows in tables.items()}
    every = [row for row in here["contacts"] if within(row["opened_s"], asked)]
    came = [row for row in every if counts(row)]
    tallied = [row["count"] for row in here["tallies"] if within(row["at_s"], asked)]
    return {
        # A count of none is one; without rows nothing is known.
        "contact_volume": len(came) + sum(tallied) if came or tallied else None,
        "people_helped": len({row["customer"] for row in came if row["customer"]}) if came else None,
        "counted_apart.auto": sum(row["standing"] == "auto" for row in every) if every else None,
        "counted_apart.messages.auto": messages_apart(here["messages"], asked, "auto"),
        "resolution_time_km.median": settled_by(came, asked, Fraction(1, 2)),
        "resolution_time_km.p90": settled_by(came, asked, Fraction(1, 10)),
        "transfer_rate": share([told for row in came if (told := moved(row)) is not None]),
        "fcr": first_time(came, asked),
        "reopen_rate": came_back([row for row in here["contacts"] if counts(row)], asked),
        **replies(here["messages"], asked),
        **first_replies(every, asked),
        "first_response_time.answered": answered(came, asked),
        **waiting(here, tables["contacts"], asked),
        "service_level.chat": chats_in_time([row for row in came if row["channel"] == "chat"], asked),
        **calls([row for row in came if row["channel"] == "call"]),
        **ratings(here["ratings"], asked),
    }


def within(at_s: int | None, asked: Asked) -> bool:
    return at_s is not None and asked.period.start_s <= at_s < asked.period.end_s


def counts(row: Row) -> bool:
    return bool(row["standing"] == "contact" and row["started_by"] == "customer")


def share(kept: list[bool]) -> Value:
    return sum(kept) / len(kept) if kept else None


def quantile(values: list[int], q: float) -> Value:
    return float(np.quantile(values, q)) if values else None


def messages_apart(messages: Rows, asked: Asked, standing: str) -> Value:
    sent = [row["standing"] for row in messages if within(row["at_s"], asked)]
    return sent.count(standing) if sent else None


def moved(row: Row) -> bool | None:
    told = row["answered"] == 1 and row["transferred"] is not None
    if row["moves"] is None and not told:
        return None
    return (row["moves"] or 0) >= 1 or (told and row["transferred"] == 1)


def settled_by(came: Rows, asked: Asked, open_share: Fraction) -> Value:
    """How soon so many were settled, those still open kept in."""
    cases: list[tuple[int, bool]] = []
    for row in came:
        if row["has_states"]:
            end = asked.data_to_s if row["settled_s"] is None else row["settled_s"]
            cases.append((end - row["opened_s"], row["settled_s"] is None))
    return reached(cases, open_share)


def reached(cases: list[tuple[int, bool]], open_share: Fraction) -> Value:
    """The first time at which so small a share is left; the second of a case says that it goes on."""
    waiting = Fraction(1)
    for time in sorted({time for time, open in cases if not open}):
        at_risk = sum(other >= time for other, _ in cases)
        ended = sum(other == time and not open for other, open in cases)
        waiting *= Fraction(at_risk - ended, at_risk)
        if waiting <= open_share:
            return time
    return None


def first_time(came: Rows, asked: Asked) -> Value:
    kept = []
    for row in came:
        old = row["opened_s"] + 7 * DAY <= asked.data_to_s
        if row["customer"] and row["category"] and row["issue_first"] and row["issue_answered"] and old:
            reopened = row["reopened_s"] is not None and row["reopened_s"] - row["opened_s"] <= 7 * DAY
            kept.append(not reopened and (row["again_s"] is None or row["again_s"] > 7 * DAY))
    return share(kept)


def came_back(contacts: Rows, asked: Asked) -> Value:
    old = [
        row
        for row in contacts
        if within(row["settled_s"], asked) and row["settled_s"] + 14 * DAY <= asked.data_to_s
    ]
    return share(
        [row["reopened_s"] is not None and row["reopened_s"] - row["settled_s"] <= 14 * DAY for row in old]
    )


def replies(messages: Rows, asked: Asked) -> dict[str, Value]:
    sent = [row for row in messages if within(row["at_s"], asked) and row["standing"] == "contact"]
    public = [row for row in sent if row["author"] == "desk" and row["public"]]
    known = [row for row in public if row["outside_hours"] is not None]
    found: dict[str, Value] = {
        "messages_in": sum(row["author"] == "customer" for row in sent) or None,
        "answered_outside_hours": sum(row["outside_hours"] for row in known) if known else None,
    }
    for clock, suffix in (("calendar", "s"), ("business", "business_s")):
        nexts = [row[f"answers_{suffix}"] for row in public if not row["first_reply"]]
        for name, q in (("median", 0.5), ("p90", 0.9)):
            waits = [wait for wait in nexts if wait is not None]
            found[f"next_response_time.{clock}.{name}"] = quantile(waits, q)
    return found


def waits_still(row: Row) -> bool:
    asked = row["asked_s"] is not None and row["unanswered_since_s"] is not None
    return asked and row["first_reply_s"] is None and row["settled_s"] is None


def first_replies(every: Rows, asked: Asked) -> dict[str, Value]:
    """One after another: who had a reply, and who still waits at the end of the records."""
    found: dict[str, Value] = {}
    rows = [row for row in every if row["standing"] == "contact" and row["started_by"] == "customer"]
    for clock, name, until_end in (
        ("calendar", "first_reply_s", lambda row: asked.data_to_s - row["asked_s"]),
        ("business", "first_reply_business_s", lambda row: open_seconds(row["asked_s"], asked.data_to_s)),
    ):
        cases = [(row[name], False) for row in rows if row[name] is not None]
        cases += [(until_end(row), True) for row in rows if waits_still(row)]
        ended = not any(open for _, open in cases)
        for quantity, q in (("median", Fraction(1, 2)), ("p90", Fraction(9, 10))):
            exact = quantile([seconds for seconds, _ in cases], float(q))
            found[f"first_response_time.{clock}.{quantity}"] = exact if ended else reached(cases, 1 - q)
    return found


def open_seconds(start_s: int, end_s: int) -> int:
    """Seconds on weekdays from nine to five, day by day."""
    total = 0
    for midnight in range(start_s - start_s % DAY, end_s + DAY, DAY):
        if (midnight // DAY + 3) % 7 < 5:
            total += max(0, min(end_s, midnight + 17 * 3600) - max(start_s, midnight + 9 * 3600))
    return total


def answered(came: Rows, asked: Asked) -> Value:
    old = [row for row in came if row["asked_s"] is not None and row["asked_s"] + 7 * DAY <= asked.data_to_s]
    counted = [row for row in old if row["first_reply_s"] is not None or waits_still(row)]
    return share([row["first_reply_s"] is not None and row["first_reply_s"] <= 7 * DAY for row in counted])


def waiting(here: dict[str, Rows], contacts: Rows, asked: Asked) -> dict[str, Value]:
    by_number = {row["contact"]: row for row in contacts}
    end = asked.period.end_s
    ages = [
        end - by_number[row["contact"]]["opened_s"]
        for row in here["episodes"]
        if row["started_s"] < end
        and (row["ended_s"] is None or row["ended_s"] >= end)
        and counts(by_number[row["contact"]])
    ]
    return {
        "backlog.open": len(ages),
        "backlog.median_age": quantile(ages, 0.5),
        "backlog.older_than_7d": sum(age > 7 * DAY for age in ages),
        "backlog.older_than_30d": sum(age > 30 * DAY for age in ages),
    }


def calls(came: Rows) -> dict[str, Value]:
    offered = [
        row for row in came if row["answered"] == 0 or (row["answered"] and row["queued_s"] is not None)
    ]
    long = [row for row in came if row["abandoned"] is not None]
    long = [row for row in long if not (row["abandoned"] and row["queued_s"] in range(5))]
    work = [
        row["talk_s"] + (row["hold_s"] or 0) + (row["after_s"] or 0)
        for row in came
        if row["answered"] and row["talk_s"] is not None
    ]
    return {
        "service_level.call": share([bool(row["answered"]) and row["queued_s"] <= 20 for row in offered]),
        "abandonment_rate": share([row["abandoned"] == 1 for row in long]),
        "aht": sum(work) / len(work) if work else None,
    }


def chats_in_time(came: Rows, asked: Asked) -> Value:
    judged = [
        row["first_reply_s"] is not None and row["first_reply_s"] <= 120
        for row in came
        if row["asked_s"] is not None
        and (row["first_reply_s"] is not None or row["asked_s"] + 120 <= asked.data_to_s)
    ]
    return share(judged)


def ratings(rows: Rows, asked: Asked) -> dict[str, Value]:
    asked_now = [row for row in rows if within(row["at_s"], asked) and row["latest"]]
    answers = [row["score"] for row in asked_now if row["answered"]]
    well = sum(score >= 4 for score in answers)
    everybody = len(asked_now)
    return {
        "csat": well / len(answers) if answers else None,
        "survey_response_rate": len(answers) / everybody if everybody else None,
        "survey_response_rate.low": well / everybody if everybody else None,
        "survey_response_rate.high": (well + everybody - len(answers)) / everybody if everybody else None,
    }
