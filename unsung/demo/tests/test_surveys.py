"""The demo's survey: who was asked, who answered, how many were satisfied."""

import pytest

from unsung.demo.tests.records import Records


def test_312_of_1083_answered_in_october_and_259_were_satisfied(records: Records) -> None:
    asked = [row for row in records.surveys if row["asked_at"].startswith("2025-10")]
    answered = [row for row in records.surveys if row["answered_at"].startswith("2025-10")]
    satisfied = [row for row in answered if row["score"] in ("4", "5")]
    assert (len(asked), len(answered), len(satisfied)) == (1083, 312, 259)


def test_who_did_not_answer_has_neither_score_nor_words(records: Records) -> None:
    silent = [row for row in records.surveys if not row["answered_at"]]
    assert {(row["score"], row["words"]) for row in silent} == {("", "")}
    assert all(row["score"] in "12345" for row in records.surveys if row["answered_at"])


def test_every_asking_points_at_a_conversation_of_its_channel_and_comes_after_it(records: Records) -> None:
    known = {(each.reference, each.channel): each.at.isoformat() for each in records.conversations}
    for row in records.surveys:
        assert known[row["conversation"], row["channel"]] < row["asked_at"]
    assert len({row["conversation"] for row in records.surveys}) == len(records.surveys)


@pytest.mark.slow
def test_earlier_months_stand_at_80_or_81_in_100(whole: Records) -> None:
    for month in sorted({row["asked_at"][:7] for row in whole.surveys} - {"2025-10"}):
        scores = [int(row["score"]) for row in whole.surveys if row["answered_at"].startswith(month)]
        assert 0.79 < sum(1 for score in scores if score > 3) / len(scores) < 0.82
