"""Tables in text: encoding, delimiter, quotes, header, and rows that do not fit, each found out alone."""

import gzip
import io
from hashlib import sha256

import pytest

from unsung.ground.problems import Problem
from unsung.intake.source import ContactRecord, Piece, Reading
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import piece, problems, reads, records

ROWS = "id,opened_at,subject\n1,2025-10-01 09:00,Größe\n2,2025-10-01 09:05,Café\n"


def subjects(content: str | bytes, name: str = "rows.csv") -> list[str]:
    return [r.subject for r in records(TABLE, piece(name, content)) if isinstance(r, ContactRecord)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert subjects(ROWS.encode(encoding)) == ["Größe", "Café"]


def test_one_letter_cut_in_two_does_not_turn_utf8_into_something_else() -> None:
    names = "".join(f"{n},2025-10-01 09:00,Größe und Höhe, äöü\n".replace(", ä", " ä") for n in range(20))
    content = ("id,opened_at,subject\n" + names).encode() + b"99,2025-10-01 09:00,caf\xc3"

    assert subjects(content)[0] == "Größe und Höhe äöü"


def test_the_mapping_may_say_the_encoding() -> None:
    mapping: dict[str, object] = {"like": "plain", "encoding": "cp1250", "columns": {"subject": "subject"}}
    content = "id,opened_at,subject\n1,2025-10-01 09:00,řeka\n".encode("cp1250")

    [contact] = records(TABLE, piece("rows.csv", content), Reading(mapping=mapping))

    assert isinstance(contact, ContactRecord)
    assert contact.subject == "řeka"


@pytest.mark.parametrize(
    ("encoding", "said", "rows"),
    [
        ("koi8-r", "Оплата счёта не прошла вчера вечером", 300),
        ("cp1251", "Оплата счёта не прошла вчера вечером", 300),
        ("cp1251", "Возврат", 3),
        ("iso-8859-2", "Płatność nie przeszła, zażalenie na dostawę", 300),
        ("cp1250", "Płatność nie przeszła, zażalenie na dostawę", 300),
        ("iso-8859-2", "Žádost o vrácení peněz, příliš dlouhé čekání", 300),
        ("cp1252", "Dégât des eaux, ça a été réglé à l'amiable, très bien", 300),
        ("cp1252", "Crème", 300),
        ("cp1252", "Señor Muñoz: ¿mañana?", 300),
    ],
)
def test_the_encoding_of_other_alphabets_is_found_and_called_a_guess(
    encoding: str, said: str, rows: int
) -> None:
    content = "id;opened_at;subject\n" + "".join(f"{n};2025-10-01 09:00;{said}\n" for n in range(rows))
    reading = TABLE.prepare(piece("rows.csv", content.encode(encoding)), Reading())

    assert subjects(content.encode(encoding)) == [said] * rows
    assert any("is a guess" in note and "UTF-8" in note for note in reading.notes)


def test_an_encoding_that_is_told_or_shows_is_not_called_a_guess() -> None:
    told: dict[str, object] = {"like": "plain", "encoding": "koi8-r"}
    for content, mapping in (
        (ROWS.encode(), None),
        (ROWS.encode("utf-16"), None),
        (b"id,opened_at\n1,2025-10-01\n", told),
    ):
        reading = TABLE.prepare(piece("rows.csv", content), Reading(mapping=mapping))
        assert not any("is a guess" in note for note in reading.notes)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    assert subjects(ROWS.replace(",", delimiter)) == ["Größe", "Café"]


def test_a_decimal_comma_in_every_row_is_not_taken_for_the_delimiter() -> None:
    content = "id;opened_at;hours\n1;2025-10-01 09:00;1,5\n2;2025-10-01 09:05;0,5\n3;2025-10-02 09:05;2,5\n"

    assert len(subjects(content)) == 3


def test_a_line_that_tells_the_delimiter_is_believed() -> None:
    assert subjects("sep=;\nid;opened_at;subject\n1;2025-10-01 09:00;a, b, c\n") == ["a, b, c"]


def test_titles_above_the_header_are_passed_over() -> None:
    content = "Export of the desk\nOctober, all queues\n\n" + ROWS

    found = reads(TABLE, piece("rows.csv", content))

    assert [read.item.place.line for read in found] == [5, 6]


def test_escaped_quotation_marks_are_understood() -> None:
    content = 'id,opened_at,subject\n1,2025-10-01 09:00,"say \\"no\\", twice"\n2,2025-10-01 09:05,plain\n'

    assert subjects(content) == ['say "no", twice', "plain"]


def test_single_quotes_around_every_cell_are_understood() -> None:
    content = "'id';'opened_at';'subject'\n'1';'2025-10-01 09:00';'a; b'\n"

    assert subjects(content) == ["a; b"]


def test_lines_are_counted_as_they_stand_in_the_file() -> None:
    content = 'id,opened_at,subject\n1,2025-10-01 09:00,"three\n\nlines"\n\n2,2025-10-01 09:05,next\n'

    assert [read.item.place.line for read in reads(TABLE, piece("rows.csv", content))] == [2, 6]


def test_a_quotation_mark_never_closed_costs_its_own_row_and_no_other() -> None:
    rows = [f"{n},2025-10-01 09:00,as it should be" for n in range(5000)]
    rows[7] = '7,2025-10-01 09:00,"never closed'
    content = "id,opened_at,subject\n" + "\n".join(rows)

    found = reads(TABLE, piece("rows.csv", content))

    assert [read.item.place.line for read in found if read.problem] == [9]
    assert sum(len(read.records) for read in found) == 4999


def test_a_quotation_mark_closed_by_the_next_row_takes_nothing_with_it() -> None:
    content = (
        'id,opened_at,subject\n1,2025-10-01 09:00,"open\n2,2025-10-01 09:05,"shut"\n3,2025-10-01 09:06,x\n'
    )

    found = reads(TABLE, piece("rows.csv", content))

    assert [read.item.place.line for read in found if read.problem] == [2]
    assert problems(found)[0].what == "rows.csv, line 2: a quotation mark in it is not closed."


def test_a_row_with_too_many_or_too_few_fields_is_put_aside() -> None:
    content = "id,opened_at,subject\n1,2025-10-01 09:00,a,b\n2,2025-10-01 09:05\n3,2025-10-01 09:06,c\n"

    found = reads(TABLE, piece("rows.csv", content))

    assert [problem.what for problem in problems(found)] == [
        "rows.csv, line 2: it has 4 fields where the header has 3.",
        "rows.csv, line 3: it has 2 fields where the header has 3.",
    ]
    assert found[0].item.raw == b"1,2025-10-01 09:00,a,b"


def test_a_line_longer_than_any_row_is_said_to_be_that() -> None:
    line = f"2,2025-10-01 09:05,{'x' * 200_000}"
    content = f"id,opened_at,subject\n1,2025-10-01 09:00,a\n{line}\n3,2025-10-01 09:06,c\n"

    found = reads(TABLE, piece("rows.csv", content))

    assert [problem.what for problem in problems(found)] == [
        f"rows.csv, line 3: it is {len(line):,} characters long, more than a row can be read with.",
    ]


def test_a_delimiter_at_the_end_of_every_row_is_forgiven() -> None:
    assert subjects("id,opened_at,subject\n1,2025-10-01 09:00,a,\n") == ["a"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "rows.csv is empty."),
        (b"\0\0\n\n", "rows.csv is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "rows.csv is not text"),
        (b"PK\x03\x04 and then nothing", "rows.csv could not be opened as a workbook"),
        (b"one column\n1\n2\n", "rows.csv has no line with the names of its columns"),
        (b"2025-10-01,2025-10-02\n2025-10-03,2025-10-04\n", "rows.csv has no line with the names"),
        (b"colour,weight\nred,12\n", "rows.csv is a table, but nothing says what its columns mean"),
    ],
)
def test_what_is_no_table_is_said_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Problem) as told:
        TABLE.prepare(piece("rows.csv", content), Reading())

    assert told.value.what.startswith(said)
    assert told.value.do


def test_a_file_that_breaks_off_is_said_to() -> None:
    rows = "\n".join(f"{n},2025-10-01 09:00,{sha256(bytes(n)).hexdigest()}" for n in range(3000))
    packed = gzip.compress(f"id,opened_at,subject\n{rows}\n".encode())
    cut_off = Piece(
        "rows.csv", 0, lambda: io.BufferedReader(gzip.GzipFile(fileobj=io.BytesIO(packed[:-5000])))
    )

    rows_before = TABLE.cut(cut_off, TABLE.prepare(cut_off, Reading()))
    with pytest.raises(Problem, match="could not be read to its end"):
        assert all(isinstance(item.raw, dict) for item in rows_before)
