"""The benchmarks: both sides count the same, a missing peer is named, the page holds what was measured."""

from pathlib import Path

import pytest

from benchmarks import machine, pages, results
from benchmarks.agreeing import Agreement, TheSidesDisagreeError, compare
from benchmarks.archive import Archive, maildir
from benchmarks.asking_pages.filing import file_cards
from benchmarks.asking_pages.filling import Maker, fill
from benchmarks.made_up.parquet import make_month, make_up
from benchmarks.mail import check_all_in, mails_seen, told, why
from benchmarks.mail_contestants import ALONE, NOTMUCH, OURS, PREPARED, contestants
from benchmarks.measures import agreement
from benchmarks.results import PAGE, Section
from benchmarks.rounds import Contestant, Run, race
from benchmarks.walking import STEPS
from unsung.ledger.cards.keeping import bring_up_to_date, make_anew
from unsung.ledger.cards.tests.cabinet import index

ARCHIVE = Archive(Path("Maildir"), "mails", 100, 2_000_000)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of fifty thousand made-up conversations."""
    folder = tmp_path_factory.mktemp("made-up")
    make_up(folder, 50_000)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("case", "values"), [("month", 400), ("all", 200)])
def test_both_sides_of_the_measures_count_the_same(made_up: Path, case: str, values: int) -> None:
    agreed = agreement(made_up, case)
    assert agreed.compared > values
    assert agreed.only_ours == ()


MAIL = """From: Ada <ada@example.com>
To: support@example.org
Date: Mon, 6 Oct 2025 09:{number:02}:00 +0000
Message-ID: <{number}@example.com>
Subject: Question {number}

Where is my certificate?
"""


@pytest.mark.slow
def test_everybody_in_the_race_looks_at_every_mail(tmp_path: Path) -> None:
    raw = [MAIL.format(number=number).encode() for number in range(12)]
    archive = maildir(tmp_path / "mails", "mails", raw)
    racing = contestants(archive, tmp_path)
    race(racing, 1, before=0)
    for contestant in racing:
        check_all_in(contestant, archive)
    assert {OURS, PREPARED, ALONE} < {contestant.name for contestant in racing}


def test_the_same_seed_makes_the_same_tables(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make_month(3, tmp_path / name, 900, 1_200)
    one, other = (
        {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.parquet")}
        for folder in (tmp_path / "one", tmp_path / "other")
    )
    assert len(one) >= 5
    assert one == other


def test_a_value_on_which_the_sides_differ_stops_the_race() -> None:
    with pytest.raises(TheSidesDisagreeError, match=r"1 differ\. fcr 1 all: ours 0\.5, by hand 0\.75"):
        compare({"fcr 1 all": 0.5}, {"fcr 1 all": 0.75})


def test_a_value_that_ours_leaves_out_stops_the_race() -> None:
    with pytest.raises(TheSidesDisagreeError, match="aht 1 call: ours None, by hand 240"):
        compare({}, {"aht 1 call": 240})


def test_nothing_found_by_hand_agrees_with_a_figure_not_had() -> None:
    ours = {"fcr 1 all": 0.5, "fcr 1 form": None, "new 1 all": 3}
    assert compare(ours, {"fcr 1 all": 0.5, "fcr 1 form": 0}) == Agreement(1, ("new",))


def run_of(seconds: float) -> Run:
    """A run that took so long."""
    return Run(seconds, seconds, 100.0, "")


def ran(*names: str) -> list[Contestant]:
    """Contestants that ran twice, the first in 2 and 4 seconds, each further one in twice the time."""
    return [
        Contestant(name, lambda folder: [], runs=[run_of(2.0 * 2**place), run_of(4.0 * 2**place)])
        for place, name in enumerate(names)
    ]


def test_a_peer_that_is_not_installed_is_named_as_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.notmuch_version() is None
    assert NOTMUCH not in {each.name for each in contestants(ARCHIVE, tmp_path)}
    text = told(ARCHIVE, ran(OURS, PREPARED))
    assert "| notmuch new | not run: not installed |" in text
    assert "Not known, since notmuch is not installed here." in text


def test_the_mails_are_told_with_medians_ratios_and_the_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "notmuch_version", lambda: "0.99")
    text = told(ARCHIVE, ran(OURS, PREPARED, NOTMUCH))
    assert "| notmuch new (0.99) | 9 | 6 to 12 | 12.00 | 12.00 | 100 | 4.00 |" in text
    assert "**Missed: 4.0 times.**" in text


def test_where_the_time_of_ours_goes_is_told_from_the_rows_that_leave_a_part_out() -> None:
    alone = Run(2.0, 2.0, 100.0, '{"seconds": 1.75, "filing_s": 0.5, "new": 100}')
    racing = [
        Contestant(OURS, lambda folder: [], runs=[run_of(3.0)]),
        Contestant(PREPARED, lambda folder: [], runs=[run_of(2.75)]),
        Contestant(ALONE, lambda folder: [], runs=[alone]),
    ]
    assert why(racing).startswith(
        "Of our 3.0 s the bringing in takes 1.8 (0.5 of them the filing into conversations), "
        "the start of Python with its libraries 1.0, and the making of the database 0.2."
    )


def test_the_mails_a_contestant_saw_are_read_from_what_it_said() -> None:
    assert mails_seen('{"new": 7, "known": 2, "rejected": 1, "digest": "0"}') == 10
    assert mails_seen('{"mails": 12, "failed": 3}') == 12
    assert mails_seen("Processed 3244 total files in 6s (540 files/sec.).\nAdded 3 new messages") == 3244


def test_one_part_measured_anew_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    results.write(
        [Section("The whole road", "long"), Section("Mail in", "quick\n\n### In detail\n\nmore")], page
    )
    results.write([Section("The whole road", "short")], page)
    assert page.read_text().split("## Mail in")[1] == (
        "\n\nquick\n\n### In detail\n\nmore\n\n## The whole road\n\nshort\n"
    )


def test_the_page_of_results_holds_both_races_and_the_road() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = ("unsung import, a new home |", "notmuch new", "DuckDB SQL by hand |", "ours / by hand |")
    assert [row for row in rows if f"| {row}" not in page] == []
    assert page.count("Goal: at") >= 3
    assert "| print the review |" in page


@pytest.mark.slow
def test_the_pages_of_a_small_desk_are_asked_for_in_every_way_without_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNSUNG_BENCH_HOME", str(tmp_path))
    monkeypatch.setattr(pages, "BEFORE_S", 0.0)
    said = pages.measure(contacts=3_000, seconds=12.0).text
    assert "No answer was an error." in said
    assert [kind for kind in pages.GOALS["list"] if f"| {kind} |" not in said] == []
    assert "| write the facts |" in said


def test_a_ledger_of_the_same_size_is_the_same_ledger() -> None:
    one, other = (list(Maker(200).rows()) for _ in range(2))
    assert one == other
    assert {family for family, _ in one} == {"contact", "message", "filing", "call", "event"}
    assert sum(family == "contact" for family, _ in one) == 200


@pytest.mark.slow
@pytest.mark.django_db
def test_the_cards_of_the_made_up_ledger_are_those_the_product_makes_of_it() -> None:
    fill(300)
    assert file_cards(300) == 300
    made_up = index()
    assert bring_up_to_date() == 0
    make_anew()
    assert index() == made_up


def test_every_step_that_is_timed_on_the_road_is_there() -> None:
    assert [step for step, home, name in STEPS if not callable(getattr(home, name, None))] == []
