"""Thousands of rows invented at random from a seed, with every gap that the declared tables allow."""

import random
from datetime import UTC, date, datetime
from typing import Any

from unsung.measures.tests.desk import DAY, HOUR, Row, s

FIRST, LAST = s("2025-08-01"), s("2025-11-10")
CHANNELS = ("call", "mail", "chat", "walkin", "form")


def invented(seed: int, contacts: int) -> dict[str, list[Row]]:
    """The five tables; records run from 1 August to 10 November 2025."""
    chance = random.Random(seed)
    rows = [_contact(chance, number) for number in range(1, contacts + 1)]
    return {
        "contacts": rows,
        "episodes": [episode for row in rows for episode in _episodes(chance, row)],
        "messages": [message for row in rows for message in _messages(chance, row)],
        "ratings": [_rating(chance, row) for row in rows if chance.random() < 0.4],
        "tallies": [_tally(chance) for _ in range(contacts // 20)],
    }


def _day(at_s: int) -> date:
    return datetime.fromtimestamp(at_s, UTC).date()


def _maybe(chance: random.Random, likely: float, value: Any) -> Any:
    return value if chance.random() < likely else None


def _contact(chance: random.Random, number: int) -> Row:
    opened_s = chance.randrange(FIRST, LAST)
    channel = chance.choice(CHANNELS)
    reply_s = _maybe(chance, 0.8, round(chance.lognormvariate(8, 1.5)))
    row = {
        "contact": number,
        "source": "desk",
        "external_id": f"X{number}",
        "channel": channel,
        "standing": chance.choice(["contact"] * 12 + ["auto", "bounce", "list", "spam"]),
        "started_by": chance.choice(["customer"] * 12 + ["desk", "machine"]),
        "opened_s": opened_s,
        "opened_on": _day(opened_s),
        "opened_hour": opened_s % DAY // HOUR,
        "opened_weekday": _day(opened_s).weekday(),
        "working_day": _maybe(chance, 0.9, 1),
        "customer": _maybe(chance, 0.8, f"customer {chance.randrange(300)}"),
        "category": _maybe(chance, 0.8, f"category {chance.randrange(9)}"),
        "messages_in": 1,
        "messages_out": chance.randrange(2),
        "asked_s": _maybe(chance, 0.7, opened_s),
        "first_reply_s": reply_s,
        "first_reply_business_s": _maybe(chance, 0.9, reply_s and reply_s // 3),
        "unanswered_since_s": opened_s if reply_s is None else None,
        "on_the_spot": _maybe(chance, 0.5, chance.randrange(2)),
        "moves": _maybe(chance, 0.6, chance.choice([0, 0, 0, 1, 2])),
        "issue_first": _maybe(chance, 0.9, chance.randrange(2)),
        "issue_answered": _maybe(chance, 0.9, chance.randrange(2)),
        "again_s": _maybe(chance, 0.4, chance.randrange(20 * DAY)),
    }
    return row | _states(chance, opened_s) | (_call(chance) if channel == "call" else _no_call())


def _states(chance: random.Random, opened_s: int) -> Row:
    settled_s = opened_s + round(chance.lognormvariate(10, 2))
    if chance.random() < 0.2 or settled_s > LAST:
        settled = None
        return {"has_states": int(chance.random() < 0.8), "settled_s": settled, "reopened_s": None}
    reopened_s = settled_s + chance.randrange(25 * DAY)
    again = reopened_s < LAST and chance.random() < 0.3
    return {"has_states": 1, "settled_s": settled_s, "reopened_s": reopened_s if again else None}


def _call(chance: random.Random) -> Row:
    answered = _maybe(chance, 0.95, int(chance.random() < 0.8))
    return {
        "queued_s": _maybe(chance, 0.95, round(chance.expovariate(1 / 15))),
        "answered": answered,
        "abandoned": None if answered is None else 1 - answered,
        "talk_s": _maybe(chance, 0.9, chance.randrange(900)),
        "hold_s": _maybe(chance, 0.5, chance.randrange(60)),
        "after_s": _maybe(chance, 0.5, chance.randrange(90)),
        "transferred": _maybe(chance, 0.5, chance.randrange(2)),
    }


def _no_call() -> Row:
    names = ("queued_s", "answered", "abandoned", "talk_s", "hold_s", "after_s", "transferred")
    return dict.fromkeys(names)


def _episodes(chance: random.Random, row: Row) -> list[Row]:
    if not row["has_states"]:
        return []
    spans = [(row["opened_s"], row["settled_s"])]
    if row["reopened_s"] is not None:
        spans.append((row["reopened_s"], _maybe(chance, 0.6, row["reopened_s"] + chance.randrange(9 * DAY))))
    return [
        {
            "contact": row["contact"],
            "channel": row["channel"],
            "number": number,
            "started_s": start_s,
            "ended_s": end_s,
            "month": f"{_day(start_s):%Y-%m}",
        }
        for number, (start_s, end_s) in enumerate(spans, 1)
    ]


def _messages(chance: random.Random, row: Row) -> list[Row]:
    if row["asked_s"] is None:
        return []
    return [_message(chance, row, place) for place in range(chance.randrange(5))]


def _message(chance: random.Random, row: Row, place: int) -> Row:
    at_s, wait = row["opened_s"] + place * chance.randrange(DAY), chance.randrange(2 * DAY)
    author = chance.choice(["customer", "desk", "desk", "machine"])
    ends_wait = author == "desk" and chance.random() < 0.7
    return {
        "contact": row["contact"],
        "channel": row["channel"],
        "author": author,
        "standing": chance.choice(["contact"] * 9 + ["auto"]),
        "public": int(chance.random() < 0.9),
        "at_s": at_s,
        "on": _day(at_s),
        "outside_hours": _maybe(chance, 0.9, chance.randrange(2)),
        "answers_s": wait if ends_wait else None,
        "answers_business_s": _maybe(chance, 0.9, wait // 3) if ends_wait else None,
        "first_reply": int(ends_wait and place == 0),
    }


def _rating(chance: random.Random, row: Row) -> Row:
    at_s = row["opened_s"] + chance.randrange(9 * DAY)
    score = _maybe(chance, 0.4, chance.randrange(1, 6))
    return {
        "contact": row["contact"],
        "channel": row["channel"],
        "question": "csat",
        "at_s": at_s,
        "on": _day(at_s),
        "answered": int(score is not None),
        "score": score,
        "low": 1,
        "high": 5,
        "latest": int(chance.random() < 0.95),
    }


def _tally(chance: random.Random) -> Row:
    at_s = chance.randrange(FIRST, LAST)
    return {
        "source": "switch",
        "channel": chance.choice(["call", "walkin"]),
        "at_s": at_s,
        "on": _day(at_s),
        "hour": at_s % DAY // HOUR,
        "span_s": 300,
        "count": chance.randrange(9),
    }
