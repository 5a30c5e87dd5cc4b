"""The demo's numbers are those of the invented month, counted again from the files alone."""

from collections import Counter
from datetime import date

import pytest

from unsung.demo.conversations import months
from unsung.demo.tests.records import Records

pytestmark = pytest.mark.slow

TOPICS = (
    "Billing and payments",
    "Claims, progress and papers",
    "Changes and renewals",
    "Lapsed cover",
    "New cover and quotes",
    "Certificates and letters",
    "Online account",
    "Visits, directions, other",
)
LETTER = ("the wrong date", "lapsed by the letter")
KINDS = ("Policyholders", "Agents and brokers", "Colleagues", "People new to us")


def test_october_has_the_invented_months_channels(records: Records) -> None:
    counted = Counter(each.channel for each in records.in_month("2025-10"))
    assert counted == {"call": 1196, "mail": 742, "chat": 431, "walkin": 245}


def test_september_has_the_invented_months_channels(records: Records) -> None:
    counted = Counter(each.channel for each in records.in_month("2025-09"))
    assert counted == {"call": 1148, "mail": 701, "chat": 388, "walkin": 225}


@pytest.mark.parametrize(
    ("month", "counts"),
    [
        ("2025-10", (684, 571, 463, 262, 241, 178, 121, 94)),
        ("2025-09", (561, 588, 455, 219, 236, 184, 128, 91)),
    ],
)
def test_topics_add_up_over_all_channels(records: Records, month: str, counts: tuple[int, ...]) -> None:
    counted = Counter(each.topic for each in records.in_month(month))
    assert counted == dict(zip(TOPICS, counts, strict=True))


def test_october_has_the_invented_months_kinds_of_customers(records: Records) -> None:
    counted = Counter(each.kind for each in records.in_month("2025-10"))
    assert counted == dict(zip(KINDS, (1742, 488, 236, 148), strict=True))


def test_founders_day_has_46_conversations_and_nobody_walks_in(records: Records) -> None:
    counted = Counter(each.channel for each in records.conversations if each.at.date() == date(2025, 10, 24))
    assert counted == {"call": 31, "mail": 12, "chat": 3}


def test_the_wrong_letters_week_is_the_fullest(records: Records) -> None:
    days = Counter(each.at.day for each in records.in_month("2025-10"))
    assert (days[27], days[28]) == (149, 146)
    assert days[27] == max(days.values())


def test_a_hundred_and_forty_eight_come_about_the_letter() -> None:
    (latest,) = months("2025-10", length=1)
    stories = [each for each in latest.conversations if each.story.name in LETTER]
    assert len(stories) == 148
    assert min(each.opened.date() for each in stories) == date(2025, 10, 27)


def test_nobody_rings_chats_or_comes_while_the_desk_is_closed(records: Records) -> None:
    others = [each.at for each in records.conversations if each.channel != "mail"]
    outside = [at for at in others if at.weekday() > 4 or not "08:30" <= f"{at:%H:%M}" < "17:30"]
    founders = [at for at in others if at.date() == date(2025, 10, 24) and not 9 <= at.hour < 13]
    assert not outside
    assert not founders


def test_some_mail_comes_at_weekends_and_on_the_last_day(records: Records) -> None:
    october = [each.at for each in records.in_month("2025-10") if each.channel == "mail"]
    assert 20 < sum(1 for at in october if at.weekday() > 4) < 60
    assert any(at.day == 31 for at in october)


def test_mondays_are_heavy_and_the_hour_before_noon_is_the_fullest(records: Records) -> None:
    calls = [each.at for each in records.conversations if each.channel == "call"]
    by_weekday, by_hour = Counter(at.weekday() for at in calls), Counter(at.hour for at in calls)
    assert by_weekday[0] > by_weekday[4]
    assert by_hour.most_common(1)[0][0] in (10, 11)
    assert by_hour[13] < by_hour[11] * 0.75


@pytest.mark.parametrize("month", range(1, 13))
def test_any_other_latest_month_has_the_same_numbers(month: int) -> None:
    (latest,) = months(f"2026-{month:02}", length=1)
    counted = Counter(each.channel for each in latest.conversations)
    founders = [each for each in latest.conversations if each.opened.date() == latest.special.founders]
    assert counted == {"call": 1196, "mail": 742, "chat": 431, "walkin": 245}
    assert sum(1 for each in latest.conversations if each.story.name in LETTER) == 148
    assert len(founders) == 46


def test_a_scaled_month_has_every_count_multiplied() -> None:
    (latest,) = months("2025-10", length=1, scale=3)
    assert Counter(each.kind for each in latest.conversations)["People new to us"] == 3 * 148
    assert len({each.reference for each in latest.conversations}) == 3 * 2614


def test_there_are_fourteen_months_that_grow_slowly(whole: Records) -> None:
    counted = Counter(f"{each.at:%Y-%m}" for each in whole.conversations)
    assert sorted(counted) == [f"2024-{n:02}" for n in range(9, 13)] + [f"2025-{n:02}" for n in range(1, 11)]
    assert counted["2024-09"] < counted["2025-09"] < counted["2025-10"] == 2614
    assert counted["2024-12"] == min(counted.values())
    bank_holidays = {
        date(2024, 12, 25),
        date(2024, 12, 26),
        date(2025, 1, 1),
        date(2025, 4, 21),
        date(2025, 8, 25),
    }
    assert {each.channel for each in whole.conversations if each.at.date() in bank_holidays} == {"mail"}
