"""Mappings: what they may say, and what is said when they are wrong."""

from pathlib import Path

import pytest

from unsung.ground.problems import Problem
from unsung.intake.source import ContactRecord, Reading
from unsung.intake.sources.table import TABLE
from unsung.intake.tables.mapping import checked, load_mapping, preset_names
from unsung.intake.tables.suggest import IN_ORDER, suggest
from unsung.intake.tests.reading_rows import piece, problems, reads, records


def test_every_preset_is_sound_and_can_be_suggested() -> None:
    assert sorted(IN_ORDER) == preset_names()
    for name in preset_names():
        assert checked(load_mapping(name)).name == name


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("row = 'contact'\ncolour = 'red'", "names “colour”, which is not known"),
        ("row = 'ticket'", "says row = “ticket”"),
        (
            "row = 'contact'\n[columns]\nid = 'a'\nopened_at = 'b'\nshoe = 'c'",
            "names “shoe”, which is not known",
        ),
        ("row = 'contact'\n[columns]\nid = 'a'", "names no column for opened_at"),
        ("row = 'rating'\n[columns]\nscore = 'a'", "names no column for asked_at or answered_at"),
        ("like = 'plain'\n[values.channel]\nfax = 'paper'", "makes “paper” of a channel"),
        ("like = 'plain'\n[fixed]\nchannel = 'fax'", "makes “fax” of a channel"),
        ("like = 'plain'\ndates = 'backwards'", "says dates = “backwards”"),
        ("like = 'plain'\ndates = '%d.%m.%Q'", "says dates = “%d.%m.%Q”"),
        ("like = 'plain'\nzone = 'Europe/Larkfield'", "There is no time zone “Europe/Larkfield”"),
        ("like = 'plain'\nencoding = 'klingon'", "says encoding = “klingon”"),
        ("like = 'survey'\n[scale]\nlow = 5\nhigh = 1", "has a scale from 5 to 1"),
        ("like = 'nobody'", "There is no mapping “nobody”"),
        ("row = contact", "is not TOML"),
        ("row = 'contact'\ncolumns = 'id'", "has “columns” as a single value"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_named(tmp_path: Path, toml: str, said: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(toml)

    with pytest.raises(Problem) as told:
        load_mapping(str(file))

    assert said in told.value.what
    assert told.value.do


def test_a_mapping_that_is_nowhere_names_those_there_are() -> None:
    with pytest.raises(Problem, match="or one of calls, plain, reviews, servicenow, survey, volumes"):
        load_mapping("tickets")


def test_a_mapping_without_a_name_has_that_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "front-desk.toml"
    file.write_text("like = 'plain'")

    prepared = TABLE.prepare(
        piece("a.csv", "id,opened\n1,2025-10-01\n"), Reading(mapping=load_mapping(str(file)))
    )

    assert prepared.mapping is not None
    assert prepared.mapping["name"] == "front-desk"


def test_columns_a_mapping_names_and_the_file_lacks_are_said_with_those_it_has() -> None:
    mapping: dict[str, object] = {"row": "contact", "columns": {"id": "Nr", "opened_at": ["Start", "Von"]}}

    with pytest.raises(Problem) as told:
        TABLE.prepare(piece("visits.csv", "Nr,Beginn\n1,2025-10-01\n"), Reading(mapping=mapping))

    assert told.value.what == (
        "visits.csv lacks columns that the mapping “table” names: opened_at (Start, Von)."
    )
    assert told.value.means == "Nothing was taken from it. It has the columns Nr, Beginn."


def test_of_a_preset_only_what_it_needs_must_be_there() -> None:
    with pytest.raises(Problem, match="lacks columns that the mapping “servicenow” names: order"):
        TABLE.prepare(
            piece("a.csv", "number,opened_at,sys_updated_at,state\nI1,2025-10-01,2025-10-01,New\n"),
            Reading(mapping=load_mapping("servicenow")),
        )


@pytest.mark.parametrize(
    ("header", "row", "best"),
    [
        ("Ticket ID,Created At,Subject,Status", "1,2025-10-01 09:00,Hello,open", "plain"),
        (
            "number,sys_updated_at,opened_at,incident_state,sys_mod_count",
            "I1,1/2/2025,1/2/2025,New,0",
            "servicenow",
        ),
        ("number,opened_at,resolved_at,contact_type", "I1,1/2/2025,1/2/2025,Phone", "plain"),
        ("Review Date,Stars,Review Text,Permalink", "2025-10-01,4,Good,https://r.example.org/1", "reviews"),
        ("Response ID,Sent,Responded,CSAT,Comment", "7,2025-10-01,,,", "survey"),
        ("Call ID,Start Time,Talk Time,Caller", "7,2025-10-01 09:00,60,020", "calls"),
        ("Interval Start,Calls Offered", "2025-10-01 09:00,12", "volumes"),
    ],
)
def test_the_preset_that_fits_best_is_suggested(header: str, row: str, best: str) -> None:
    names = header.split(",")

    mapping, sentence = suggest("rows.csv", names, [dict(zip(names, row.split(","), strict=True))])

    assert mapping["name"] == best
    assert f"“{best}”" in sentence


def test_values_tell_apart_presets_whose_names_both_fit() -> None:
    names = ["date", "number", "calls", "channel", "queue"]

    counts, _ = suggest("rows.csv", names[0::2], [{"date": "2025-10-01", "calls": "3"}])
    other, _ = suggest("rows.csv", names, [{"date": "2025-10-01", "number": "7", "calls": "many"}])

    assert (counts["name"], other["name"]) == ("volumes", "plain")


def test_fitting_names_over_values_that_cannot_be_read_put_every_row_aside_with_its_reason() -> None:
    found = reads(TABLE, piece("rows.csv", "id,opened\n1,soon\n2,later\n"))

    assert [problem.what for problem in problems(found)] == [
        "rows.csv, line 2, field opened: “soon” could not be read as a date (it is in no form known).",
        "rows.csv, line 3, field opened: “later” could not be read as a date (it is in no form known).",
    ]


def test_names_that_fit_nothing_are_listed() -> None:
    with pytest.raises(Problem, match="nothing says what its columns mean: colour, weight"):
        suggest("rows.csv", ["colour", "weight"], [{"colour": "red", "weight": "12"}])


@pytest.mark.parametrize("second", ["opened_at", "Opened at"])
def test_of_two_columns_of_one_name_the_summary_says_which_was_taken(second: str) -> None:
    content = f"id,opened_at,{second},channel\n1,2025-10-01 10:00,2025-10-02 10:00,mail\n"

    reading = TABLE.prepare(piece("rows.csv", content), Reading())

    (said,) = [note for note in reading.notes if "several columns" in note]
    passed_over = "opened_at (2)" if second == "opened_at" else second
    assert "“opened_at” in column 2 was taken for opened_at" in said
    assert f"“{passed_over}” in column 3 passed over" in said


def test_the_second_column_of_a_name_can_be_named_in_the_mapping() -> None:
    content = "id,opened_at,opened_at,channel\n1,2025-10-01 10:00,2025-10-02 10:00,mail\n"
    mapping: dict[str, object] = {"like": "plain", "columns": {"opened_at": "opened_at (2)"}}

    [contact] = records(TABLE, piece("rows.csv", content), Reading(mapping=mapping))

    assert isinstance(contact, ContactRecord)
    assert f"{contact.opened_at:%d}" == "02"


def test_a_mapping_like_another_explains_words_of_its_own_beside_those_it_knows() -> None:
    own: dict[str, object] = {"like": "plain", "values": {"channel": {"Counter": "walkin"}}}
    rows = "id,opened,channel\n1,2025-10-01,Counter\n2,2025-10-01,Phone\n3,2025-10-01,Email\n"
    found = records(TABLE, piece("v.csv", rows), Reading(mapping=own))
    assert [each.channel for each in found if isinstance(each, ContactRecord)] == ["walkin", "call", "mail"]


def test_a_column_is_named_once_among_those_that_a_file_lacks() -> None:
    own: dict[str, object] = {"like": "plain", "columns": {"id": "Ref.", "opened_at": "Received"}}
    with pytest.raises(Problem) as told:
        TABLE.prepare(piece("v.csv", "Nr,Start\n1,2025-10-01\n"), Reading(mapping=own))
    assert told.value.what.count("Ref.") == 1


def test_a_public_review_without_stars_is_put_aside_for_nobody_was_asked() -> None:
    rows = "date,stars,words\n2025-10-01,5,Quick\n2025-10-02,,Kind\n"
    found = reads(TABLE, piece("r.csv", rows), Reading(mapping=load_mapping("reviews")))
    (fault,) = problems(found)
    assert "there is no score" in fault.what
