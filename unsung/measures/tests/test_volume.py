"""How much came: conversations once each, what is set apart, people, and the change per working day."""

from collections.abc import Callable, Mapping
from datetime import date
from statistics import fmean

import pytest

from unsung.ground.hours import HoursVersion, OpeningHours, parse_hours
from unsung.ground.periods import Period
from unsung.measures.asked import Span
from unsung.measures.statistics.counts import poisson_exact, rate_ratio
from unsung.measures.tests.desk import Row, asked, contact, desk, figures, message, of_channel, s, tally
from unsung.measures.volume import CONTACT_RATE_MEASURE, CONTACT_VOLUME_MEASURE, VOLUME_CHANGE_MEASURE

HOLIDAY = frozenset({date(2025, 10, 3)})


def test_conversations_are_counted_once_each_in_the_month_they_were_opened() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-01 00:00", "mail", reopens=3),
            contact("2025-10-31 23:59", "call"),
            contact("2025-11-01 00:00", "call"),
            contact("2025-09-30 23:59", "call"),
            contact("2025-08-31 23:59", "call"),
        ]
    )
    volume = figures(CONTACT_VOLUME_MEASURE, tables)["contact_volume"]
    assert (volume.value, volume.n, volume.tier, volume.interval) == (2, 2, "count", poisson_exact(2))
    assert volume.previous is not None
    assert volume.previous.value == 1
    assert {name: figure.value for name, figure in volume.by["channel"].items()} == {
        "call": 1,
        "mail": 1,
        "chat": None,
        "walkin": None,
        "form": None,
        "other": None,
    }
    assert of_channel(volume, "chat").why_null == "The records hold no chats of the period."


def test_midnight_is_the_desks_own() -> None:
    london = Period(date(2025, 10, 1), date(2025, 11, 1), "Europe/London")
    tables = desk(
        contacts=[
            contact("2025-09-30 22:59", opened_on=date(2025, 9, 30)),
            contact("2025-09-30 23:00", opened_on=date(2025, 10, 1)),  # 00:00 in London, summer time
            contact("2025-10-31 23:59", opened_on=date(2025, 10, 31)),
            contact("2025-11-01 00:00", opened_on=date(2025, 11, 1)),  # 00:00 in London, winter time
        ]
    )
    volume = figures(CONTACT_VOLUME_MEASURE, tables, asked(period=london))["contact_volume"]
    assert (volume.value, volume.previous and volume.previous.value) == (2, 1)


def test_what_is_no_contact_is_counted_apart() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-02 10:00"),
            contact("2025-10-02 10:00", standing="auto"),
            contact("2025-10-02 10:00", standing="auto"),
            contact("2025-10-02 10:00", standing="bounce"),
            contact("2025-10-02 10:00", standing="spam", started_by="machine"),
            contact("2025-10-02 10:00", started_by="desk"),
        ]
    )
    found = {id: figure.value for id, figure in figures(CONTACT_VOLUME_MEASURE, tables).items()}
    assert found["contact_volume"] == 1
    assert found["counted_apart.auto"] == 2
    assert found["counted_apart.bounce"] == 1
    assert found["counted_apart.list"] == 0
    assert found["counted_apart.spam"] == 1
    assert found["counted_apart.started_by_desk"] == 1
    assert found["counted_apart.started_by_machine"] == 0


def test_a_machines_mail_inside_a_conversation_is_counted_apart_too() -> None:
    tables = desk(
        contacts=[contact("2025-10-02 10:00")],
        messages=[
            message("2025-10-02 10:00", "customer"),
            message("2025-10-02 10:01", "machine", standing="auto"),
            message("2025-10-02 10:02", "machine", standing="bounce"),
            message("2025-09-02 10:02", "machine", standing="bounce"),
        ],
    )
    found = figures(CONTACT_VOLUME_MEASURE, tables)
    assert found["counted_apart.auto"].value == 0
    assert found["counted_apart.messages.auto"].value == 1
    assert found["counted_apart.messages.bounce"].value == 1
    assert found["counted_apart.messages.spam"].value == 0
    assert found["messages_in"].value == 1
    apart = of_channel(found["counted_apart.messages.auto"], "call")
    assert apart.why_null == "The records hold no messages of calls."


def test_where_no_mail_came_in_nobody_can_tell_what_to_count_apart() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-02 10:00", "form"),
            contact("2025-10-02 10:00", "chat"),
            contact("2025-10-02 10:00"),  # a mail of which no message is told
        ],
        messages=[message("2025-10-02 10:00", "customer", "chat"), message("2025-09-30 10:00", "customer")],
    )
    found = figures(CONTACT_VOLUME_MEASURE, tables)
    for standing in ("auto", "bounce", "list", "spam"):
        for figure in (found[f"counted_apart.{standing}"], found[f"counted_apart.messages.{standing}"]):
            assert (figure.value, figure.tier) == (None, "not_had")
            assert figure.why_null == "The records hold no mails, and only mail tells these apart."
            assert of_channel(figure, "chat").why_null == figure.why_null
    assert found["counted_apart.started_by_desk"].value == 0


def test_no_spam_among_mails_is_a_count_of_none() -> None:
    tables = desk(contacts=[contact("2025-10-02 10:00")], messages=[message("2025-10-02 10:00", "customer")])
    found = figures(CONTACT_VOLUME_MEASURE, tables)
    assert (found["counted_apart.spam"].value, found["counted_apart.messages.spam"].value) == (0, 0)


def test_contacts_that_a_source_only_counted_are_added_and_said() -> None:
    tables = desk(
        contacts=[contact("2025-10-02 10:00", "call")],
        tallies=[tally("2025-10-02 10:00", 40), tally("2025-09-30 23:55", 7), tally("2025-11-01 00:00", 9)],
    )
    volume = figures(CONTACT_VOLUME_MEASURE, tables)["contact_volume"]
    assert of_channel(volume, "call").value == 41
    assert volume.previous is not None
    assert volume.previous.value == 7
    assert "40 of them were only counted by their source." in volume.method


def test_a_source_that_counted_none_says_none() -> None:
    rows = [tally("2025-09-15 10:00", 40, "chat"), tally("2025-10-15 10:00", 0, "chat")]
    tables = desk(contacts=[contact("2025-10-01 10:00")], tallies=rows)
    found = figures(CONTACT_VOLUME_MEASURE, tables)["contact_volume"]
    chat, call = of_channel(found, "chat"), of_channel(found, "call")
    assert (chat.value, chat.n, chat.why_null, chat.previous and chat.previous.value) == (0, 0, "", 40)
    assert (call.value, call.why_null) == (None, "The records hold no calls of the period.")


def test_a_channel_that_its_source_would_tell_of_had_none() -> None:
    begins, ends, early = s("2025-08-01 10:00"), s("2025-11-20 10:00"), s("2025-10-20 10:00")
    tables = desk(contacts=[*september("chat", 30), contact("2025-10-01 10:00")])
    question = asked(spans=(Span("desk", "chat", begins, begins, ends, ends),))
    told = of_channel(figures(CONTACT_VOLUME_MEASURE, tables, question)["contact_volume"], "chat")
    assert (told.value, told.interval and told.interval[0], told.previous and told.previous.value) == (
        0,
        0,
        30,
    )
    change = of_channel(figures(VOLUME_CHANGE_MEASURE, tables, question)["volume_change"], "chat")
    assert (change.value, change.statement) == (0, "small_sample")
    stopped = asked(spans=(Span("desk", "chat", begins, begins, early, early),))
    told = of_channel(figures(CONTACT_VOLUME_MEASURE, tables, stopped)["contact_volume"], "chat")
    assert (told.value, told.why_null) == (None, "The records hold no chats of the period.")


def september(channel: str, n: int) -> list[Row]:
    return [contact(f"2025-09-{1 + at % 30:02} 10:00", channel) for at in range(n)]


def test_a_person_is_helped_once_however_often_they_wrote() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-02 10:00", customer="ann"),
            contact("2025-10-09 10:00", "call", customer="ann"),
            contact("2025-10-09 10:00", customer="bo"),
            contact("2025-10-09 11:00"),
            contact("2025-10-09 10:00", customer="cy", standing="spam"),
        ]
    )
    people = figures(CONTACT_VOLUME_MEASURE, tables)["people_helped"]
    assert (people.value, of_channel(people, "mail").value, of_channel(people, "call").value) == (2, 2, 1)
    assert "In 1 of 4 it is not known who it was." in people.method


def test_messages_are_counted_when_they_were_sent() -> None:
    tables = desk(
        contacts=[contact("2025-09-30 10:00"), contact("2025-10-02 10:00", "call")],
        messages=[
            message("2025-09-30 10:00", "customer"),
            message("2025-10-01 10:00", "customer"),
            message("2025-10-01 10:30", "desk"),
            message("2025-10-01 10:31", "machine"),
            message("2025-10-01 10:32", "customer", standing="spam"),
        ],
    )
    written = figures(CONTACT_VOLUME_MEASURE, tables)["messages_in"]
    assert (written.value, written.previous and written.previous.value) == (1, 1)
    assert of_channel(written, "call").why_null == "The records hold no messages of calls."


def test_a_rate_needs_the_number_of_orders() -> None:
    tables = desk(contacts=[contact("2025-10-02 10:00") for _ in range(12)])
    without = figures(CONTACT_RATE_MEASURE, tables)["contact_rate"]
    assert (without.value, without.tier) == (None, "not_had")
    assert without.why_null == "Nobody gave a number of orders."
    rate = figures(CONTACT_RATE_MEASURE, tables, asked(orders=400))["contact_rate"]
    assert (rate.value, rate.n, rate.tier) == (3.0, 12, "publish")
    assert rate.interval == pytest.approx([end / 4 for end in poisson_exact(12)])


def test_a_change_is_per_working_day_and_exact() -> None:
    tables = desk(
        contacts=[
            *(contact(f"2025-09-{1 + n % 30:02} 10:00") for n in range(120)),
            *(contact(f"2025-10-{1 + n % 31:02} 10:00") for n in range(95)),
        ]
    )
    change = figures(VOLUME_CHANGE_MEASURE, tables)["volume_change"]
    ratio = rate_ratio(120, 22, 95, 23)
    assert ratio is not None
    assert (change.value, change.interval) == (ratio.value, (ratio.lower, ratio.upper))
    assert (change.unit, change.statement, change.change) == ("ratio", "changed", ratio.value)
    assert "23 working days against 22." in change.method


def test_clumped_days_widen_the_change() -> None:
    tables = desk(
        contacts=[
            *(contact("2025-09-02 10:00") for _ in range(120)),
            *(contact("2025-10-02 10:00") for _ in range(95)),
        ]
    )
    change = figures(VOLUME_CHANGE_MEASURE, tables)["volume_change"]
    ratio = rate_ratio(120, 22, 95, 23)
    assert ratio is not None
    assert ratio.upper is not None
    assert change.interval is not None
    assert change.interval[1] is not None
    assert change.interval[1] > 2 * ratio.upper
    assert change.statement == "cannot_tell"
    assert "Widened" in change.method


def test_without_hours_a_change_is_per_calendar_day_and_says_so() -> None:
    tables = desk(contacts=[contact("2025-09-02 10:00"), contact("2025-10-02 10:00")])
    question = asked(hours=None)
    change = figures(VOLUME_CHANGE_MEASURE, tables, question)["volume_change"]
    assert change.value == pytest.approx(30 / 31)
    assert (change.tier, change.statement) == ("counts_only", "small_sample")
    assert "Per calendar day (31 against 30), since no opening hours are known." in change.method


def test_a_period_that_is_not_covered_is_not_compared() -> None:
    tables = desk(contacts=[contact("2025-09-20 10:00"), contact("2025-10-02 10:00")])
    late = figures(VOLUME_CHANGE_MEASURE, tables, asked(data_from_s=s("2025-09-20 10:00")))["volume_change"]
    assert late.why_null == (
        "The records begin on 20 September 2025, too late to compare with the period before."
    )
    short = figures(VOLUME_CHANGE_MEASURE, tables, asked(data_to_s=s("2025-10-14 10:00")))["volume_change"]
    assert short.why_null == "The records end on 14 October 2025, before the period does."
    volume = figures(CONTACT_VOLUME_MEASURE, tables, asked(data_from_s=s("2025-09-20 10:00")))
    assert volume["contact_volume"].previous is None


def test_a_period_outside_the_records_has_no_number() -> None:
    tables = desk(contacts=[contact("2025-09-20 10:00")])
    volume = figures(CONTACT_VOLUME_MEASURE, tables, asked(data_to_s=s("2025-09-20 10:00")))
    assert volume["contact_volume"].value is None
    assert volume["contact_volume"].why_null == (
        "The records end on 20 September 2025, before the period begins."
    )


def spread(months: Mapping[int, Callable[[int], int]]) -> list[Row]:
    """So many mails on each day of these months, as their rule gives for the day of the month."""
    last = {9: 30, 10: 31}
    return [
        contact(f"2025-{month:02}-{day:02} 10:00")
        for month, rule in months.items()
        for day in range(1, last[month] + 1)
        for _ in range(rule(day))
    ]


def weekday(month: int, day: int) -> bool:
    return date(2025, month, day).weekday() < 5


def test_days_of_a_month_that_is_not_on_record_do_not_count_as_calm_or_wild() -> None:
    # Weekday by weekday, 31 days and 7 means of them: 24 degrees of freedom.
    tables = desk(contacts=spread({10: lambda day: 35 if day % 2 else 5}))
    question = asked(data_from_s=s("2025-10-01 10:00"), hours=None)
    volume = figures(CONTACT_VOLUME_MEASURE, tables, question)["contact_volume"]
    groups = [[35 if day % 2 else 5 for day in range(first, 32, 7)] for first in range(1, 8)]
    squares = sum((n - fmean(days)) ** 2 / fmean(days) for days in groups for n in days)
    assert volume.interval == pytest.approx(poisson_exact(635, phi=squares / 24))
    assert volume.interval == pytest.approx((453.4, 827.6), abs=0.1)


def test_a_closed_day_on_which_nothing_came_is_no_clumping() -> None:
    closed = OpeningHours("UTC", (HoursVersion(parse_hours("Mon-Fri 09:00-17:00"), holidays=HOLIDAY),))
    tables = desk(
        contacts=spread(
            {
                9: lambda day: 20 * weekday(9, day),
                10: lambda day: 20 * (weekday(10, day) and date(2025, 10, day) not in HOLIDAY),
            }
        )
    )
    found = figures(VOLUME_CHANGE_MEASURE, tables, asked(hours=closed))["volume_change"]
    assert found.value == 1
    assert "Widened" not in found.method
    volume = figures(CONTACT_VOLUME_MEASURE, tables, asked(hours=closed))["contact_volume"]
    assert volume.interval == poisson_exact(440)


def test_a_channel_that_is_new_on_record_did_not_rise_from_nothing() -> None:
    calls = [contact(f"2025-10-{day:02} 11:00", "call") for day in range(1, 32)]
    tables = desk(contacts=[*spread({9: lambda day: 3, 10: lambda day: 3}), *calls])
    spans = (
        Span("desk", "mail", s("2025-08-01"), s("2025-08-01"), s("2025-11-09"), s("2025-11-09")),
        Span("desk", "call", s("2025-10-01 11:00"), s("2025-08-01"), s("2025-11-09"), s("2025-11-09")),
    )
    volume = figures(CONTACT_VOLUME_MEASURE, tables, asked(spans=spans))["contact_volume"]
    assert (volume.previous, of_channel(volume, "call").previous) == (None, None)
    mails = of_channel(volume, "mail").previous
    assert mails is not None
    assert mails.value == 90
    change = figures(VOLUME_CHANGE_MEASURE, tables, asked(spans=spans))["volume_change"]
    assert change.why_null.startswith("The calls on record begin on 1 October 2025")
    assert of_channel(change, "mail").value == pytest.approx(93 / 23 / (90 / 22))
