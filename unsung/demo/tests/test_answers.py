"""How soon the demo's desk answers, worked out from the files by other means than wrote them."""

import statistics
from datetime import date, datetime, timedelta

import pytest

from unsung.demo.tests.records import DESK, Records, local, turns, wall

pytestmark = pytest.mark.slow

FOUNDERS = date(2025, 10, 24)


def open_minutes(start: datetime, end: datetime) -> float:
    """Open minutes between two moments of September and October 2025, day by day."""
    total, day = 0.0, start.date()
    while day <= end.date():
        opens, closes = ((9, 0), (13, 0)) if day == FOUNDERS else ((8, 30), (17, 30))
        midnight = start.replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0)
        begin = max(start, midnight.replace(hour=opens[0], minute=opens[1]))
        finish = min(end, midnight.replace(hour=closes[0], minute=closes[1]))
        if day.weekday() < 5 and finish > begin:
            total += (finish - begin).total_seconds() / 60
        day += timedelta(days=1)
    return total


def first_replies(records: Records) -> dict[str, datetime]:
    """The first answer of a person at the desk to each mail that began a conversation in October."""
    opened = {each.reference for each in records.in_month("2025-10")}
    found: dict[str, datetime] = {}
    for mail in records.mails:
        if not mail.machine and mail.sender == DESK and mail.references[:1] and mail.references[0] in opened:
            found.setdefault(mail.references[0], local(mail.at))
    return found


def test_691_of_742_mails_are_answered_within_a_working_day(records: Records) -> None:
    replies = first_replies(records)
    mails = [each for each in records.in_month("2025-10") if each.channel == "mail"]
    waits = [open_minutes(each.at, replies[each.reference]) for each in mails if each.reference in replies]
    unanswered = [float("inf")] * (len(mails) - len(waits))
    assert sum(1 for wait in waits if wait <= 540) == 691
    assert sum(1 for wait in waits if 480 < wait <= 1080) == 0
    assert abs(statistics.median(waits + unanswered) - 190) < 1
    assert 5 <= len(unanswered) <= 30


def test_1134_of_1196_calls_are_answered_half_of_them_within_38_seconds(records: Records) -> None:
    offered = [line for line in records.calls if line["lastapp"] == "Queue" and line["start"] > "2025-10"]
    answered = [line for line in offered if line["disposition"] == "ANSWERED"]
    waits = [(wall(line["answer"]) - wall(line["start"])).total_seconds() for line in answered]
    assert (len(answered), len(offered)) == (1134, 1196)
    assert 37 <= statistics.median(waits) <= 39


def test_who_gave_up_waiting_has_no_answer_and_no_talk(records: Records) -> None:
    gave_up = [line for line in records.calls if line["disposition"] == "NO ANSWER"]
    assert {(line["answer"], line["billsec"], line["dstchannel"], line["lastapp"]) for line in gave_up} == {
        ("", "0", "", "Queue")
    }


def test_durations_are_the_seconds_between_the_stamps(records: Records) -> None:
    for line in records.calls:
        assert int(line["duration"]) == (wall(line["end"]) - wall(line["start"])).total_seconds()
        if line["answer"]:
            assert int(line["billsec"]) == (wall(line["end"]) - wall(line["answer"])).total_seconds()


def test_a_call_passed_on_has_a_second_leg_under_the_same_number(records: Records) -> None:
    first = {line["uniqueid"]: line for line in records.calls if line["lastapp"] == "Queue"}
    second = [line for line in records.calls if line["lastapp"] == "Dial"]
    assert 20 < len(second) < 90
    assert all(first[line["uniqueid"]]["end"] == line["start"] for line in second)
    assert len(first) == len(records.calls) - len(second)


def test_402_of_431_chats_are_picked_up_within_two_minutes_half_within_41_seconds(records: Records) -> None:
    waits = []
    for chat in records.chats:
        said = turns(chat)
        if said[0]["at"].startswith("2025-10"):
            picked_up = [turn["at"] for turn in said if turn["who"] == "desk"]
            begun = datetime.fromisoformat(said[0]["at"])
            seconds = (
                (datetime.fromisoformat(picked_up[0]) - begun).total_seconds() if picked_up else float("inf")
            )
            waits.append(seconds)
    assert (sum(1 for wait in waits if wait <= 120), len(waits)) == (402, 431)
    assert 40 <= statistics.median(waits) <= 42
    assert float("inf") in waits


def test_the_turns_of_a_chat_stand_in_order_of_time_and_a_customer_begins(records: Records) -> None:
    for chat in records.chats:
        times = [turn["at"] for turn in turns(chat)]
        assert times == sorted(times)
        assert turns(chat)[0]["who"] == "customer"


def test_238_of_245_walk_ins_are_greeted_within_ten_minutes(records: Records) -> None:
    waits = []
    for row in records.visits:
        opened, greeted, settled = row["opened_at"], row["first_reply_at"], row["resolved_at"]
        assert isinstance(opened, datetime)
        assert isinstance(greeted, datetime)
        assert isinstance(settled, datetime)
        assert opened <= greeted < settled
        if opened.month == 10:
            waits.append((greeted - opened).total_seconds() / 60)
    assert (sum(1 for wait in waits if wait <= 10), len(waits)) == (238, 245)
    assert statistics.median(waits) == 4


def test_nothing_is_later_than_the_end_of_the_month(records: Records) -> None:
    assert max(local(mail.at) for mail in records.mails).date() == date(2025, 10, 31)
    assert max(line["end"] for line in records.calls) < "2025-11"
    assert max(row["answered_at"] or row["asked_at"] for row in records.surveys) < "2025-11"
