"""Bringing records in: again, longer, in halves, rehearsed, corrected; the facts end the same."""

import json
from pathlib import Path

import pytest

from tests.journeys.conftest import Unsung

HEAD = "id,opened_at,channel,customer,category,resolved_at\n"

pytestmark = pytest.mark.slow


def table(path: Path, *rows: str) -> Path:
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


ONE = "V1,2025-10-06 09:00,walkin,Mrs Darko,Claims,2025-10-06 09:20"
TWO = "V2,2025-10-06 10:00,walkin,Mr Osei,Billing,"
THREE = "V3,2025-10-07 11:00,call,Ms Lind,Billing,2025-10-08 11:00"


def test_json_is_the_only_thing_on_standard_output(unsung: Unsung, tmp_path: Path) -> None:
    told = unsung("import", table(tmp_path / "v.csv", ONE, TWO), "--map", "plain", "--json").json()
    assert {name: told[name] for name in ("new", "known", "rejected")} == {
        "new": 2,
        "known": 0,
        "rejected": 0,
    }
    assert len(str(told["digest"])) == 64


def test_the_same_file_again_changes_nothing(unsung: Unsung, tmp_path: Path) -> None:
    visits = table(tmp_path / "v.csv", ONE, TWO)
    first = unsung("import", visits, "--json").json()
    again = unsung("import", visits, "--json").json()
    assert (again["new"], again["known"], again["digest"]) == (0, 2, first["digest"])


def test_a_longer_version_brings_only_what_is_new(unsung: Unsung, tmp_path: Path) -> None:
    unsung("import", table(tmp_path / "v.csv", ONE, TWO))
    longer = unsung("import", table(tmp_path / "v.csv", ONE, TWO, THREE), "--json").json()
    whole = unsung("import", tmp_path / "v.csv", "--json", home=tmp_path / "another").json()
    assert (longer["new"], longer["known"], longer["digest"]) == (1, 2, whole["digest"])


def test_two_halves_in_either_order_end_in_the_same_facts(unsung: Unsung, tmp_path: Path) -> None:
    early, late = table(tmp_path / "early.csv", ONE, TWO), table(tmp_path / "late.csv", THREE)
    forth, back = tmp_path / "forth", tmp_path / "back"
    unsung("import", early, home=forth)
    unsung("import", late, home=back)
    ends = [unsung("import", late, "--json", home=forth), unsung("import", early, "--json", home=back)]
    assert ends[0].json()["digest"] == ends[1].json()["digest"]


def test_a_row_that_is_later_filled_in_adds_a_fact(unsung: Unsung, tmp_path: Path) -> None:
    unsung("import", table(tmp_path / "v.csv", TWO))
    filled = unsung("import", table(tmp_path / "v.csv", f"{TWO}2025-10-09 10:00"), "--json").json()
    assert (filled["new"], filled["rejected"]) == (1, 0)


def test_a_rehearsal_tells_the_digest_and_keeps_nothing(unsung: Unsung, tmp_path: Path) -> None:
    visits = table(tmp_path / "v.csv", ONE)
    rehearsed = unsung("import", visits, "--dry-run", "--json").json()
    real = unsung("import", visits, "--json").json()
    assert (real["new"], real["digest"]) == (1, rehearsed["digest"])


def test_two_files_that_disagree_leave_the_record_and_say_which_row(unsung: Unsung, tmp_path: Path) -> None:
    first = unsung("import", table(tmp_path / "a.csv", ONE), "--json").json()
    other = table(tmp_path / "b.csv", ONE.replace("Claims", "Billing"))
    second = unsung("import", other, "--json")
    assert (second.json()["rejected"], second.json()["digest"]) == (1, first["digest"])
    plain = unsung("import", other)
    assert "b.csv, line 2" in plain.err
    assert "--correct" in plain.err


def test_corrected_rows_stand_and_the_earlier_ones_are_kept(unsung: Unsung, tmp_path: Path) -> None:
    first = unsung("import", table(tmp_path / "a.csv", ONE), "--json").json()
    mended = unsung(
        "import", table(tmp_path / "b.csv", ONE.replace("Claims", "Billing")), "--correct", "--json"
    )
    assert (mended.json()["new"], mended.json()["digest"] != first["digest"]) == (1, True)


def test_a_bad_row_is_put_aside_and_the_others_come_in(unsung: Unsung, tmp_path: Path) -> None:
    bad = "V4,the day before yesterday,walkin,Mr Bo,Claims,"
    told = unsung("import", table(tmp_path / "v.csv", ONE, bad, TWO))
    assert told.code == 0
    assert "2 new, 0 known already, 1 put aside." in told.err
    assert "v.csv, line 3" in told.err
    assert "the day before yesterday" in told.err


def mails(count: int) -> str:
    return "".join(
        f"From a@x.example Mon Oct  6 09:0{n}:00 2025\nFrom: a@x.example\nTo: desk@y.example\n"
        f"Date: Mon, 6 Oct 2025 09:0{n}:00 +0000\nMessage-ID: <{n}@x.example>\nSubject: Matter {n}\n\n"
        f"This is the matter with the number {n}, and it is told at length.\n\n"
        for n in range(count)
    )


@pytest.mark.parametrize("lost", [5, 25, 45, 120])
def test_a_mailbox_cut_off_and_then_whole_ends_in_the_facts_of_the_whole(
    unsung: Unsung, tmp_path: Path, lost: int
) -> None:
    whole, short = mails(5), mails(5)[:-lost]
    (tmp_path / "box.mbox").write_text(short, "utf-8")
    unsung("import", "box.mbox", home=tmp_path / "both")
    (tmp_path / "box.mbox").write_text(whole, "utf-8")
    both = unsung("import", "box.mbox", "--json", home=tmp_path / "both").json()
    clean = unsung("import", "box.mbox", "--json").json()
    assert both["digest"] == clean["digest"]


def test_what_was_noted_while_reading_is_said(unsung: Unsung, tmp_path: Path) -> None:
    (tmp_path / "box.mbox").write_text(mails(2)[:-30], "utf-8")
    assert "box.mbox breaks off" in unsung("import", "box.mbox").err


def test_a_blank_filled_in_later_ends_in_the_facts_of_the_later_export(
    unsung: Unsung, tmp_path: Path
) -> None:
    blank, filled = (
        "V5,2025-10-06 09:00,walkin,,,",
        "V5,2025-10-06 09:00,walkin,Mr Bo,Claims,2025-10-07 09:00",
    )
    old, new = table(tmp_path / "old.csv", blank), table(tmp_path / "new.csv", filled)
    alone = unsung("import", new, "--json", home=tmp_path / "alone").json()
    for order in ((old, new), (new, old)):
        ends = [unsung("import", path, "--json", home=tmp_path / order[0].stem).json() for path in order]
        assert (ends[1]["digest"], ends[1]["rejected"]) == (alone["digest"], 0)


def test_an_asking_that_is_answered_later_is_one_fact(unsung: Unsung, tmp_path: Path) -> None:
    head = "id,conversation,channel,asked_at,answered_at,score,words\n"
    (tmp_path / "old.csv").write_text(head + "S1,c1,chat,2025-10-06 09:00,,,\n", "utf-8")
    (tmp_path / "new.csv").write_text(head + "S1,c1,chat,2025-10-06 09:00,2025-10-06 10:00,5,Fine\n", "utf-8")
    alone = unsung("import", "new.csv", "--json", home=tmp_path / "alone").json()
    for order in (("old", "new"), ("new", "old")):
        ends = [unsung("import", f"{name}.csv", "--json", home=tmp_path / order[0]).json() for name in order]
        assert ends[1]["digest"] == alone["digest"]


def test_a_mail_within_the_desk_is_no_reply(unsung: Unsung, tmp_path: Path) -> None:
    asked = "<1@x.example>"
    mails = [
        ("c@x.example", "help@d.example", "10:00", "1", ""),
        ("ann@d.example", "bob@d.example", "10:05", "2", asked),
        ("bob@d.example", "c@x.example", "12:00", "3", asked),
    ]
    text = "".join(
        f"From {who} Wed Oct  8 {at}:00 2025\nFrom: {who}\nTo: {to}\nDate: Wed, 8 Oct 2025 {at}:00 +0000\n"
        f"Message-ID: <{n}@x.example>\nIn-Reply-To: {ref}\nSubject: Claim\n\nAbout the claim.\n\n"
        for who, to, at, n, ref in mails
    )
    (tmp_path / "box.mbox").write_text(text, "utf-8")
    words = ("--desk", "@d.example", "--month", "2025-10", "--out", "out")
    assert unsung("review", "box.mbox", *words).code == 0
    told = json.loads((tmp_path / "out" / "figures.json").read_text("utf-8"))
    figure = next(f for f in told["figures"] if f["id"] == "first_response_time.calendar.median")
    assert (figure["value"], figure["n"]) == (7_200, 1)


def test_the_desks_addresses_are_understood_as_people_write_them_and_a_misspelt_one_is_told(
    unsung: Unsung, tmp_path: Path
) -> None:
    (tmp_path / "box.mbox").write_text(mails(3).replace("To: desk@", "To: sales@x.example, Desk@"), "utf-8")
    words = ("review", "box.mbox", "--month", "2025-10", "--out", "out", "--desk")
    done = unsung(*words, "The desk <Desk@y.example>", "--desk", "sales@x.example; @y.example")
    assert done.code == 0, done.err
    assert "No mail from or to" not in done.err
    done = unsung(*words, "desk@y.example,suport@y.example", "--desk", "@z.example")
    for stranger in ("suport@y.example", "@z.example"):
        sentence = f"No mail from or to {stranger} was found; check the address given with --desk."
        assert sentence in done.err
        assert sentence in " ".join((tmp_path / "out" / "review.txt").read_text("utf-8").split())


def test_a_home_that_is_imported_into_has_a_key_and_one_that_is_only_looked_at_has_none(
    unsung: Unsung, tmp_path: Path
) -> None:
    visits = table(tmp_path / "v.csv", ONE)
    assert unsung("review", visits, "--month", "2025-10", "--out", "out").code == 0
    assert not (tmp_path / "home").exists()
    unsung("import", visits)
    assert (tmp_path / "home" / "secret.key").stat().st_mode & 0o777 == 0o600
