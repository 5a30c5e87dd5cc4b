"""How it was: satisfied among those who answered, what the silent could still say, easy, other scales."""

import pytest

from unsung.measures.connect import Tables
from unsung.measures.satisfaction import CES_MEASURE, CSAT_MEASURE, NPS_MEASURE, RESPONSE_MEASURE
from unsung.measures.statistics.proportions import newcombe, wilson
from unsung.measures.tests.desk import Row, asked, desk, figures, of_channel, rating


def test_satisfied_are_fours_and_fives_with_wilsons_interval() -> None:
    scores = [1] * 3 + [2] * 2 + [3] * 10 + [4] * 20 + [5] * 25
    tables = desk(
        ratings=[
            *(rating("2025-10-02 10:00", score) for score in scores),
            rating("2025-11-01 00:00", 5),
            rating("2025-10-02 10:00", 5, latest=0),
            rating("2025-10-02 10:00", 7, question="ces", high=7),
        ]
    )
    share = figures(CSAT_MEASURE, tables)["csat"]
    assert (share.value, share.n, share.tier, share.interval) == (0.75, 60, "publish", wilson(45, 60))
    assert "Answers 4 or 5 on a scale of 1 to 5 count." in share.method
    assert of_channel(share, "call").why_null == "Nobody was asked."


def test_two_months_are_compared_by_newcombes_interval() -> None:
    def answers(month: str, well: int, of: int) -> list[Row]:
        return [rating(f"2025-{month}-02 10:00", 5 if place < well else 1) for place in range(of)]

    tables = desk(ratings=[*answers("09", 45, 60), *answers("10", 52, 63)])
    share = figures(CSAT_MEASURE, tables)["csat"]
    difference, lower, upper = newcombe(52, 63, 45, 60)
    assert share.statement == "cannot_tell"
    assert share.change == pytest.approx(difference)
    assert share.change_interval == pytest.approx((lower, upper))


def test_answers_on_another_scale_are_left_out_and_said() -> None:
    tables = desk(
        ratings=[
            rating("2025-10-02 10:00", 5),
            rating("2025-10-02 10:00", 9, low=0, high=10),
            rating("2025-10-02 10:00", 9, "call", low=0, high=10),
        ]
    )
    share = figures(CSAT_MEASURE, tables)["csat"]
    assert (share.value, share.n) == (1, 1)
    assert "2 answers on other scales are left out." in share.method
    assert of_channel(share, "call").why_null == (
        "The answers are on a scale of 0 to 10; counted are scales of 1 to 5."
    )


def test_six_and_seven_of_seven_are_satisfied() -> None:
    tables = desk(ratings=[rating("2025-10-02 10:00", score, high=7) for score in (5, 6, 7)])
    assert figures(CSAT_MEASURE, tables)["csat"].value == pytest.approx(2 / 3)


def test_what_is_certain_about_everybody_asked_lies_between_two_bounds() -> None:
    tables = desk(
        ratings=[
            *(rating("2025-10-02 10:00", 5 if place < 45 else 2) for place in range(60)),
            *(rating("2025-10-02 10:00", None) for _ in range(340)),
        ]
    )
    found = figures(RESPONSE_MEASURE, tables)
    assert (found["survey_response_rate"].value, found["survey_response_rate"].n) == (0.15, 400)
    assert found["survey_response_rate.low"].value == pytest.approx(0.1125)
    assert found["survey_response_rate.high"].value == pytest.approx(0.9625)
    assert found["survey_response_rate"].interval is None


def test_records_of_answers_alone_say_nothing_of_who_was_asked() -> None:
    found = figures(RESPONSE_MEASURE, desk(ratings=[rating("2025-10-02 10:00", 5)]))
    assert {figure.why_null for figure in found.values()} == {
        "The records hold only answers, not who was asked."
    }


def test_nobody_answering_is_a_response_of_none() -> None:
    found = figures(RESPONSE_MEASURE, desk(ratings=[rating("2025-10-02 10:00", None)]))
    values = [figure.value for figure in found.values()]
    assert values == [0, 0, 1]
    silent = figures(CSAT_MEASURE, desk(ratings=[rating("2025-10-02 10:00", None)]))
    assert silent["csat"].why_null == "Nobody answered."


def test_easy_is_five_to_seven_of_seven() -> None:
    scores = [7, 6, 6, 5, 7, 4, 6, 7, 3, 6, 5, 7, 6, 6, 7, 2, 6, 5, 7, 6]
    tables = desk(ratings=[rating("2025-10-02 10:00", score, question="ces", high=7) for score in scores])
    share = figures(CES_MEASURE, tables)["ces"]
    assert (share.value, share.n, share.tier) == (0.85, 20, "small_sample")
    other = desk(ratings=[rating("2025-10-02 10:00", 2, question="ces")])
    assert figures(CES_MEASURE, other)["ces"].why_null == (
        "The answers are on a scale of 1 to 5; counted are scales of 1 to 7."
    )


def recommending(*scores: int) -> Tables:
    rows = [rating("2025-10-02 10:00", score, question="nps", low=0, high=10) for score in scores]
    return desk(ratings=rows)


def test_a_net_promoter_score_is_off_by_default() -> None:
    told = figures(NPS_MEASURE, recommending(9))["nps"]
    assert (told.value, told.why_null) == (None, "It is off by default; “unsung review --nps” prints it.")


def test_a_net_promoter_score_is_had_where_it_is_asked_for() -> None:
    tables = recommending(*[10] * 60, *[8] * 40, *[3] * 20)
    told = figures(NPS_MEASURE, tables, asked(nps=True))["nps"]
    assert told.value == pytest.approx(100 / 3)
    assert told.interval == pytest.approx((20.0, 46.67), abs=0.01)
    assert (told.n, told.tier, told.statement) == (120, "publish", None)


def test_who_was_asked_something_else_is_not_said_to_have_been_asked_nothing() -> None:
    told = figures(CSAT_MEASURE, recommending(9, 3))["csat"]
    assert told.why_null == ("Nobody was asked how satisfied they were; 2 answers are to another question.")
