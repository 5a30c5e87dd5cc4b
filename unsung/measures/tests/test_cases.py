"""The rows behind the figures: what each sheet shows, in which order, and that it adds up to its figure."""

from datetime import date

from unsung.ground.periods import Period
from unsung.measures.backlog import BACKLOG_MEASURE
from unsung.measures.cases import conversations, messages, ratings, waiting
from unsung.measures.tests.desk import DAY, asked, contact, desk, episode, figures, message, rating, s
from unsung.measures.tests.invented import LAST, invented


def test_conversations_are_those_that_customers_opened_in_the_period() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-03 10:00", external_id="B"),
            contact("2025-10-02 10:00", external_id="A"),
            contact("2025-10-02 10:00", started_by="desk"),
            contact("2025-09-30 23:59"),
        ]
    )
    assert [row["external_id"] for row in conversations(tables, asked())] == ["A", "B"]


def test_a_period_that_is_no_month_has_its_rows_too() -> None:
    weeks = asked(period=Period(date(2025, 9, 29), date(2025, 10, 6), "UTC"))
    tables = desk(
        contacts=[
            contact(f"2025-{day} 10:00", external_id=day) for day in ("09-28", "09-29", "10-05", "10-06")
        ],
        messages=[message(f"2025-{day} 10:00") for day in ("09-28", "09-29", "10-05", "10-06")],
    )
    assert [row["external_id"] for row in conversations(tables, weeks)] == ["09-29", "10-05"]
    assert len(list(messages(tables, weeks))) == 2


def test_messages_are_those_sent_in_the_period_by_whatever_conversation() -> None:
    tables = desk(
        contacts=[contact("2025-08-02 10:00", number=7, external_id="OLD")],
        messages=[
            message("2025-10-31 23:59", contact=7, answers_s=60),
            message("2025-10-01 00:00", "customer", contact=7),
            message("2025-10-02 00:00", "machine", "chat", contact=8, standing="auto"),
            message("2025-09-30 23:59", contact=7),
            message("2025-11-01 00:00", contact=7),
        ],
    )
    rows = list(messages(tables, asked()))
    told = [(row["external_id"], row["channel"], row["author"], row["standing"]) for row in rows]
    assert told == [
        ("OLD", "mail", "customer", "contact"),
        (None, "chat", "machine", "auto"),
        ("OLD", "mail", "desk", "contact"),
    ]
    assert (rows[2]["at_s"], rows[2]["answers_s"]) == (s("2025-10-31 23:59"), 60)


def test_ratings_are_those_of_the_period_with_and_without_an_answer() -> None:
    tables = desk(
        contacts=[contact("2025-10-02 10:00", number=7, external_id="A")],
        ratings=[
            rating("2025-10-09 10:00", None),
            rating("2025-10-03 10:00", 5, contact=7),
            rating("2025-10-03 09:00", 2, contact=7, latest=0),
            rating("2025-11-01 00:00", 4),
        ],
    )
    rows = list(ratings(tables, asked()))
    told = [(row["external_id"], row["score"], row["answered"], row["latest"]) for row in rows]
    assert told == [("A", 2, 1, 0), ("A", 5, 1, 1), (None, None, 0, 1)]


def test_waiting_are_those_open_at_the_end_however_long_ago_they_were_opened() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-31 00:00", number=1, external_id="NEW"),
            contact("2025-08-02 00:00", number=2, external_id="BACK"),
            contact("2025-08-01 00:00", number=3, external_id="DONE"),
            contact("2025-10-02 00:00", number=4, started_by="desk"),
        ],
        episodes=[
            episode(1, "2025-10-31 00:00", "2025-11-05 00:00"),
            episode(2, "2025-08-02 00:00", "2025-08-03 00:00"),
            episode(2, "2025-10-20 00:00"),
            episode(3, "2025-08-01 00:00", "2025-10-31 23:00"),
            episode(4, "2025-10-02 00:00"),
        ],
    )
    rows = [(row["external_id"], row["opened_s"], row["age_s"]) for row in waiting(tables, asked())]
    assert rows == [
        ("BACK", s("2025-08-02"), 91 * DAY),
        ("NEW", s("2025-10-31"), DAY),
    ]


def test_as_many_rows_wait_as_the_figure_counts_and_it_names_their_sheet() -> None:
    tables, question = desk(**invented(seed=7, contacts=1500)), asked(data_to_s=LAST)
    found = figures(BACKLOG_MEASURE, tables, question)
    ages = [int(str(row["age_s"])) for row in waiting(tables, question)]
    assert len(ages) == found["backlog.open"].value
    assert sum(age > 30 * DAY for age in ages) == found["backlog.older_than_30d"].value
    assert {figure.cases and figure.cases.table for figure in found.values()} == {"Waiting"}
