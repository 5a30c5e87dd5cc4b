"""The conversations behind the figures: as many rows as the figure says, of what counts alone."""

import pytest

from unsung.measures.behind import WHICH, behind
from unsung.measures.catalogue import reckon
from unsung.measures.tests.desk import asked, contact, desk, episode, message, rating, s
from unsung.measures.tests.invented import LAST, invented

NOT_TOLD = ("counted_apart.", "people_helped", "service_level.")
"""Figures whose rows are no conversations of customers, or no rows of their own: told in words."""


@pytest.mark.slow
def test_behind_every_figure_lie_as_many_rows_as_it_was_counted_from() -> None:
    # What was only counted is behind no figure as a conversation: there are no tallies here.
    tables = desk(**invented(seed=7, contacts=1500) | {"tallies": []})
    question = asked(data_to_s=LAST)
    figures = {
        figure.id: figure for figure in reckon(tables, question) if figure.cases and figure.cases.count
    }
    found = behind(tables, question, figures)
    assert len(found) > 20
    assert {id: lies.rows for id, lies in found.items()} == {
        id: figures[id].cases.count  # type: ignore[union-attr]  # those without were left out above
        for id in found
    }
    assert {id for id in figures if id not in found} == {id for id in figures if id.startswith(NOT_TOLD)}


def test_a_conversation_is_there_once_the_latest_first_however_many_messages_it_has() -> None:
    tables = desk(
        contacts=[
            contact("2025-09-30 10:00", number=7),
            contact("2025-10-02 10:00", number=8),
            contact("2025-10-02 10:00", number=9, started_by="desk"),
        ],
        messages=[
            message(f"2025-10-0{n} 11:00", "customer", contact=of) for n, of in enumerate((7, 8, 8, 9), 3)
        ],
    )
    lies = behind(tables, asked(), ["messages_in"])["messages_in"]
    assert lies.rows == 4
    assert lies.contacts == ((s("2025-10-02 10:00"), 8), (s("2025-09-30 10:00"), 7))


def test_what_waits_is_what_was_open_at_the_end() -> None:
    tables = desk(
        contacts=[contact("2025-09-20 10:00", number=7), contact("2025-10-30 10:00", number=8)],
        episodes=[
            episode(7, "2025-09-20 10:00"),
            episode(8, "2025-10-30 10:00", "2025-11-02 10:00"),
        ],
    )
    found = behind(tables, asked(), ["backlog.open", "backlog.older_than_7d", "backlog.older_than_30d"])
    numbers = {id: [number for _, number in lies.contacts] for id, lies in found.items()}
    assert numbers == {"backlog.open": [8, 7], "backlog.older_than_7d": [7], "backlog.older_than_30d": [7]}


def test_an_answer_about_no_known_conversation_is_counted_and_has_none() -> None:
    tables = desk(
        contacts=[contact("2025-10-02 10:00", number=7)],
        ratings=[rating("2025-10-03 10:00", 5, contact=7), rating("2025-10-03 11:00", 4, contact=None)],
    )
    lies = behind(tables, asked(), ["csat"])["csat"]
    assert (lies.rows, [number for _, number in lies.contacts]) == (2, [7])


def test_every_id_that_is_picked_out_is_one_that_a_measure_gives() -> None:
    given = {figure.id for figure in reckon(desk(**invented(seed=7, contacts=50)), asked(data_to_s=LAST))}
    assert [id for id in WHICH if not any(f"{each}.".startswith(f"{id}.") for each in given)] == []
