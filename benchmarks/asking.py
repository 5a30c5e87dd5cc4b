"""What is asked of the made-up desk: its last month beside the one before, or all its months at once."""

import json
import sys
from dataclasses import asdict

from benchmarks.made_up.desk import HOURS, ZONE, ends_s, months
from benchmarks.question import Question
from unsung.ground.periods import Period
from unsung.measures.asked import Asked, ask


def asked(case: str) -> Asked:
    """The question of a case as the measures take it."""
    held = months()
    period = held[-1] if case == "month" else Period(held[0].start, held[-1].end, ZONE)
    return ask(period, held[0].start_s, ends_s(), HOURS)


def question(case: str) -> Question:
    """The same for the queries written by hand."""
    put = asked(case)
    return Question(
        start_s=put.period.start_s,
        end_s=put.period.end_s,
        before_s=put.before.start_s,
        first_month=f"{put.before.start:%Y-%m}",
        last_month=months()[-1].label,
        known_until_s=put.data_to_s,
        days=put.working_days or 0,
        days_before=put.working_days_before or 0,
        call_s=put.promised_s["call"],
        chat_s=put.promised_s["chat"],
    )


if __name__ == "__main__":
    print(json.dumps(asdict(question(sys.argv[1]))))
