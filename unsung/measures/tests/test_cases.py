"""The rows behind the figures: what each sheet shows, in which order, and that it adds up to its figure."""

from collections.abc import Callable
from datetime import date

from unsung.ground.figures import Cases
from unsung.ground.periods import Period
from unsung.measures.backlog import BACKLOG_MEASURE
from unsung.measures.cases import conversations, messages, ratings, settled, tallies, waiting
from unsung.measures.catalogue import reckon
from unsung.measures.tests.desk import (
    DAY,
    Row,
    asked,
    contact,
    desk,
    episode,
    figures,
    message,
    rating,
    s,
    tally,
)
from unsung.measures.tests.invented import LAST, invented
from unsung.measures.volume import CONTACT_VOLUME_MEASURE


def test_conversations_are_those_opened_in_the_period_with_what_is_counted_apart() -> None:
    tables = desk(
        contacts=[
            contact("2025-10-03 10:00", external_id="B", customer="ann@x.example"),
            contact("2025-10-02 10:00", external_id="A", customer="bo@x.example"),
            contact("2025-10-04 10:00", external_id="C", started_by="desk"),
            contact("2025-10-05 10:00", external_id="D", standing="spam", customer="bo@x.example"),
            contact("2025-09-30 23:59"),
        ]
    )
    told = [
        (row["external_id"], row["standing"], row["started_by"], row["customer"], row["known_until_s"])
        for row in conversations(tables, asked())
    ]
    end = s("2025-12-31 23:00")
    assert told == [
        ("A", "contact", "customer", 1, end),
        ("B", "contact", "customer", 2, end),
        ("C", "contact", "desk", None, end),
        ("D", "spam", "customer", 1, end),
    ]


WEEK, FORTNIGHT = 7 * DAY, 14 * DAY


def counting(row: Row) -> bool:
    return bool(row["standing"] == "contact" and row["started_by"] == "customer")


def written(row: Row) -> bool:
    waits = row["asked_s"] is not None and row["unanswered_since_s"] is not None and row["settled_s"] is None
    return row["first_reply_s"] is not None or waits


def early(row: Row, moment: str, before_s: int) -> bool:
    return row[moment] is not None and row[moment] + before_s <= row["known_until_s"]


FILTERS: dict[str, Callable[[Row], bool]] = {
    "contact_volume": counting,
    "counted_apart.auto": lambda row: row["standing"] == "auto",
    "counted_apart.started_by_desk": lambda row: row["standing"] == "contact" and row["started_by"] == "desk",
    "first_response_time.calendar.median": lambda row: counting(row) and written(row),
    "first_response_time.answered": lambda row: (
        counting(row) and early(row, "asked_s", WEEK) and written(row)
    ),
    "first_response_time.on_the_spot": lambda row: counting(row) and row["on_the_spot"] == 1,
    "resolution_time_km.median": lambda row: counting(row) and row["has_states"] == 1,
    "fcr": lambda row: (
        counting(row)
        and bool(row["customer"] and row["category"] and row["issue_first"] and row["issue_answered"])
        and early(row, "opened_s", WEEK)
    ),
    "transfer_rate": lambda row: (
        counting(row)
        and (row["moves"] is not None or (row["answered"] == 1 and row["transferred"] is not None))
    ),
    "abandonment_rate": lambda row: (
        counting(row)
        and row["channel"] == "call"
        and row["abandoned"] is not None
        and not (row["abandoned"] == 1 and row["queued_s"] is not None and row["queued_s"] < 5)
    ),
    "aht": lambda row: counting(row) and row["answered"] == 1 and row["talk_s"] is not None,
    "reopen_rate": lambda row: early(row, "settled_s", FORTNIGHT),
}


def test_behind_every_figure_lie_as_many_rows_of_its_sheet_as_it_says() -> None:
    rows = invented(seed=11, contacts=2500) | {"tallies": []}
    tables, question = desk(**rows), asked(data_to_s=LAST)
    sheets = {
        "Conversations": list(conversations(tables, question)),
        "Settled": list(settled(tables, question)),
    }
    found = {figure.id: figure for figure in reckon(tables, question)}
    for id, meets in FILTERS.items():
        cases = found[id].cases
        assert cases is not None
        assert sum(map(meets, sheets[cases.table])) == cases.count > 0, (id, cases.where)


def test_what_was_settled_in_the_month_is_there_whenever_it_was_opened() -> None:
    tables = desk(
        contacts=[
            contact("2025-08-02 10:00", external_id="OLD", has_states=1, settled_s=s("2025-10-02 10:00")),
            contact("2025-10-02 10:00", external_id="LATE", has_states=1, settled_s=s("2025-11-01 00:00")),
        ]
    )
    assert [row["external_id"] for row in settled(tables, asked())] == ["OLD"]


def test_a_source_that_only_counts_has_its_spans_for_rows() -> None:
    tables = desk(tallies=[tally("2025-10-02 10:00", 40), tally("2025-10-02 10:05", 2)])
    volume = figures(CONTACT_VOLUME_MEASURE, tables)["contact_volume"]
    assert volume.cases == Cases("Tallies", "begun in the period", 2)
    assert [row["count"] for row in tallies(tables, asked())] == [40, 2]
    mixed = desk(contacts=[contact("2025-10-02 10:00", "call")], tallies=[tally("2025-10-02 10:00", 40)])
    both = figures(CONTACT_VOLUME_MEASURE, mixed)["contact_volume"].cases
    assert both is not None
    assert (both.table, both.count) == ("Conversations", 1)
    assert both.where.endswith("; beside 40 counted in Tallies")


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
