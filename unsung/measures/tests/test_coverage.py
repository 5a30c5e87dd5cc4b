"""What the records cover: days that are told, sources that begin or end late, months that may be compared."""

from dataclasses import replace
from datetime import date

from unsung.measures.asked import Span
from unsung.measures.breakdowns import by_day, paces
from unsung.measures.coverage import BEFORE, NOW, Coverage
from unsung.measures.sums import Sums
from unsung.measures.tests.desk import asked, contact, desk, s, tally


def span(channel: str, first: str, last: str, source: str = "desk", **known: str | bool) -> Span:
    """A source that tells of a channel from one moment to another, and of nothing after it."""
    begins, known_to = str(known.get("begins", first)), str(known.get("known_to", last))
    return Span(source, channel, s(first), s(begins), s(last), s(known_to), bool(known.get("counted")))


def covered(*spans: Span, **came: tuple[int, int]) -> Coverage:
    """October against September with these conversations, by channel (this month, the one before)."""
    told: dict[tuple[int, str | None], int] = {}
    for when in (NOW, BEFORE):
        told |= {(when, name): n[1 - when] for name, n in came.items()}
        told[when, None] = sum(n[1 - when] for n in came.values())
    return Coverage(asked(spans=spans), told)


WHOLE = ("2025-08-01 10:00", "2025-11-20 10:00")


def test_days_before_the_first_and_after_the_last_of_a_record_are_not_told() -> None:
    week = covered(span("mail", "2025-10-20 09:00", "2025-10-24 10:00"), mail=(150, 0))
    assert [day.day for day in week.days(NOW, None)] == [20, 21, 22, 23, 24]
    assert week.days(NOW, "mail") == week.open_days(NOW, None)
    assert week.days(BEFORE, None) == []
    assert not week.reaches(NOW, None)


def test_a_record_that_begins_and_ends_with_the_open_days_holds_the_month() -> None:
    # 31 August was a Sunday, so that Monday, 1 September, is the first day anything could come.
    month = covered(span("mail", "2025-09-01 09:00", "2025-10-31 16:00"), mail=(150, 150))
    assert month.reaches(NOW, None)
    assert month.unfair(None) == ""
    assert len(month.days(NOW, None)) == 31
    assert len(month.open_days(NOW, None)) == 23


def test_only_days_of_which_every_source_tells_count_for_all_of_them_together() -> None:
    late = covered(
        span("mail", *WHOLE), span("call", "2025-10-15 09:00", WHOLE[1]), mail=(99, 99), call=(99, 0)
    )
    assert [day.day for day in late.days(NOW, None)] == list(range(15, 32))
    assert len(late.days(NOW, "mail")) == 31


def test_a_channel_of_which_nothing_is_on_record_before_is_not_compared() -> None:
    spans = span("mail", *WHOLE), span("call", "2025-10-01 11:00", WHOLE[1], begins="2025-08-01 10:00")
    new = covered(*spans, mail=(310, 300), call=(310, 0))
    said = "The calls on record begin on 1 October 2025, too late to compare with the period before."
    assert (new.unfair("call"), new.unfair(None), new.unfair("mail")) == (said, said, "")


def test_records_that_all_begin_too_late_begin_with_the_first_of_their_channels() -> None:
    spans = (
        span("mail", "2025-09-29 10:00", WHOLE[1]),
        span("call", "2025-10-07 09:00", WHOLE[1], begins="2025-09-29 10:00"),
    )
    said = "The records begin on 29 September 2025, too late to compare with the period before."
    assert covered(*spans, mail=(310, 20), call=(310, 0)).unfair(None) == said


def test_a_channel_that_is_seldom_used_keeps_nothing_from_being_compared() -> None:
    spans = span("mail", *WHOLE), span("form", "2025-10-09 11:00", WHOLE[1], begins="2025-08-01 10:00")
    assert covered(*spans, mail=(310, 300), form=(9, 0)).unfair(None) == ""
    assert covered(*spans, mail=(310, 300), form=(10, 0)).unfair(None) != ""


def test_one_row_of_a_channel_that_was_frequent_before_marks_no_beginning_and_no_end() -> None:
    one = replace(span("other", "2025-10-05 10:00", "2025-10-05 10:00", "new"), n=1)
    before = replace(span("other", "2025-08-01 10:00", "2025-09-30 16:00", "old"), n=400)
    mails = replace(span("mail", *WHOLE, "new"), n=600)
    told = covered(one, before, mails, mail=(300, 300), other=(1, 400))
    assert len(told.days(NOW, None)) == 31
    assert [day.day for day in told.days(NOW, "other")] == [5]


def test_a_source_that_has_ended_is_no_fall_to_nothing() -> None:
    spans = span("mail", *WHOLE), span("call", "2025-08-01 10:00", "2025-09-29 10:00", source="switch")
    assert covered(*spans, mail=(310, 300), call=(0, 300)).unfair(None) == (
        "The calls on record end on 29 September 2025, too early to compare with the period before."
    )


def test_a_source_that_begins_after_the_month_does_not_touch_it() -> None:
    spans = span("mail", *WHOLE), span("mail", "2025-11-03 10:00", "2025-11-20 10:00", source="other")
    assert covered(*spans, mail=(310, 300)).unfair(None) == ""
    assert len(covered(*spans, mail=(310, 300)).days(NOW, None)) == 31


def test_a_source_that_only_counts_tells_nothing_of_days_without_a_row() -> None:
    counting = span("call", "2025-09-01 07:00", "2025-10-31 20:00", source="switch", counted=True)
    rows = [tally(f"2025-{day:%m-%d} 10:00", 30) for day in weekdays()]
    sums = Sums(desk(tallies=rows), asked(spans=(counting,), hours=None))
    had = [day for day in by_day(sums) if day.had]
    assert [day.on for day in had] == [day for day in weekdays() if day.month == 10]
    now, before = paces(sums)
    assert before is not None
    assert (now.n, now.days, before.n, before.days) == (23 * 30, 23, 22 * 30, 22)


def weekdays() -> list[date]:
    """The weekdays of September and October 2025, by the calendar on the wall."""
    days = [date(2025, month, day) for month, last in ((9, 30), (10, 31)) for day in range(1, last + 1)]
    return [day for day in days if day.weekday() < 5]


def test_a_rate_a_day_is_over_the_days_on_record() -> None:
    five = span("mail", "2025-10-20 09:00", "2025-10-24 10:00")
    rows = [contact(f"2025-10-{day} 09:{n:02}") for day in range(20, 25) for n in range(30)]
    now, before = paces(Sums(desk(contacts=rows), asked(spans=(five,), hours=None)))
    assert (now.a_day, before) == (30, None)
