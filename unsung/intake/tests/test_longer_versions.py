"""Later and longer exports of the same things end in the facts of the latest, whichever is brought first."""

import json
from pathlib import Path

import pytest

from unsung.intake.models import Reject
from unsung.intake.receiving import Asking
from unsung.intake.tests.ledgers import brought, counted, facts_after
from unsung.ledger.queries.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GREETED = {"at": "2025-10-06T09:00:00Z", "who": "machine", "text": "Welcome"}
ASKED = {"at": "2025-10-06T09:00:40Z", "who": "customer", "name": "Ines", "text": "is it open"}
ANSWERED = {"at": "2025-10-06T09:02:00Z", "who": "desk", "name": "Ada", "text": "it is"}
HEAD = "id,opened_at,channel,customer,category,group,resolved_at,updated_at\n"


def chat(path: Path, *turns: dict[str, str], **said: object) -> Path:
    path.write_text(json.dumps({"id": "c1", "turns": turns, **said}) + "\n", "utf-8")
    return path


def table(path: Path, *rows: str, head: str = HEAD, end: str = "\n") -> Path:
    path.write_text(head + "\n".join(rows) + end, "utf-8")
    return path


def ends_as(last: Path, *earlier: Path, asking: Asking | None = None) -> None:
    """See that the last file alone, after the others and before them ends in the same facts."""
    alone = facts_after(last, asking=asking)
    assert facts_after(*earlier, last, asking=asking) == alone
    assert facts_after(last, *earlier, asking=asking) == alone
    assert facts_after(last, *earlier, last, asking=asking) == alone


def test_a_chat_in_which_only_a_machine_had_spoken_is_the_customers_once_one_speaks(tmp_path: Path) -> None:
    short = chat(tmp_path / "s.jsonl", GREETED, customer="m-88")
    long = chat(tmp_path / "l.jsonl", GREETED, {**ASKED, "name": ""}, customer="m-88")
    ends_as(long, short)
    assert counted(brought(short, long)) == (2, 0, 0)
    assert [contact.started_by for contact in standing("contact")] == ["customer"]


@pytest.mark.parametrize("closed", [{}, {"closed_at": None}, {"closed_at": "2025-10-06T09:30:00Z"}])
def test_a_rating_stays_one_while_its_chat_goes_on_or_is_closed(
    tmp_path: Path, closed: dict[str, object]
) -> None:
    short = chat(tmp_path / "s.jsonl", GREETED, ASKED, rating=4)
    ends_as(chat(tmp_path / "l.jsonl", GREETED, ASKED, ANSWERED, rating=4, **closed), short)


def test_a_chat_whose_customer_is_known_only_later_is_theirs(tmp_path: Path) -> None:
    nameless = {**ASKED, "name": ""}
    short = chat(tmp_path / "s.jsonl", nameless)
    ends_as(chat(tmp_path / "l.jsonl", nameless, ANSWERED, customer="member-88"), short)


def test_of_two_exports_of_a_ticket_the_one_that_tells_of_a_later_moment_stands(tmp_path: Path) -> None:
    early = table(tmp_path / "e.csv", "V1,2025-10-06 09:00,mail,a@x.example,Claims,First line,,")
    late = "V1,2025-10-06 09:00,mail,a@x.example,Premium,Second line,2025-10-08 10:00,"
    ends_as(table(tmp_path / "l.csv", late), early)
    brought(early, tmp_path / "l.csv")
    assert [contact.category for contact in standing("contact")] == ["Premium"]


def test_when_a_ticket_was_last_changed_tells_which_export_is_the_later(tmp_path: Path) -> None:
    early = "V1,2025-10-06 09:00,mail,a@x.example,Claims,First line,,2025-10-06 09:30"
    late = "V1,2025-10-06 09:00,mail,a@x.example,Claims,Second line,,2025-10-07 08:00"
    ends_as(table(tmp_path / "l.csv", late), table(tmp_path / "e.csv", early))


def test_a_later_export_with_fewer_columns_takes_nothing_away(tmp_path: Path) -> None:
    full = table(tmp_path / "f.csv", "V1,2025-10-06 09:00,mail,a@x.example,Claims,First line,,")
    few = "id,opened_at,channel,resolved_at\n"
    brought(full, table(tmp_path / "few.csv", "V1,2025-10-06 09:00,mail,2025-10-08 10:00", head=few))
    assert [(c.category, c.customer_key) for c in standing("contact")] == [("Claims", "a@x.example")]
    assert sorted((event.state, event.team) for event in standing("event")) == [
        ("open", "First line"),
        ("settled", ""),
    ]
    assert facts_after(full, tmp_path / "few.csv") == facts_after(tmp_path / "few.csv", full)


def test_a_change_no_one_can_date_costs_no_row(tmp_path: Path) -> None:
    row = "V1,2025-10-06 09:00,mail,a@x.example,Claims,First line,,two days ago"
    assert counted(brought(table(tmp_path / "v.csv", row))) == (1, 0, 0)


def test_another_conversation_under_the_same_id_is_put_aside_whole(tmp_path: Path) -> None:
    ours = table(tmp_path / "a.csv", "V1,2025-10-06 09:00,mail,a@x.example,Claims,First line,,")
    theirs = "V1,2025-11-03 14:00,mail,z@x.example,Cars,Third line,2025-11-04 10:00,"
    alone = facts_after(ours)
    assert facts_after(ours, table(tmp_path / "b.csv", theirs)) == alone
    assert counted(brought(ours, tmp_path / "b.csv")) == (1, 0, 1)


def test_two_exports_that_reach_as_far_and_differ_leave_the_record(tmp_path: Path) -> None:
    one = table(tmp_path / "a.csv", "V1,2025-10-06 09:00,mail,a@x.example,Claims,First line,,")
    other = table(tmp_path / "b.csv", "V1,2025-10-06 09:00,mail,a@x.example,Cars,First line,,")
    assert facts_after(one, other) == facts_after(one)
    assert facts_after(one, other) != facts_after(other)


def test_a_row_that_differs_is_known_by_its_conversation_and_names_all_that_differs(tmp_path: Path) -> None:
    head = "id,opened_at,channel,customer,subject,score,comment\n"
    one = table(tmp_path / "a.csv", "V1,2025-10-06 09:00,mail,a@x.example,Card,5,Quick", head=head)
    other = table(tmp_path / "b.csv", "V1,2025-10-06 09:00,call,a@x.example,Card,2,Slow", head=head)
    brought(one, other)
    (reject,) = Reject.objects.all()
    assert "the contact “V1” is on record and differs there (channel “mail”, here “call”; " in reject.what
    assert "rating: " in reject.what


def counts(path: Path, *begins: str) -> Path:
    return table(path, *(f"{begin},{7 + n}" for n, begin in enumerate(begins)), head="day,calls\n")


def test_a_longer_table_of_daily_counts_across_a_clock_change_doubles_nothing(tmp_path: Path) -> None:
    london = Asking("Europe/London")
    march = [f"2025-03-{day:02}" for day in range(1, 32)]
    short = counts(tmp_path / "s.csv", *march[:25])
    long = counts(tmp_path / "l.csv", *march, *(f"2025-04-{day:02}" for day in range(1, 30)))
    ends_as(long, short, asking=london)
    brought(short, long, asking=london)
    assert standing("tally").count() == 60


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (["2025-01-01", "2025-02-01", "2025-03-01"], ["2025-07-01", "2025-08-01"]),
        (["2025-10-01 08:00", "2025-10-01 08:30", "2025-10-01 09:00"], ["2025-10-01 11:00"]),
        (["2025-10-06", "2025-10-13"], ["2025-10-20", "2025-10-21"]),
    ],
)
def test_the_halves_of_a_table_of_counts_are_the_facts_of_the_whole(
    tmp_path: Path, early: list[str], late: list[str]
) -> None:
    rows = [f"{begin},{7 + n}" for n, begin in enumerate([*early, *late])]
    whole = table(tmp_path / "whole.csv", *rows, head="day,calls\n")
    one = table(tmp_path / "one.csv", *rows[: len(early)], head="day,calls\n")
    other = table(tmp_path / "other.csv", *rows[len(early) :], head="day,calls\n")
    assert facts_after(one, other) == facts_after(other, one) == facts_after(whole)
    assert facts_after(one, whole) == facts_after(whole, other) == facts_after(whole)


@pytest.mark.parametrize("lost", range(1, 60, 5))
def test_a_table_cut_off_anywhere_and_then_whole_ends_in_the_facts_of_the_whole(
    tmp_path: Path, lost: int
) -> None:
    head = "id,opened_at,channel,customer,resolved_at,category\n"
    rows = [f"V{n},2025-10-06 09:{n},mail,a{n}@x.example,2025-10-08 10:{n},Claims" for n in range(10, 21)]
    whole = table(tmp_path / "whole.csv", *rows, head=head)
    short = tmp_path / "short.csv"
    short.write_text(whole.read_text("utf-8")[:-lost], "utf-8")
    ends_as(whole, short)


@pytest.mark.parametrize("lost", range(1, 50, 4))
def test_a_table_whose_last_column_is_a_date_may_be_cut_off_within_it(tmp_path: Path, lost: int) -> None:
    head = "id,channel,opened_at,resolved_at\n"
    rows = [f"V{n},mail,2025-10-06 09:{n}:00,2025-10-08 10:{n}:00" for n in range(10, 21)]
    whole = table(tmp_path / "whole.csv", *rows, head=head)
    short = tmp_path / "short.csv"
    short.write_text(whole.read_text("utf-8")[:-lost], "utf-8")
    ends_as(whole, short)


@pytest.mark.parametrize("lost", range(1, 30, 4))
@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("stars,date,review\n", "{n},2025-10-0{n},It was of the number {n}"),
        ("date,stars\n", "2025-10-0{n},{n}"),
        ("date,calls\n", "2025-10-0{n},1{n}7"),
        ("number,opened_at,sys_updated_at,incident_state,sys_mod_count,category\n",
         "INC{n},2025-10-01 09:00,2025-10-0{n} 09:00,Active,{n},Category {n}1"),
    ],
)  # fmt: skip
def test_so_may_rows_without_an_id_and_counts(tmp_path: Path, head: str, row: str, lost: int) -> None:
    whole = table(tmp_path / "whole.csv", *(row.format(n=n) for n in (1, 2, 3, 5, 4)), head=head)
    short = tmp_path / "short.csv"
    short.write_text(whole.read_text("utf-8")[:-lost], "utf-8")
    ends_as(whole, short)


def test_a_whole_table_without_a_last_line_end_comes_in_whole(tmp_path: Path) -> None:
    rows = [
        f"V{n},2025-10-{n:02} 09:00,mail,a@x.example,Claims,Line,,2025-10-{n:02} 09:30" for n in (1, 2, 3)
    ]
    assert counted(brought(table(tmp_path / "v.csv", *rows, end=""))) == (3, 0, 0)
    stars = table(tmp_path / "r.csv", "5,2025-10-01", "4,2025-10-02", head="stars,date\n", end="")
    assert counted(brought(stars)) == (2, 0, 0)


def test_a_call_record_the_exchange_was_still_writing_is_put_aside_until_it_is_whole(tmp_path: Path) -> None:
    line = (
        '"","0207946001{n}","600","from-trunk","x","SIP/t-1","SIP/201-2","Queue","q","2025-10-01 08:1{n}:00",'
        '"","2025-10-01 08:1{n}:15","15","0","NO ANSWER","DOCUMENTATION","175930260{n}.4","category=Cars"\n'
    )
    whole, short = tmp_path / "Master.csv", tmp_path / "short.csv"
    whole.write_text("".join(line.format(n=n) for n in range(3)), "utf-8")
    for lost in range(1, 60, 5):
        short.write_text(whole.read_text("utf-8")[:-lost], "utf-8")
        ends_as(whole, short)


@pytest.mark.parametrize(
    "few",
    [
        ["11/03/2025 09:00"],
        ["11/03/2025 09:00", "12/03/2025 09:00"],
        ["02/01/2025 09:00", "01/02/2025 09:00"],
    ],
)
def test_an_order_of_day_and_month_that_was_a_guess_gives_way_to_dates_that_tell(
    tmp_path: Path, few: list[str]
) -> None:
    head = "id,opened_at,channel,resolved_at\n"
    rows = [f"V{n},{at},mail,{at.replace('09:', '10:')}" for n, at in enumerate([*few, "11/25/2025 09:00"])]
    ends_as(table(tmp_path / "l.csv", *rows, head=head), table(tmp_path / "s.csv", *rows[:-1], head=head))


def test_american_dates_of_one_week_are_the_same_in_a_short_and_a_long_export(tmp_path: Path) -> None:
    rows = [
        f"V{n},11/{n:02}/2025 09:00,mail,a@x.example,Claims,Line,,11/{n:02}/2025 11:00" for n in range(1, 31)
    ]
    short, long = table(tmp_path / "s.csv", *rows[:10]), table(tmp_path / "l.csv", *rows)
    ends_as(long, short)
    assert counted(brought(short, long)) == (30, 10, 0)


@pytest.mark.parametrize("head", ["stars,date\n", "score,answered_at\n", "start,talk\n"])
def test_rows_exactly_alike_without_an_id_are_each_a_fact(tmp_path: Path, head: str) -> None:
    rows = ["2025-10-01,5"] * 3 + ["2025-10-02,4"]
    rows = rows if head.startswith("start,") else [",".join(reversed(row.split(","))) for row in rows]
    long, short = table(tmp_path / "l.csv", *rows, head=head), table(tmp_path / "s.csv", *rows[:2], head=head)
    ends_as(long, short)
    assert counted(brought(long, long, short)) == (4, 6, 0)


def test_lines_of_an_exchange_exactly_alike_without_an_id_are_each_a_call(tmp_path: Path) -> None:
    line = (
        '"","0207","600","from-trunk","x","SIP/t-1","SIP/201-2","Queue","q","2025-10-01 08:10:00","",'
        '"2025-10-01 08:10:15","15","0","NO ANSWER","DOCUMENTATION"\n'
    )
    long, short = tmp_path / "Master.csv", tmp_path / "Master.csv.1"
    long.write_text(line * 3, "utf-8")
    short.write_text(line * 2, "utf-8")
    ends_as(long, short)
    assert counted(brought(long, short)) == (3, 2, 0)


MAILS = "".join(
    f"From c{n}@x.example Wed Oct  1 09:00:00 2025\nFrom: c{n}@x.example\nTo: help@desk.example\n"
    f"Subject: Matter {n}\nDate: Wed, 01 Oct 2025 09:0{n}:00 +0000\n\n"
    "This is told at some length.\n\nAnd it has a second paragraph.\n\n"
    for n in range(3)
)


@pytest.mark.parametrize("lost", [1, 4, 20, 34, 35, 50, 63])
def test_a_mail_without_an_id_that_was_cut_off_within_its_text_is_one_mail(tmp_path: Path, lost: int) -> None:
    short, long = tmp_path / "short.mbox", tmp_path / "long.mbox"
    short.write_text(MAILS[:-lost], "utf-8")
    long.write_text(MAILS, "utf-8")
    ends_as(long, short)
