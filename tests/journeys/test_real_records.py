"""Records that nobody here wrote, from the files to the figures, beside an independent calculation."""

import gzip
import json
import math
import statistics
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.journeys.conftest import Unsung

pytestmark = pytest.mark.slow

SURVEY = """
name = "sfo"
row = "rating"
zone = "America/Los_Angeles"

[columns]
id = "RESPNUM"
score = "Q6N"
asked_at = "INTDATE"

[values.asked_at]
%s

[scale]
low = 1
high = 5
not_asked = ["6"]
not_answered = ["0"]
"""

VOLUMES = """
name = "bank"
row = "tally"
zone = "America/New_York"
zone_in_values = "ignore"
span_s = 300

[columns]
at = "DateTime"
count = "Calls"

[fixed]
channel = "call"
"""


def figures(out: Path) -> dict[str, dict[str, object]]:
    told = json.loads((out / "figures.json").read_text("utf-8"))
    return {figure["id"]: figure for figure in told["figures"]}


def wilson(x: int, n: int) -> tuple[float, float]:
    """Wilson's interval, solved as the quadratic it comes from rather than by its printed formula."""
    z = statistics.NormalDist().inv_cdf(0.975)
    a, b, c = n + z * z, -(2 * x + z * z), x * x / n
    root = math.sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def test_the_airport_survey_gives_satisfaction_with_its_interval(
    unsung: Unsung, shared_data: Path, tmp_path: Path
) -> None:
    [path] = (shared_data / "satisfaction-sfo-2010-2015").glob("2010_*.csv")
    days = {"1": "2010-09-07", **{str(n): f"2010-09-{n + 10:02}" for n in range(2, 14)}, "16": "2010-09-24"}
    said = "\n".join(f'"{code}" = "{day}"' for code, day in days.items())
    (tmp_path / "sfo.toml").write_text(SURVEY % said, "utf-8")
    done = unsung("review", path, "--map", "sfo.toml", "--month", "2010-09", "--out", "out")
    assert done.code == 0, done.err
    answers = pd.read_csv(path, encoding="utf-8-sig")["Q6N"]
    answered = answers[answers.between(1, 5)]
    satisfied, n = int((answered >= 4).sum()), len(answered)
    figure = figures(tmp_path / "out")["csat"]
    assert (figure["n"], figure["value"]) == (n, pytest.approx(satisfied / n, abs=1e-12))
    assert figure["interval"] == pytest.approx(wilson(satisfied, n), abs=1e-9)
    asked = int(answers.between(0, 5).sum())
    assert figures(tmp_path / "out")["survey_response_rate"]["value"] == pytest.approx(n / asked, abs=1e-12)


def test_the_banks_calls_are_the_volume_of_the_month(
    unsung: Unsung, shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / "calls-bank-volume-GPL3" / "bank_calls.csv"
    (tmp_path / "bank.toml").write_text(VOLUMES, "utf-8")
    words = ("--map", "bank.toml", "--tz", "America/New_York", "--hours", "Mon-Fri 07:00-21:05")
    done = unsung("review", path, *words, "--month", "2003-06", "--out", "out")
    assert done.code == 0, done.err
    slots = pd.read_csv(path)
    months = slots.groupby(slots.DateTime.str[:7]).Calls.sum()
    told = figures(tmp_path / "out")
    assert told["contact_volume"]["value"] == months["2003-06"]
    assert told["contact_volume"]["previous"]["value"] == months["2003-05"]  # type: ignore[index]
    assert told["contact_volume"]["by"]["channel"]["call"]["value"] == months["2003-06"]  # type: ignore[index]
    # Memorial Day has no row at all: a day that is not on record is no day without calls.
    days = pd.to_datetime(slots.DateTime).dt.normalize().drop_duplicates()
    worked = days[days.dt.day_of_week < 5].dt.strftime("%Y-%m").value_counts()
    assert (worked["2003-06"], worked["2003-05"]) == (21, 21)
    per_day = (months["2003-06"] / worked["2003-06"]) / (months["2003-05"] / worked["2003-05"])
    assert told["volume_change"]["value"] == pytest.approx(per_day, rel=1e-12)


def spoken(dialogue: dict[str, Any]) -> list[dict[str, str]]:
    """The turns that reached the other side: what the user uttered, what the wizard picked."""
    turns = []
    for event in dialogue["Events"]:
        reached = (event["Agent"], event["Action"]) in (("User", "utter"), ("Wizard", "pick_suggestion"))
        if reached:
            who = "customer" if event["Agent"] == "User" else "desk"
            at = datetime.fromtimestamp(event["UnixTime"], UTC).isoformat()
            turns.append({"at": at, "who": who, "name": who, "text": event["Text"]})
    return turns


def waited(answered: list[int], unanswered: list[int], share: float) -> int:
    """The time within which a share was answered, those nobody answered kept (Kaplan and Meier, 1958)."""
    left = 1.0
    for moment in sorted(set(answered)):
        at_risk = sum(each >= moment for each in answered) + sum(each >= moment for each in unanswered)
        left *= 1 - answered.count(moment) / at_risk
        if left <= 1 - share + 1e-12:
            return moment
    raise AssertionError("fewer were answered")


def test_real_chats_are_timed_to_the_second(unsung: Unsung, shared_data: Path, tmp_path: Path) -> None:
    waits, lines, unanswered, last = [], [], [], datetime.fromtimestamp(0, UTC)
    with gzip.open(shared_data / "star-chats" / "dialogues.jsonl.gz", "rt") as stream:
        for dialogue in map(json.loads, stream):
            turns = spoken(dialogue)
            lines.append(json.dumps({"id": str(dialogue["DialogueID"]), "channel": "chat", "turns": turns}))
            asked = next((t["at"] for t in turns if t["who"] == "customer"), None)
            replies = [t["at"] for t in turns if t["who"] == "desk" and asked and t["at"] >= asked]
            if asked and replies:
                begun, ended = (datetime.fromisoformat(at) for at in (asked, min(replies)))
                waits.append(int((ended - begun).total_seconds()))
            elif asked:
                unanswered.append(datetime.fromisoformat(asked))
            last = max([last, *(datetime.fromisoformat(turn["at"]) for turn in turns)])
    (tmp_path / "chats.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    done = unsung("review", "chats.jsonl", "--month", "2020-05", "--out", "out")
    assert done.code == 0, done.err
    figure = figures(tmp_path / "out")["first_response_time.calendar.median"]
    since = [int((last - asked).total_seconds()) for asked in unanswered]
    assert figure["n"] == len(waits) + len(since)
    assert figure["value"] == waited(waits, since, 0.5)
    ninth = figures(tmp_path / "out")["first_response_time.calendar.p90"]
    assert ninth["value"] == waited(waits, since, 0.9)


MAILS = [("easy-ham-1", 2_498), ("hard-ham-1", 250)]


@pytest.mark.parametrize(("archive", "mails"), MAILS)
def test_every_mail_of_an_archive_is_in(unsung: Unsung, shared_data: Path, archive: str, mails: int) -> None:
    path = shared_data / "mail-spamassassin" / f"{archive}.tar.gz"
    first = unsung("import", path, "--json").json()
    assert int(str(first["new"])) + int(str(first["known"])) + int(str(first["rejected"])) == mails
    assert first["rejected"] == 0
    again = unsung("import", path, "--json").json()
    assert (again["new"], again["known"], again["digest"]) == (0, mails, first["digest"])


def test_two_archives_in_either_order_end_in_the_same_facts(
    unsung: Unsung, shared_data: Path, tmp_path: Path
) -> None:
    ham, list_ = shared_data / "mail-spamassassin" / "hard-ham-1.tar.gz", shared_data / "mail-list-3gpp-evs"
    mbox = next(list_.glob("*.mbox"))
    forth = [unsung("import", path, "--json", home=tmp_path / "forth") for path in (ham, mbox)]
    back = [unsung("import", path, "--json", home=tmp_path / "back") for path in (mbox, ham)]
    assert forth[1].json()["digest"] == back[1].json()["digest"]
    # One mail stands twice in the list's own export.
    assert (forth[1].json()["new"], forth[1].json()["known"]) == (49, 1)
