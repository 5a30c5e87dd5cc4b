"""Quotation marks in tables: text over several lines comes in whole, a stray mark takes no row with it."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unsung.intake.source import ContactRecord, Reading
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import piece, problems, reads, records

HEADER = ["id", "opened_at", "channel", "words", "resolved_at"]
MAPPING: dict[str, object] = {"like": "plain", "columns": {"subject": "words"}}
PARTS = ["hello", " ", "\n", "\r\n", ",", ";", '"', '""', "2020-01-01 10:00", "\n2020-01-05 11:00, Ada", "ü"]
WORDS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


def written(words: list[str], delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """A table with these words, as the standard library writes it."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    rows.writerow(HEADER)
    for number, said in enumerate(words):
        rows.writerow(
            [number, f"2020-02-{number + 1:02} 10:00", "mail", said, f"2020-03-{number + 1:02} 12:00"]
        )
    return out.getvalue()


def subjects(content: str) -> list[str]:
    found = records(TABLE, piece("rows.csv", content), Reading(mapping=dict(MAPPING)))
    return [record.subject for record in found if isinstance(record, ContactRecord)]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize(
    "words",
    [
        "second\nline",
        'hello, "world" 0\nsecond line',
        'hello, "world"\nsecond line\n\nBye',
        'She wrote "never again"\nand left',
    ],
)
def test_words_over_several_lines_come_in(words: str, quoting: int, delimiter: str) -> None:
    content = written([words] * 3 + ["plain"], delimiter, quoting)

    assert len(subjects(content)) == 4


def test_a_journal_whose_lines_begin_with_dates_comes_in() -> None:
    content = (
        '"opened_at","number","channel","comments"\n'
        '"2020-01-05 10:00:00","INC1","mail","2020-01-05 11:00:00 - Ada (Comments)\nWe look into it.\n\n'
        '2020-01-05 10:00:00 - Ines (Comments)\nMy printer is broken"\n'
        '"2020-01-06 10:00:00","INC2","mail","hello"\n'
    )
    mapping: dict[str, object] = {"like": "plain", "columns": {"id": "number"}}

    assert len(records(TABLE, piece("rows.csv", content), Reading(mapping=mapping))) == 2


@settings(max_examples=150, deadline=None)
@given(
    words=st.lists(WORDS, min_size=1, max_size=6),
    delimiter=st.sampled_from([",", ";", "\t"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_every_row_that_is_written_by_the_book_comes_in(
    words: list[str], delimiter: str, quoting: int
) -> None:
    content = written(words, delimiter, quoting)

    assert len(subjects(content)) == len(words)


@settings(max_examples=150, deadline=None)
@given(
    before=st.lists(WORDS, max_size=3),
    after=st.lists(st.sampled_from(["plain", "a, b", 'say "no"', "two\nlines", ""]), max_size=4),
)
def test_one_stray_quotation_mark_takes_no_other_row_with_it(before: list[str], after: list[str]) -> None:
    content = written([*before, "STRAY", *after]).replace("STRAY", '"stray')

    found = reads(TABLE, piece("rows.csv", content), Reading(mapping=dict(MAPPING)))

    assert sum(bool(read.records) for read in found) == len(before) + len(after)
    assert len(problems(found)) == 1


def test_rows_between_two_stray_quotation_marks_are_not_taken_for_words() -> None:
    rows = [
        '0,2020-01-01 10:00,mail,"stray,2020-01-01 12:00',
        "1,2020-01-02 10:00,mail,words,2020-01-02 12:00",
    ]
    rows += ['2,2020-01-03 10:00,mail,a screen of 27",2020-01-03 12:00']
    content = "\n".join([",".join(HEADER), *rows, ""])

    found = reads(TABLE, piece("rows.csv", content), Reading(mapping=dict(MAPPING)))

    assert [read.item.place.line for read in found if read.problem] == [2]
    assert sum(bool(read.records) for read in found) == 2
