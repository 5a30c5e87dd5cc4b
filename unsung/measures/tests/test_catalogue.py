"""All figures together: their ids, their channels, a second reckoning, and what never moves them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from unsung.ground.figures import CHANNELS, Figure
from unsung.ground.progress import Step
from unsung.measures.asked import Asked
from unsung.measures.catalogue import MEASURE_OF, MEASURES, reckon
from unsung.measures.tests.desk import OCTOBER, asked, contact, desk, episode, message, rating
from unsung.measures.tests.invented import FIRST, LAST, invented
from unsung.measures.tests.plain import reckoned

TOLD = asked(data_from_s=FIRST, data_to_s=LAST)
ROWS = invented(seed=20251101, contacts=4000)
IDS = """
contact_volume messages_in people_helped
counted_apart.auto counted_apart.bounce counted_apart.list counted_apart.spam
counted_apart.started_by_desk counted_apart.started_by_machine
counted_apart.messages.auto counted_apart.messages.bounce
counted_apart.messages.list counted_apart.messages.spam
contact_rate volume_change
first_response_time.business.median first_response_time.business.p90
first_response_time.calendar.median first_response_time.calendar.p90
first_response_time.answered first_response_time.unanswered first_response_time.on_the_spot
next_response_time.business.median next_response_time.business.p90
next_response_time.calendar.median next_response_time.calendar.p90
resolution_time_km.median resolution_time_km.p90
backlog.open backlog.median_age backlog.older_than_7d backlog.older_than_30d
fcr reopen_rate transfer_rate transfer_rate.misrouted answered_outside_hours
service_level.call service_level.chat abandonment_rate aht
csat survey_response_rate survey_response_rate.low survey_response_rate.high ces nps
""".split()


@pytest.fixture(scope="module")
def october() -> list[Figure]:
    return reckon(desk(**ROWS), TOLD)


@pytest.fixture(scope="module")
def september() -> list[Figure]:
    return reckon(desk(**ROWS), _of_september())


def _of_september() -> Asked:
    return replace(TOLD, period=OCTOBER.before())


def _flat(figures: list[Figure]) -> Iterator[tuple[str, str | None, Figure]]:
    for figure in figures:
        yield figure.id, None, figure
        for channel, apart in figure.by["channel"].items():
            yield figure.id, channel, apart


def test_every_figure_of_every_measure_is_there_in_a_fixed_order(october: list[Figure]) -> None:
    assert [figure.id for figure in october] == IDS
    assert list(MEASURE_OF) == IDS
    assert len({measure.id for measure in MEASURES}) == len(MEASURES) == 18


def test_every_figure_has_all_six_channels_and_no_channel_has_its_own(october: list[Figure]) -> None:
    for figure in october:
        assert tuple(figure.by["channel"]) == CHANNELS
        assert all(not apart.by for apart in figure.by["channel"].values())


def test_what_is_not_had_says_why_and_what_is_had_does_not(october: list[Figure]) -> None:
    for id, channel, figure in _flat(october):
        assert figure.had != bool(figure.why_null), (id, channel, figure)
        assert figure.had == (figure.tier != "not_had")
        assert figure.why_null == "" or figure.why_null.endswith(".")


@pytest.mark.parametrize("channel", [None, "call", "mail", "chat", "walkin", "form"])
def test_every_value_is_the_one_that_plain_loops_give(october: list[Figure], channel: str | None) -> None:
    found = {id: figure.value for id, where, figure in _flat(october) if where == channel}
    for id, value in reckoned(ROWS, TOLD, channel).items():
        assert found[id] == (None if value is None else pytest.approx(value, rel=1e-12)), id


def test_the_month_before_is_what_that_month_gave_itself(
    october: list[Figure], september: list[Figure]
) -> None:
    own = {(id, channel): figure for id, channel, figure in _flat(september)}
    for id, channel, figure in _flat(october):
        if figure.previous is not None:
            itself = own[id, channel]
            assert (figure.previous.value, figure.previous.n) == (itself.value, itself.n), (id, channel)


def test_no_count_of_a_channel_is_lost_or_counted_twice(october: list[Figure]) -> None:
    for figure in october:
        if figure.unit == "count" and figure.id != "people_helped":
            assert sum(apart.value or 0 for apart in figure.by["channel"].values()) == figure.value


def test_an_automatic_reply_or_spam_moves_nothing_but_what_is_counted_apart(october: list[Figure]) -> None:
    noise = [
        contact(
            "2025-10-14 10:00",
            channel,
            number=number,
            standing=standing,
            customer="nobody",
            category="none",
            asked_s=1,
            first_reply_s=0,
            first_reply_business_s=0,
            messages_out=1,
            has_states=1,
            settled_s=TOLD.period.end_s - 9,
            answered=1,
            queued_s=0,
            abandoned=0,
            talk_s=1,
            moves=3,
            issue_first=1,
            issue_answered=1,
        )
        for number, (channel, standing) in enumerate((("mail", "auto"), ("call", "spam")), 90_001)
    ]
    spans = [episode(row["contact"], "2025-10-14 10:00", None, row["channel"]) for row in noise]
    rows = ROWS | {"contacts": ROWS["contacts"] + noise, "episodes": ROWS["episodes"] + spans}
    moved = {
        (id, channel)
        for (id, channel, figure), (_, _, before) in zip(
            _flat(reckon(desk(**rows), TOLD)), _flat(october), strict=True
        )
        if figure != before
    }
    assert moved == {
        (f"counted_apart.{standing}", channel)
        for standing, channel in (("auto", None), ("auto", "mail"), ("spam", None), ("spam", "call"))
    }


def test_no_business_time_without_hours() -> None:
    tables = desk(
        contacts=[contact("2025-10-02 10:00", asked_s=1, first_reply_s=1, first_reply_business_s=1)]
    )
    for figure in reckon(tables, asked(hours=None)):
        if ".business." in figure.id or figure.id == "answered_outside_hours":
            assert (figure.value, figure.why_null) == (None, "No opening hours are known.")


def test_of_empty_tables_nothing_is_had_and_everything_says_why() -> None:
    for id, channel, figure in _flat(reckon(desk(), asked())):
        assert (figure.value, figure.n, figure.tier) == (None, 0, "not_had"), (id, channel)
        assert figure.why_null


def test_a_thin_desk_of_one_of_each_is_reckoned_without_a_fault() -> None:
    tables = desk(
        contacts=[contact("2025-10-02 10:00", name, number=n) for n, name in enumerate(CHANNELS, 1)],
        messages=[message("2025-10-02 10:00", "customer")],
        ratings=[rating("2025-10-02 10:00", 5)],
        episodes=[episode(2, "2025-10-02 10:00")],
    )
    had = {figure.id for figure in reckon(tables, asked()) if figure.had}
    assert {"contact_volume", "messages_in", "csat", "backlog.open"} <= had


def test_progress_is_told_measure_by_measure() -> None:
    steps: list[Step] = []
    reckon(desk(), asked(), steps.append)
    assert [step.done for step in steps] == list(range(19))
    assert steps[-1].finished
    assert steps[-1].items == len(IDS)
